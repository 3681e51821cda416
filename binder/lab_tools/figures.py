"""The benchmark's figures that are taken from outside the JVM; kernel-lib/README.md tells how."""

import contextlib
import json
import math
import os
import secrets
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

from . import false_alarms, predictions, system
from .kernel_client import PATIENCE, Kernel, KernelProblem
from .places import BINDER, KERNEL, LAB, NOTEBOOKS, ROOT, START, Environment
from .report import Problem, child, logged
from .stamps import write_atomically

PAIRS = 10
REDRAWS = 20
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
PEERS = BINDER / "requirements-bench.txt"
ARTICLE = ROOT / "kernel-lib/src/main/resources/io/github/concurrencylab/results/json/article.json"

OURS = "published().bars()"
THEIRS = f"""
import json
import matplotlib.pyplot as plt
import pandas as pd
%matplotlib inline
trials = json.load(open({str(ARTICLE)!r}))["measurements"][0]["trials"]
trials = [(trial["model"]["kind"], trial["nanos"] / 1e9) for trial in trials]
seconds = pd.DataFrame(trials, columns=["model", "seconds"]).groupby("model")["seconds"]
seconds.mean().plot.barh(xerr=seconds.sem())
"""


PLAIN = "long k = 0; while (true) { try { k += k % 3 + 1; if (k < 0) break; } catch (Throwable t) { k = 0; } }"
OWN_WORK = 'run(tasks("spin", 4, i -> { long k = 0; while (true) { k++; if (k < 0) return k; } }), MODEL)'
MODELS = (
    *("blocking()", "threads(4)", "eventLoop()", "processes(2)", "virtualThreads()"),
    *("forkJoin(2)", "parallelStream()", "gil(4)", 'executor("pool", () -> Executors.newFixedThreadPool(2))'),
)
STOPS = 3
GO_ON = (
    "Thread.getAllStackTraces().entrySet().stream().filter(e -> e.getKey() != Thread.currentThread()"
    ' && Arrays.stream(e.getValue()).anyMatch(f -> f.getClassName().startsWith("REPL."))).count()'
)


def wanted(only):
    """Names of our figures among those asked for; if none is, all but those that take an hour."""
    return [name for name in (*FIGURES, *OPT_IN) if name in (only or FIGURES)]


def measure(names):
    """Prints one line of JSON for each figure; says on stderr what is left out."""
    environment = Environment.current()
    taken = set()
    for name in names:
        if name in taken:
            continue
        try:
            for each in {**FIGURES, **OPT_IN}[name](environment):
                taken.add(each["name"])
                if each["name"] in names or name in OPT_IN:
                    print(json.dumps(each), flush=True)
        except KernelProblem as trouble:
            print(f"{name}: left out, {trouble}: run binder/lab doctor", file=sys.stderr, flush=True)
        except Problem as absent:
            print(f"{name}: left out, {absent}", file=sys.stderr, flush=True)
    return 0


