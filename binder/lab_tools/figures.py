"""The benchmark's figures that are taken from outside the JVM; kernel-lib/README.md tells how."""

import contextlib
import json
import math
import os
import queue
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from . import kernelspec
from .places import BINDER, LAB, NOTEBOOKS, ROOT, Environment
from .report import Problem, child, logged
from .stamps import write_atomically

PAIRS = 10
REDRAWS = 20
PATIENCE = 120  # seconds for a cell, on a machine that is busy
PEERS = BINDER / "requirements-bench.txt"
ARTICLE = ROOT / "kernel-lib/src/main/resources/io/github/concurrencylab/results/json/article.json"

OURS = "published().bars()"
THEIRS = f"""
import json
import matplotlib.pyplot as plt
import pandas as pd
%matplotlib inline
trials = json.load(open({str(ARTICLE)!r}))["measurements"][0]["trials"]
seconds = pd.DataFrame(trials).groupby("model")["seconds"]
seconds.mean().plot.barh(xerr=seconds.sem())
"""


def wanted(only):
    """Names of our figures among those asked for; all of them if none is."""
    return [name for name in FIGURES if not only or name in only]


def measure(names):
    """Prints one line of JSON for each figure; says on stderr what is left out."""
    environment = Environment.current()
    taken = set()
    for name in names:
        if name in taken:
            continue
        try:
            for each in FIGURES[name](environment):
                taken.add(each["name"])
                if each["name"] in names:
                    print(json.dumps(each), flush=True)
        except Problem as absent:
            print(f"{name}: left out, {absent}", file=sys.stderr, flush=True)
    return 0


