"""A kernel as Jupyter starts it: what set-up, doctor, benchmark and tests run cells with."""

import contextlib
import os
import queue
import time
from dataclasses import dataclass, field

from .kernelspec import STARTER
from .places import KERNEL
from .report import Problem

PATIENCE = 120  # seconds for a start or a cell, on a machine that is slow or busy with other things
ASK_AGAIN = 0.1  # seconds; what was asked before the kernel listened is lost


class KernelProblem(Problem):
    """The kernel does not start, does not answer, or has ended; what to do about it is the caller's to say."""


@dataclass
class Outcome:
    """What one cell gave: outputs in order, with display updates applied."""

    outputs: list = field(default_factory=list)
    stdout: str = ""
    stderr: str = ""
    error: dict | None = None
    updates: int = 0
    reply: dict | None = None  # what ended it
    seconds: float = 0.0
    end: float = 0.0  # when the kernel was idle again, as time.monotonic() tells it

    def text(self, mime="text/plain"):
        """The last output of that type."""
        return next((o["data"][mime] for o in reversed(self.outputs) if mime in o["data"]), None)


class Kernel:
    """One kernel: execute cells, interrupt. Outside of a `with` it must be shut down.

    `command` makes another command line of the kernelspec's from `java` on, and a variable that is None in `env` is taken
    away; `start` is when it was started, as time.monotonic() tells it. More options are those of Popen.
    """

    def __init__(self, cwd=None, env=None, command=list, **options):
        from jupyter_client.manager import KernelManager

        self.manager = KernelManager(kernel_name=KERNEL)
        argv = self.manager.kernel_spec.argv
        self.manager.kernel_spec.argv = [*argv[:STARTER], *command(argv[STARTER:])]
        surroundings = {k: v for k, v in {**os.environ, **(env or {})}.items() if v is not None}
        if cwd is not None:
            options["cwd"] = str(cwd)
        self.start = time.monotonic()
        self.manager.start_kernel(env=surroundings, **options)
        self._connect()

    def _connect(self):
        self.client = self.manager.blocking_client()
        self.client.allow_stdin = False
        self.client.start_channels(stdin=False, hb=False)
        try:
            self._join()
        except BaseException:
            self.shutdown()
            raise

    def _join(self):
        """Returns when both channels have answered: a cell's outputs are lost before that."""
        deadline, silent = time.monotonic() + PATIENCE, {self.client.get_shell_msg, self.client.get_iopub_msg}
        while silent:
            self.check_alive("before it answered")
            if time.monotonic() > deadline:
                raise KernelProblem(f"the kernel has not answered within {PATIENCE} s")
            self.client.kernel_info()
            again = time.monotonic() + ASK_AGAIN
            while silent and time.monotonic() < again:
                for get in list(silent):
                    with contextlib.suppress(queue.Empty):
                        get(timeout=0.005)
                        silent.remove(get)

    @property
    def pid(self):
        return self.manager.provisioner.pid

    def is_alive(self):
        return self.manager.is_alive()

    def check_alive(self, when):
        if not self.is_alive():
            raise KernelProblem(f"the kernel ended {when}")

    def execute(self, code, timeout=PATIENCE):
        """Runs a cell to its end."""
        return self.result(self.submit(code), timeout)

    def submit(self, code):
        """Starts a cell and returns at once; `result` waits for it."""
        return self.client.execute(code), time.monotonic()

    def result(self, submitted, timeout=PATIENCE):
        """The outcome of a submitted cell, once the kernel has ended it and is idle."""
        parent, start = submitted
        outcome, shown = Outcome(), {}
        for kind, content in self.messages(submitted, timeout):
            if kind == "status" and content["execution_state"] == "idle":
                break
            self._take(kind, content, outcome, shown)
        outcome.end = time.monotonic()
        outcome.seconds = outcome.end - start
        outcome.reply = self._reply(parent, timeout)
        return outcome

    def _reply(self, parent, timeout):
        """What ends a cell for Jupyter."""
        while True:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == parent and message["msg_type"] == "execute_reply":
                return message["content"]

    def messages(self, submitted, timeout=PATIENCE):
        """Type and content of each of a submitted cell's messages, as they come."""
        deadline = time.monotonic() + timeout
        while (left := deadline - time.monotonic()) > 0:
            try:
                # In short waits: a kernel that has ended says nothing more.
                message = self.client.get_iopub_msg(timeout=min(left, 1))
            except queue.Empty:
                self.check_alive("in a cell")
                continue
            if message["parent_header"].get("msg_id") == submitted[0]:
                yield message["msg_type"], message["content"]
        raise KernelProblem(f"the cell is not done after {timeout} s")

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
        for _, content in self.messages(submitted, timeout):
            if content.get("execution_state") == "busy":
                return

    def interrupt(self):
        """What the stop button does."""
        self.manager.interrupt_kernel()

    def wait(self, timeout):
        """The exit code of a kernel that ends by itself."""
        return self.manager.provisioner.process.wait(timeout)

    def shutdown(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.shutdown()
