"""Executes notebooks through the real kernel and writes their outputs in place."""

import asyncio
import contextlib
import json
import os
import re
import signal
import sys
import time
from pathlib import Path

from .kernel_client import Kernel, KernelProblem
from .places import KERNEL, LAB, NOTEBOOKS, shown
from .report import Problem, duration, live, replace, say
from .stamps import write_atomically


def chosen(names):
    """The notebooks to run: those named, else all of them."""
    paths = [Path(name) for name in names] or sorted(NOTEBOOKS.glob("*.ipynb"))
    if not paths:
        raise Problem(f"no notebook in {shown(NOTEBOOKS)}: name one, binder/lab run PATH.ipynb")
    for path in paths:
        try:
            there = path.is_file()
        except OSError as e:
            raise Problem(f"{path} may not be read ({e.strerror}): change the permissions of its folder") from e
        if path.suffix != ".ipynb" or not there:
            known = ", ".join(p.name for p in sorted(NOTEBOOKS.glob("*.ipynb"))) or "none"
            raise Problem(f"{path} is not a notebook: name an existing .ipynb file ({shown(NOTEBOOKS)} has {known})")
        if not os.access(path, os.R_OK):
            raise Problem(f"{path} may not be read: change its permissions")
        if not os.access(path, os.W_OK):
            raise Problem(f"{path} cannot be written: make it writable, its outputs go into it")
    return [path.resolve() for path in paths]


def run(ready, names, size=None):
    """Hands over to the environment's Python, which has nbclient."""
    paths = chosen(names)
    surroundings = dict(os.environ)
    # What is only re-made here does not belong among the runs that the user made.
    surroundings.setdefault("CONCURRENCY_LAB_STORE", str(ready.environment.state / "store"))
    if size:
        surroundings["CONCURRENCY_LAB_SIZE"] = size
    return replace([ready.environment.python, LAB, "_run", *paths], surroundings)


def run_inside(names):
    """The part of `run` that needs nbclient; stops at the first notebook that fails."""
    for name in names:
        code = _run_one(Path(name))
        if code:
            return code
    return 0


def _run_one(path):
    import nbformat
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    start = time.monotonic()
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as e:
        raise Problem(f"{path.name} is no readable notebook ({e}): open it in JupyterLab and save it") from e
    run = _Run(path, notebook)
    try:
        asyncio.run(run.execute())
    except Exception as e:
        live("")
        if run.stopped:
            say(f"{path.name}: interrupted in {run.where()}, the file is left as it was")
            return 130
        if not isinstance(e, (CellExecutionError, DeadKernelError, RuntimeError)):
            raise
        if not run.cell:
            raise Problem(f"{path.name}: the kernel does not start ({e}): run binder/lab doctor") from e
        if isinstance(e, CellExecutionError):
            say(f"{path.name}: {run.where()} failed: {_first_line(e)}")
            for line in _told(notebook):
                print("  " + line, file=sys.stderr)
        else:
            say(f"{path.name}: the kernel died in {run.where()} ({e}): run binder/lab doctor")
        return 1
    live("")
    _tidy(notebook)
    write_atomically(path, nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n")
    _trust(notebook)
    say(f"{path.name}: {run.total} code cells in {duration(time.monotonic() - start)}")
    return 0


class _Run:
    """One notebook in one kernel; Ctrl-C interrupts the cell, then ends the kernel."""

    PATIENCE = 5  # seconds that an interrupted cell gets to end by itself

    def __init__(self, path, notebook):
        from nbclient import NotebookClient

        run = self

        class Client(NotebookClient):
            async def async_start_new_kernel(self, **options):
                # nbclient's own handlers, set just before, end the kernel without an interrupt.
                run.handle_signals()
                await super().async_start_new_kernel(**options)

        self.path, self.cell, self.stopped = path, 0, False
        self.total = sum(c.cell_type == "code" and bool(c.source.strip()) for c in notebook.cells)
        self.client = Client(
            notebook,
            kernel_name=KERNEL,
            timeout=None,
            startup_timeout=120,
            record_timing=False,
            coalesce_streams=True,
            resources={"metadata": {"path": str(path.parent)}},
            on_cell_execute=self._next,
        )

    async def execute(self):
        await self.client.async_execute()

    def where(self):
        return f"code cell {self.cell} of {self.total}" if self.cell else "the kernel's start"

    def _next(self, cell, cell_index):
        if self.stopped:
            raise RuntimeError("interrupted between two cells")
        self.cell += 1
        live(f"{self.path.name}: {self.where()}")

    def handle_signals(self):
        loop = asyncio.get_running_loop()
        with contextlib.suppress(NotImplementedError, RuntimeError):
            for number in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(number, self._stop)

    def _stop(self):
        again, self.stopped = self.stopped, True
        self.ending = asyncio.ensure_future(self._end(again))

    async def _end(self, now):
        with contextlib.suppress(Exception):
            if self.cell and not now:
                await self.client.km.interrupt_kernel()
                await asyncio.sleep(self.PATIENCE)
            await self.client.km.shutdown_kernel(now=True)


def _plain(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text or "")


def _first_line(error):
    value = _plain(error.evalue).strip().splitlines()
    return f"{error.ename}: {value[0]}" if value else error.ename


def _told(notebook):
    """What the cell itself shows of its error, as far as it speaks of the cell."""
    outputs = [o for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "error"]
    lines = _plain("\n".join(outputs[-1].traceback)).splitlines() if outputs else []
    return [line for line in lines if line.strip() and "org.dflib.jjava" not in line][:12]


def _tidy(notebook):
    """Leaves out what differs from run to run without meaning anything."""
    for cell in notebook.cells:
        for key in ("execution", "ExecuteTime"):
            cell.metadata.pop(key, None)
    notebook.metadata["kernelspec"] = {"display_name": "Java (Concurrency Lab)", "language": "java", "name": KERNEL}


def _trust(notebook):
    """JupyterLab shows charts only in notebooks it trusts, and this one was just run here."""
    from nbformat.sign import NotebookNotary

    with contextlib.suppress(Exception):
        NotebookNotary().sign(notebook)


def probe():
    """Starts the kernel, asks it for 1 + 1 and for a chart, and prints how that went."""
    try:
        with Kernel() as kernel:
            answer, seconds = kernel.execute("1 + 1").text(), time.monotonic() - kernel.start
            undrawn = _undrawn(kernel.execute("published().bars()"))
            print(json.dumps({"answer": answer, "seconds": seconds, "undrawn": undrawn}))
    except KernelProblem as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _undrawn(outcome):
    """Why a cell's chart has not been drawn, or ''."""
    if outcome.error:
        return " ".join(_plain(outcome.error["evalue"]).split())
    if outcome.text("image/svg+xml"):
        return ""
    # Where there is no picture, the text in its place begins with the reason.
    return (outcome.text() or "the kernel sent nothing").splitlines()[0]
