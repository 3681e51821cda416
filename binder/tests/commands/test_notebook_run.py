"""binder/lab run, with the real kernel."""

import json
import os
import signal
import subprocess

import pytest
from conftest import LAB, ROOT, lab
from lab_tools import places
from leftovers import wait_until


def notebook(path, *cells):
    import nbformat

    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells]), path)
    return path


def kernels(process):
    """The JVMs that a running binder/lab has started."""
    import psutil

    return [p for p in psutil.Process(process.pid).children(recursive=True) if "java" in p.name()]


def test_should_write_outputs_with_updates_applied_and_nothing_volatile(ready, tmp_path):
    path = notebook(
        tmp_path / "größer als.ipynb",
        'var id = display("0 %"); Thread.sleep(200); updateDisplay(id, "100 %", "text/plain");'
        ' System.out.print("a\\rb");',
        'System.getenv("CONCURRENCY_LAB_SIZE")',
    )
    done = lab("run", "--size", "small", path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("größer als.ipynb: 2 code cells in ") and len(done.stdout.splitlines()) == 1
    text = path.read_text(encoding="utf-8")
    assert text.endswith("}\n") and '\n "cells"' in text
    first, second = json.loads(text)["cells"]
    assert [o.get("data", {}).get("text/plain") or o["text"] for o in first["outputs"]] == [["100 %"], ["b"]]
    assert second["outputs"][0]["data"]["text/plain"] == ["small"]
    assert "execution" not in first["metadata"]
    again = lab("run", "--size", "small", path)
    assert again.returncode == 0 and path.read_text(encoding="utf-8") == text


def test_should_leave_a_failing_notebook_as_it_was(ready, tmp_path):
    path = notebook(tmp_path / "failing.ipynb", "1", 'throw new IllegalStateException("no luck");', "3")
    before = path.read_bytes()
    done = lab("run", path)
    assert done.returncode == 1
    assert "failing.ipynb: code cell 2 of 3 failed: " in done.stdout and "no luck" in done.stdout
    assert path.read_bytes() == before


def test_should_say_so_if_the_kernel_dies(ready, tmp_path):
    path = notebook(tmp_path / "dying.ipynb", "Runtime.getRuntime().halt(3);")
    before = path.read_bytes()
    done = lab("run", path)
    assert done.returncode == 1
    assert "dying.ipynb: the kernel died in code cell 1 of 1" in done.stdout
    assert path.read_bytes() == before


@pytest.mark.skipif(places.WINDOWS, reason="sends POSIX signals")
@pytest.mark.parametrize("where", ["the kernel's start", "code cell 1 of 1"])
def test_should_leave_nothing_running_if_interrupted(ready, tmp_path, where):
    inside = tmp_path / "inside"
    begins = f"new java.io.File({json.dumps(str(inside))}).createNewFile();"
    path = notebook(tmp_path / "long.ipynb", begins + " while (true) { Thread.onSpinWait(); }")
    before = path.read_bytes()
    argv = [*LAB, "run", str(path)]
    process = subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    started = wait_until(lambda: kernels(process), "a kernel is started")
    if where.startswith("code cell"):
        wait_until(inside.exists, "the cell runs")
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 130 and f"long.ipynb: interrupted in {where}" in said
    assert started and not any(p.is_running() for p in started)
    assert path.read_bytes() == before


def test_should_refuse_what_is_no_notebook(ready, tmp_path):
    path = tmp_path / "broken.ipynb"
    path.write_text("{")
    done = lab("run", path)
    assert done.returncode == 1 and "broken.ipynb is no readable notebook" in done.stderr