def figure(name, values, goal):
    """The median and its 95 % interval, that of order statistics, as on the Java side."""
    ordered, n = sorted(values), len(values)
    reach = math.ceil(0.98 * math.sqrt(n))
    low, high = ordered[max(0, n // 2 - reach)], ordered[min(n - 1, (n - 1) // 2 + reach)]
    return {"name": name, "value": statistics.median(ordered), "goal": goal, "better": "lower", "low": low, "high": high}


class Session:
    """A kernel process and a client, joined as JupyterLab joins them: both channels must answer."""

    def __init__(self, argv, env=None):
        from jupyter_client import BlockingKernelClient
        from jupyter_client.connect import write_connection_file

        self.folder = tempfile.TemporaryDirectory()
        file, _ = write_connection_file(str(Path(self.folder.name) / "connection.json"))
        argv = [a.replace("{connection_file}", file) for a in argv]
        log = open(Path(self.folder.name) / "log", "w+")
        surroundings = {**os.environ, **(env or {})}
        self.start = time.monotonic()
        self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=surroundings)
        self.client = BlockingKernelClient(connection_file=file)
        self.client.load_connection_file()
        self.client.start_channels()
        self._join()

    def _join(self):
        heard = {"shell": False, "iopub": False}
        while not all(heard.values()):
            if self.process.poll() is not None or time.monotonic() - self.start > PATIENCE:
                self.close()
                raise Problem("the kernel does not start: run binder/lab doctor")
            self.client.kernel_info()
            end = time.monotonic() + 0.1
            while time.monotonic() < end and not all(heard.values()):
                for name, get in (("shell", self.client.get_shell_msg), ("iopub", self.client.get_iopub_msg)):
                    with contextlib.suppress(queue.Empty):
                        get(timeout=0.005)
                        heard[name] = True

    def run(self, cell):
        """Runs a cell to its end: its seconds, and its outputs by type."""
        start, shown = time.monotonic(), {}
        sent = self.client.execute(cell)
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != sent:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "error":
                raise Problem(f"a cell failed: {content['ename']}: {content['evalue']}")
            if kind in ("display_data", "execute_result", "update_display_data"):
                shown.update(content["data"])
            if kind == "status" and content["execution_state"] == "idle":
                return time.monotonic() - start, shown

    def close(self):
        self.client.stop_channels()
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def _kernel(environment):
    return kernelspec.present(environment)["argv"]


def _first_chart(argv, cell):
    """Seconds from a kernel's start until its first chart is there."""
    with Session(argv) as session:
        _, shown = session.run(cell)
        if "image/png" not in shown:
            raise Problem(f"no chart came from {cell!r}")
        return time.monotonic() - session.start


def _start_vs_ipykernel(environment):
    theirs = [str(_peer(environment)), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    ours = _kernel(environment)
    ratios = []
    for pair in range(-1, PAIRS):
        # The first pair only fills the system's file cache.
        sides = [(ours, OURS), (theirs, THEIRS)]
        times = {argv[0]: _first_chart(argv, cell) for argv, cell in (sides if pair % 2 else reversed(sides))}
        if pair >= 0:
            ratios.append(times[ours[0]] / times[theirs[0]])
    yield figure("start-vs-ipykernel", ratios, 1.0)


def _peer(environment):
    """The Python with ipykernel, pandas and matplotlib; made when first asked for."""
    folder = environment.state / "bench-peer"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / PEERS.name
    if not done.is_file() or done.read_bytes() != PEERS.read_bytes():
        shutil.rmtree(folder, ignore_errors=True)
        pip = [python, "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check", "-r", PEERS]
        for argv in ([environment.python, "-m", "venv", folder], pip):
            if logged(environment.log("bench-peer"), argv)[0]:
                raise Problem(f"ipykernel, pandas and matplotlib could not be installed into {folder}")
        shutil.copyfile(PEERS, done)
    return python


def _redraw(environment):
    with Session(_kernel(environment)) as session:
        cells = (OURS, "published()", "published().summary()")
        for cell in cells:
            session.run(cell)
        seconds = {cell: [session.run(cell)[0] for _ in range(REDRAWS)] for cell in cells}
    yield figure("redraw-seconds", max(seconds.values(), key=statistics.median), 0.2)


def _pool_memory(environment):
    _linux()
    with Session(_kernel(environment)) as session, Peak(lambda: sum(map(_proportional, _below(session.process.pid)))) as peak:
        session.run("run(article().terms(5_000_000), processes(16))")
    yield figure("pool-memory-mb", [peak.most], 700)


def _book(environment, size, memory_goal):
    """One run of all notebooks, on copies: its time, and the most that a kernel and Jupyter held at once."""
    _linux()
    with tempfile.TemporaryDirectory() as folder, _jupyter(environment) as (server, _):
        here = Path(folder) / NOTEBOOKS.name
        # With the recordings beside them, which some chapters show.
        shutil.copytree(NOTEBOOKS, here, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        copies = sorted(here.glob("*.ipynb"))
        # A store of its own: chapter 11 reads back what was kept, and years of it are no part of the book.
        store = str(Path(folder) / "store")
        surroundings = {**os.environ, "CONCURRENCY_LAB_SIZE": size, "CONCURRENCY_LAB_STORE": store}
        start = time.monotonic()
        argv = [environment.python, LAB, "_run", *copies]
        with child(argv, env=surroundings, stdout=subprocess.DEVNULL) as run:
            with Peak(lambda: _resident(server) + sum(map(_resident, _kernels(run.pid)))) as peak:
                run.wait()
        if run.returncode:
            raise Problem("a notebook failed: run binder/lab run")
        if size == "small":
            yield figure("book-small-seconds", [time.monotonic() - start], 120)
        yield figure(f"memory-{size}-mb", [peak.most], memory_goal)


def _reopen(environment):
    def seconds():
        start = time.monotonic()
        with _jupyter(environment):
            return time.monotonic() - start

    seconds()
    yield figure("reopen-seconds", [seconds() for _ in range(3)], 3)


@contextlib.contextmanager
def _jupyter(environment):
    """JupyterLab as `binder/lab` opens it, once it answers: its process number and address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/api"
    argv = [environment.python, LAB, "--no-browser", f"--port={port}"]
    with child([*argv, "--ServerApp.port_retries=0"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(address, timeout=5).close()
                break
            except OSError as e:
                if process.poll() is not None or time.monotonic() > end:
                    raise Problem("JupyterLab does not start: run binder/lab doctor") from e
                time.sleep(0.02)
        try:
            yield process.pid, address
        finally:
            process.terminate()


class Peak:
    """Watches a figure, twenty times a second, while it is open."""

    def __init__(self, read):
        self.read, self.most, self.ended = read, 0.0, threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def _watch(self):
        while not self.ended.wait(0.05):
            self.most = max(self.most, self.read())

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        self.thread.join()


def _linux():
    if not sys.platform.startswith("linux"):
        raise Problem("memory is read from /proc, which only Linux has")


def _children(pid):
    found = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def _below(pid):
    """Process numbers of all descendants."""
    return [p for child in _children(pid) for p in (child, *_below(child))]


def _kernels(pid):
    """The kernels among a process's descendants."""
    found = []
    for child in _children(pid):
        # Not below a kernel: what it is just starting is, for a moment, the kernel once more, with its memory.
        kernel = b"org.dflib.jjava.distro.JJava" in _read(child, "cmdline")
        found += [child] if kernel else _kernels(child)
    return found


def _read(pid, name):
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def _megabytes(pid, name, key):
    for line in _read(pid, name).splitlines():
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return 0.0


def _resident(pid):
    return _megabytes(pid, "status", b"VmRSS:")


def _proportional(pid):
    """What a process adds to the rest: pages that it shares count in part."""
    return _megabytes(pid, "smaps_rollup", b"Pss:")


_CHART = """
import org.jfree.chart.*;
var goals = new org.jfree.data.category.DefaultCategoryDataset();
{values}
var drawn = ChartFactory.createBarChart("Figures by their goals: 1 or less is met", "", "figure by goal", goals,
    org.jfree.chart.plot.PlotOrientation.HORIZONTAL, false, false, false);
drawn.getCategoryPlot().addRangeMarker(new org.jfree.chart.plot.ValueMarker(1));
drawn
"""


def chart(argv, figures):
    """The figures by their goals, as SVG, drawn by the lab's own kernel."""
    values = []
    for each in figures:
        ratio = each["value"] / each["goal"] if each["better"] == "lower" else each["goal"] / each["value"]
        values.append(f'goals.addValue({ratio:.6f}, "figure", {json.dumps(each["name"])});')
    with Session(argv) as session:
        return session.run(_CHART.replace("{values}", "\n".join(values)))[1]["image/svg+xml"]


def draw(file):
    """Writes the chart of a file of figures beside it, and prints where."""
    figures, target = json.loads(Path(file).read_text(encoding="utf-8")), Path(file).with_suffix(".svg")
    write_atomically(target, chart(_kernel(Environment.current()), figures))
    print(target)
    return 0


FIGURES = {
    "start-vs-ipykernel": _start_vs_ipykernel,
    "redraw-seconds": _redraw,
    "pool-memory-mb": _pool_memory,
    "reopen-seconds": _reopen,
    "memory-small-mb": lambda environment: _book(environment, "small", 450),
    "book-small-seconds": lambda environment: _book(environment, "small", 450),
    "memory-full-mb": lambda environment: _book(environment, "full", 1000),
}
