"""What all tests share: one set-up, and a kernel to talk to."""

import atexit
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

# What tests run is not kept with the user's own runs.
os.environ["CONCURRENCY_LAB_STORE"] = tempfile.mkdtemp(prefix="store-")
atexit.register(shutil.rmtree, os.environ["CONCURRENCY_LAB_STORE"], ignore_errors=True)

BINDER = Path(__file__).resolve().parents[1]
ROOT = BINDER.parent
sys.path.insert(0, str(BINDER))

from lab_tools import steps  # noqa: E402
from lab_tools.kernel_client import Kernel  # noqa: E402
from lab_tools.places import Environment  # noqa: E402
from lab_tools.testing import chromium  # noqa: E402

# Tests neither wait for what the user measures meanwhile nor leave anything behind.
STATE = tempfile.TemporaryDirectory(prefix="concurrency-lab-tests-")
os.environ["XDG_STATE_HOME"] = os.environ["CONCURRENCY_LAB_LOCK"] = STATE.name

LAB = [sys.executable, str(BINDER / "lab")]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()

# Groups of tests that take longest: begun first, so that none is left for one worker alone.
FIRST = ("TestElsewhere", "test_spark", "test_interrupts")
# Here each parameter is a group: a notebook with its one run, a theme with its server.
BY_PARAMETER = ("test_notebooks", "test_jupyterlab")


def soon(values, *some):
    """Parameters of which some are tried each time, and the others before a release."""
    assert set(some) <= set(values), f"{set(some) - set(values)} is none of them"
    return [value if value in some else pytest.param(value, marks=pytest.mark.long) for value in values]


def group(nodeid):
    """What shares something dear to make (a kernel, a build, a run) and stays together: a file, most often."""
    path, *names = nodeid.partition("[")[0].split("::")
    file = Path(path).stem
    if file in BY_PARAMETER:
        return file + "".join(nodeid.partition("[")[1:])
    return names[0] if len(names) > 1 else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from xdist.scheduler import LoadScopeScheduling

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group(nodeid)

    return Groups(config, log)


def pytest_configure(config):
    config.addinivalue_line("markers", "quick: needs no set-up; set by itself")
    config.addinivalue_line("markers", "long: takes many seconds; run before a release")
    config.addinivalue_line("markers", "alone: watches time and memory; of those of a release, with nothing beside it")


def pytest_itemcollected(item):
    if "ready" not in item.fixturenames:
        item.add_marker("quick")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: group(item.nodeid) not in FIRST)


def lab(*arguments, root=ROOT, env=None, timeout=300, prefix=()):
    """Runs binder/lab as a user would, behind another command if need be; returns the finished process with its text."""
    return subprocess.run(
        [*prefix, sys.executable, str(root / "binder" / "lab"), *map(str, arguments)],
        cwd=root,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
    )


def copy_repository(target):
    """The repository's files without anything built."""
    left_out = shutil.ignore_patterns(".git", ".venv", "target", "__pycache__", ".ipynb_checkpoints")
    return Path(shutil.copytree(ROOT, target, ignore=left_out))


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def ready():
    """The repository set up: its environment and its JDK."""
    return steps.set_up(Environment.current())


@pytest.fixture
def server(tmp_path):
    """A local HTTP server for the files in its `folder`."""
    with LocalServer(tmp_path / "served") as running:
        yield running


class LocalServer:
    """Serves a folder on 127.0.0.1; `truncate` cuts each answer off half-way."""

    def __init__(self, folder):
        self.folder, self.truncate, self.asked = folder, False, []
        folder.mkdir()
        outer = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def __init__(self, *args):
                super().__init__(*args, directory=str(folder))

            def log_message(self, *args):
                outer.asked.append(self.path)

            def copyfile(self, source, outputfile):
                if not outer.truncate:
                    return super().copyfile(source, outputfile)
                size = os.fstat(source.fileno()).st_size
                outputfile.write(source.read(size // 2))

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def fresh_kernel(ready):
    """A kernel of this test's own."""
    with Kernel() as running:
        yield running


@pytest.fixture(scope="session")
def kernel(ready):
    """One kernel for all tests that leave it as they found it."""
    with Kernel() as running:
        yield running
