"""What all tests share: one set-up, and a kernel to talk to."""

import atexit
import http.server
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

# What tests run is not kept with the user's own runs.
os.environ["CONCURRENCY_LAB_STORE"] = tempfile.mkdtemp(prefix="store-")
atexit.register(shutil.rmtree, os.environ["CONCURRENCY_LAB_STORE"], ignore_errors=True)

BINDER = Path(__file__).resolve().parents[1]
ROOT = BINDER.parent
sys.path.insert(0, str(BINDER))

from lab_tools import steps  # noqa: E402
from lab_tools.places import KERNEL, Environment  # noqa: E402

# Tests neither wait for what the user measures meanwhile nor leave anything behind.
STATE = tempfile.TemporaryDirectory(prefix="concurrency-lab-tests-")
os.environ["XDG_STATE_HOME"] = STATE.name

LAB = [sys.executable, str(BINDER / "lab")]


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


@dataclass
class Outcome:
    """What one cell gave: outputs in order, with display updates applied."""

    outputs: list = field(default_factory=list)
    stdout: str = ""
    stderr: str = ""
    error: dict | None = None
    seconds: float = 0.0
    updates: int = 0

    def text(self, mime="text/plain"):
        """The last output of that type."""
        return next((o["data"][mime] for o in reversed(self.outputs) if mime in o["data"]), None)


class Kernel:
    """A real kernel as Jupyter starts it: execute cells, interrupt, restart.

    A variable that is None in `env` is taken away; `command` may change the kernel's command line.
    """

    def __init__(self, cwd=ROOT, env=None, name=KERNEL, command=list):
        from jupyter_client.manager import KernelManager

        self.manager = KernelManager(kernel_name=name)
        self.manager.kernel_spec.argv = command(self.manager.kernel_spec.argv)
        surroundings = {**os.environ, **(env or {})}
        self.manager.start_kernel(cwd=str(cwd), env={k: v for k, v in surroundings.items() if v is not None})
        self._connect()

    def _connect(self):
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def execute(self, code, timeout=120):
        """Runs a cell to its end."""
        return self.result(self.submit(code), timeout)

    def submit(self, code):
        """Starts a cell and returns at once; `result` waits for it."""
        return self.client.execute(code), time.monotonic()

    def result(self, submitted, timeout=120):
        """The outcome of a submitted cell, once the kernel has ended it and is idle."""
        parent, start = submitted
        outcome, shown = Outcome(), {}
        deadline = time.monotonic() + timeout
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=max(0.1, deadline - time.monotonic()))
            except queue.Empty:
                pytest.fail(f"the cell is not done after {timeout} s; so far: {outcome}")
            if message["parent_header"].get("msg_id") != parent:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
            self._take(message["msg_type"], message["content"], outcome, shown)
        outcome.seconds = time.monotonic() - start
        while self.client.get_shell_msg(timeout=timeout)["parent_header"].get("msg_id") != parent:
            pass
        return outcome

    @staticmethod
    def _take(kind, content, outcome, shown):
        if kind == "stream":
            setattr(outcome, content["name"], getattr(outcome, content["name"]) + content["text"])
        elif kind == "error":
            outcome.error = content
        elif kind == "clear_output":
            outcome.outputs.clear()
        elif kind in ("display_data", "execute_result", "update_display_data"):
            identity = content.get("transient", {}).get("display_id")
            if kind == "update_display_data":
                outcome.updates += 1
                if identity in shown:
                    shown[identity]["data"] = content["data"]
                return
            output = {"type": kind, "data": content["data"]}
            outcome.outputs.append(output)
            if identity:
                shown[identity] = output

    def wait_until_busy(self, submitted, timeout=30):
        """Returns as soon as the kernel has begun with a cell."""
        deadline = time.monotonic() + timeout
        while time.monotonic() < deadline:
            message = self.client.get_iopub_msg(timeout=timeout)
            ours = message["parent_header"].get("msg_id") == submitted[0]
            if ours and message["content"].get("execution_state") == "busy":
                return
        pytest.fail(f"the cell has not begun after {timeout} s")

    def interrupt(self):
        """What the stop button does."""
        self.manager.interrupt_kernel()

    def restart(self):
        self.client.stop_channels()
        self.manager.restart_kernel(now=True)
        self._connect()

    def shutdown(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.shutdown()


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