def figure(name, values, goal):
    """The median and its 95 % interval, that of order statistics, as on the Java side."""
    ordered, n = sorted(values), len(values)
    reach = math.ceil(0.98 * math.sqrt(n))
    low, high = ordered[max(0, n // 2 - reach)], ordered[min(n - 1, (n - 1) // 2 + reach)]
    return {"name": name, "value": statistics.median(ordered), "goal": goal, "better": "lower", "low": low, "high": high}


def _shown(kernel, cell):
    """Runs a cell to its end and returns what it gave; one that fails gives no figure."""
    outcome = kernel.execute(cell)
    if outcome.error:
        raise Problem(f"a cell failed: {outcome.error['ename']}: {outcome.error['evalue']}")
    return outcome


def _first_chart(command, cell):
    """Seconds from a kernel's start until its first chart is there."""
    with Kernel(command=command, **QUIET) as kernel:
        outcome = _shown(kernel, cell)
        if not outcome.text("image/png"):
            raise Problem(f"no chart came from {cell!r}")
        return outcome.end - kernel.start


def _start_vs_ipykernel(environment):
    peer = [str(_peer(environment)), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    ours, theirs = (list, OURS), (lambda _: peer, THEIRS)
    ratios = []
    for pair in range(-1, PAIRS):
        # The first pair only fills the system's file cache.
        sides = [ours, theirs] if pair % 2 else [theirs, ours]
        times = {side: _first_chart(*side) for side in sides}
        if pair >= 0:
            ratios.append(times[ours] / times[theirs])
    yield figure("start-vs-ipykernel", ratios, 1.0)


def _peer(environment):
    """The Python with ipykernel, pandas and matplotlib; made when first asked for."""
    folder = environment.state / "bench-peer"
    python = system.HERE.python(folder)
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
    with Kernel(**QUIET) as kernel:
        cells = (OURS, "published()", "published().summary()")
        for cell in cells:
            _shown(kernel, cell)
        seconds = {cell: [_shown(kernel, cell).seconds for _ in range(REDRAWS)] for cell in cells}
    yield figure("redraw-seconds", max(seconds.values(), key=statistics.median), 0.2)


def _stop(environment):
    """From the press of the button until the kernel is idle and rests: the worst of a plain cell and all models."""
    cells = [PLAIN, *(OWN_WORK.replace("MODEL", model) for model in MODELS)]
    with Kernel(**QUIET) as kernel:
        seconds = {cell: [_seconds_to_stop(kernel, cell) for _ in range(STOPS)] for cell in cells}
    yield figure("stop-seconds", max(seconds.values(), key=statistics.median), 0.5)


def _seconds_to_stop(kernel, cell):
    submitted = kernel.submit(cell)
    time.sleep(1.5)  # compiled, and under way
    pressed = time.monotonic()
    kernel.manager.interrupt_kernel()
    outcome = kernel.result(submitted)
    if outcome.error is None:
        raise Problem(f"a cell without end has ended: {cell}")
    going_on = _shown(kernel, GO_ON).text()
    if going_on != "0":
        raise Problem(f"{going_on} threads went on after {cell}")
    return outcome.end - pressed


def _pool_memory(environment):
    _linux()
    with Kernel(**QUIET) as kernel, Peak(lambda: sum(map(_proportional, _below(kernel.pid)))) as peak:
        _shown(kernel, "run(article().terms(5_000_000), processes(16))")
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


def _binder(environment):
    """One visitor's session on Binder, on one processor: JupyterLab, its kernel and the kernel's children, in chapter 00."""
    _linux()
    if not shutil.which("taskset"):
        raise Problem("processors are set by taskset, which is not here: install util-linux")
    cells = [c["source"] for c in json.loads(START.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    with tempfile.TemporaryDirectory() as store:
        surroundings = {**os.environ, "CONCURRENCY_LAB_SIZE": "small", "CONCURRENCY_LAB_STORE": store}
        surroundings["JUPYTER_TOKEN"] = token = secrets.token_hex()
        before = ["taskset", "-c", str(min(os.sched_getaffinity(0)))]
        with _jupyter(environment, before, surroundings) as (server, address), _session(address, token) as client:
            with Peak(lambda: sum(map(_proportional, [server, *_below(server)]))) as peak:
                for source in cells:
                    answer = client.execute_interactive("".join(source), allow_stdin=False, output_hook=lambda _: None)
                    if answer["content"]["status"] != "ok":
                        raise Problem(f"a cell of {START.name} failed: run binder/lab run {START.name}")
    yield figure("binder-session-mb", [peak.most], 450)


@contextlib.contextmanager
def _session(address, token):
    """A client of a kernel that the server starts, as it does when a page is opened."""
    from jupyter_client.blocking import BlockingKernelClient
    from jupyter_core.paths import jupyter_runtime_dir

    def ask(path, **options):
        headers = {"Authorization": f"token {token}"}
        return urllib.request.urlopen(urllib.request.Request(f"{address}/{path}", headers=headers, **options), timeout=PATIENCE)

    with ask("kernels", data=json.dumps({"name": KERNEL}).encode()) as answer:
        kernel = json.load(answer)["id"]
    client = BlockingKernelClient(connection_file=str(Path(jupyter_runtime_dir()) / f"kernel-{kernel}.json"))
    client.load_connection_file()
    client.start_channels()
    end = time.monotonic() + PATIENCE
    try:
        while True:
            # It takes a kernel that has not begun to answer for one that has died.
            with contextlib.suppress(RuntimeError):
                client.wait_for_ready(timeout=PATIENCE)
                break
            if time.monotonic() > end:
                raise KernelProblem("the kernel that JupyterLab started does not answer")
        yield client
    finally:
        client.stop_channels()
        ask(f"kernels/{kernel}", method="DELETE").close()


def _reopen(environment):
    def seconds():
        start = time.monotonic()
        with _jupyter(environment):
            return time.monotonic() - start

    seconds()
    yield figure("reopen-seconds", [seconds() for _ in range(3)], 3)


@contextlib.contextmanager
def _jupyter(environment, before=(), env=None):
    """JupyterLab as `binder/lab` opens it, once it answers: its process number and address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/api"
    argv = [*before, environment.python, LAB, "--no-browser", f"--port={port}", "--ServerApp.port_retries=0"]
    with child(argv, env=env, **QUIET) as process:
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
    if system.HERE is not system.System.LINUX:
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


def chart(figures):
    """The figures by their goals, as SVG, drawn by the lab's own kernel."""
    values = []
    for each in figures:
        ratio = each["value"] / each["goal"] if each["better"] == "lower" else each["goal"] / each["value"]
        values.append(f'goals.addValue({ratio:.6f}, "figure", {json.dumps(each["name"])});')
    with Kernel(**QUIET) as kernel:
        return _shown(kernel, _CHART.replace("{values}", "\n".join(values))).text("image/svg+xml")


def draw(file):
    """Writes the chart of a file of figures beside it, and prints where."""
    figures, target = json.loads(Path(file).read_text(encoding="utf-8")), Path(file).with_suffix(".svg")
    write_atomically(target, chart(figures))
    print(target)
    return 0


FIGURES = {
    "start-vs-ipykernel": _start_vs_ipykernel,
    "redraw-seconds": _redraw,
    "stop-seconds": _stop,
    "pool-memory-mb": _pool_memory,
    "reopen-seconds": _reopen,
    "binder-session-mb": _binder,
    "memory-small-mb": lambda environment: _book(environment, "small", 450),
    "book-small-seconds": lambda environment: _book(environment, "small", 450),
    "memory-full-mb": lambda environment: _book(environment, "full", 1000),
}

# Only if asked for: many figures each, in an hour or more.
OPT_IN = {**false_alarms.FIGURES, **predictions.FIGURES}
