"""Real JupyterLab in a real browser: open the first notebook, run it, look at what it shows."""

import base64
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request

import pytest
from conftest import BINDER, FLAGS, soon

from lab_tools.places import KERNEL
from lab_tools.testing import chromium

PICTURES = BINDER.parent / ".venv" / "log" / "browser"
BUSY = ".jp-Notebook-ExecutionIndicator[data-status='busy']"
IDLE = ".jp-Notebook-ExecutionIndicator[data-status='idle']"

LONG = "long.ipynb"
LONG_CELLS = ["run(article().terms(2_000_000_000L), blocking(), threads(2))", "run(article().terms(20_000), blocking())"]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def write(path, sources):
    """A notebook of code cells."""
    import nbformat

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"display_name": "Java (Concurrency Lab)", "language": "java", "name": KERNEL}
    nbformat.write(notebook, path)


@pytest.fixture(scope="module", params=soon(["JupyterLab Light", "JupyterLab Dark"], "JupyterLab Dark"))
def address(ready, tmp_path_factory, request):
    """JupyterLab as our environment starts it, on a copy of the notebooks, in either theme."""
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(BINDER.parent / "notebooks", root / "notebooks")
    write(root / "notebooks" / LONG, LONG_CELLS)
    themes = root / "settings" / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    themes.parent.mkdir(parents=True)
    themes.write_text(json.dumps({"theme": request.param}))
    port = free_port()
    argv = [ready.environment.python, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
            "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={root}",
            "--LabApp.news_url=None"]
    surroundings = {**os.environ, "CONCURRENCY_LAB_SIZE": "small", "JUPYTER_CONFIG_DIR": str(root / "config"),
                    "JUPYTERLAB_SETTINGS_DIR": str(root / "settings")}
    with subprocess.Popen(argv, cwd=root, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            base = f"http://127.0.0.1:{port}"
            deadline = time.monotonic() + 60
            while True:
                try:
                    urllib.request.urlopen(base + "/api", timeout=2).read()
                    break
                except OSError:
                    assert time.monotonic() < deadline, "JupyterLab did not answer within 60 s"
                    time.sleep(0.2)
            yield base
        finally:
            server.terminate()


@pytest.fixture
def page(tmp_path):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=chromium(), args=FLAGS,
            viewport={"width": 1200, "height": 1000})
        try:
            yield browser.pages[0]
        finally:
            browser.close()


def opened(page, address, name="00-start.ipynb"):
    page.goto(f"{address}/lab/tree/notebooks/{name}?reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)


def menu(page, *labels):
    """Chooses an entry: every command of JupyterLab is in its menus."""
    for label in labels:
        page.get_by_role("menuitem", name=label).first.click()


def wait_until_idle(page):
    page.wait_for_selector(IDLE, timeout=240_000)
    page.wait_for_timeout(1_000)
    page.wait_for_selector(IDLE, timeout=240_000)


def run_cell(page, number):
    # A cell that is run while the kernel is still connecting may be dropped without a word. A
    # kernel that is connected and has run nothing yet is "Unknown" to the status bar.
    page.get_by_text(re.compile(r"\| (Unknown|Idle)$")).wait_for(timeout=60_000)
    page.locator(".jp-CodeCell .cm-content").nth(number).click()
    page.keyboard.press("Control+Enter")


def picture(page, name, request):
    theme = request.node.callspec.params["address"].split()[-1].lower()
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{theme}.png")


def corner(page, image):
    """The colour near the upper left corner of an image as it is shown: red, green, blue."""
    shot = base64.b64encode(image.screenshot()).decode()
    return page.evaluate("""async shot => {
      const bytes = Uint8Array.from(atob(shot), letter => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], {type: "image/png"}));
      const pen = new OffscreenCanvas(9, 9).getContext("2d");
      pen.drawImage(image, 0, 0);
      return [...pen.getImageData(4, 4, 1, 1).data].slice(0, 3);
    }""", shot)


def test_should_show_the_committed_outputs_before_anything_runs(page, address, request):
    opened(page, address)
    page.wait_for_selector(".jp-OutputArea table", timeout=30_000)
    picture(page, "opened", request)
    assert page.locator(".jp-OutputArea table").count() >= 1
    assert page.locator(".jp-OutputArea img, .jp-OutputArea svg").count() >= 1


def test_should_run_everything_and_show_tables_and_charts(page, address, request):
    opened(page, address)
    menu(page, "Run", re.compile("^Run All Cells"))
    page.wait_for_selector(BUSY, timeout=60_000)
    wait_until_idle(page)
    assert "Exception" not in page.locator(".jp-Notebook").inner_text()
    page.locator(".jp-OutputArea img, .jp-OutputArea svg").last.scroll_into_view_if_needed()
    picture(page, "ran", request)
    light = request.node.callspec.params["address"].endswith("Light")
    chart = page.locator(".jp-OutputArea img").last
    assert corner(page, chart) == ([255, 255, 255] if light else [22, 22, 22])
    assert page.locator(".jp-OutputArea table").count() >= 1
    spot = page.locator(".jp-OutputArea img ~ span[title]").last
    spot.scroll_into_view_if_needed()
    box = spot.bounding_box()
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    assert "mean " in page.evaluate("([x, y]) => document.elementFromPoint(x, y).title", middle)


def test_should_stop_a_long_cell_and_run_again_after_a_restart(page, address, request):
    opened(page, address, LONG)
    outputs = page.locator(".jp-CodeCell .jp-OutputArea")

    run_cell(page, 0)
    page.wait_for_selector(".jp-OutputArea progress", timeout=60_000)
    picture(page, "running", request)
    page.locator("[data-command='notebook:interrupt-kernel']").first.click()
    page.wait_for_selector(IDLE, timeout=30_000)
    picture(page, "stopped", request)
    assert "stopped: 0 of 10 trials" in outputs.nth(0).inner_text()

    menu(page, "Kernel", re.compile("^Restart Kernel…"))
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    page.wait_for_selector(".jp-Dialog", state="detached")
    run_cell(page, 1)
    outputs.nth(1).locator("table").wait_for(timeout=60_000)
    wait_until_idle(page)
    picture(page, "restarted", request)
    assert outputs.nth(1).locator("img, svg").count() >= 1
