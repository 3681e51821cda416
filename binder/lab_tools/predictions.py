"""How far predictions are off: two processors predicted from one, and held against a measurement, in fresh kernels."""

import csv
import io
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from . import extras, fresh, java
from .false_alarms import share
from .report import Problem
from .spark_cluster import Cluster
from .steps import Ready

TOLERANCE = 0.1
OFTEN = 0.9
PRIMES = "long primes(long n) { long c = 0; for (long i = 2; i < n; i++) { long j = 2; while (j * j <= i && i % j != 0) j++; if (j * j > i) c++; } return c; }"
JAVA = (
    "blocking(), threads(2), threads(16), eventLoop(), virtualThreads(), forkJoin(4), parallelStream(), gil(16), processes(4), processes(16)"
)
WORKLOADS = {
    "article": "article()",
    "shared": "article().random(SHARED)",
    "waiting": "waiting(100, 0.01)",
    "mixed": "mixed(16, 0.5, Duration.ofMillis(100))",
    "equal": 'tasks("equal", 12, i -> primes(200_000))',
    "unequal": 'tasks("unequal", 20, i -> primes(30_000L * (i + 1)))',
    "short": 'tasks("short", 200, i -> primes(30_000))',
}
LOCAL = "local[1]"
# Tasks of a tenth of a second: driver, workers and master share this machine's processors with the executors.
CLUSTER_TASKS = 40
CLUSTER = f"article().tasks({CLUSTER_TASKS}).terms(40_000_000)"
PYTHON = (
    "article().terms(500_000)",
    "python(blocking()), python(threads(16)), python(eventLoop()), python(processes(4)), python(processes(16))",
)
# Assumed of the article's processor, and by whom: they are shown with the figures, and none is fitted to them.
ARTICLE = '.smt(0.3, "D. T. Marr and others, Intel Technology Journal, 2002: up to 30 %")'


def rows(environment, workloads=(*WORKLOADS, "python")):
    if not shutil.which("taskset"):
        raise Problem("processors are set by taskset, which is not here: install util-linux, on Linux")
    if len(os.sched_getaffinity(0)) < 2:
        raise Problem("two processors are predicted and measured, and there is one")
    held = []
    with tempfile.TemporaryDirectory() as folder:
        for name in workloads:
            models = [row for row in _validation(name, Path(folder) / "one.json")]
            held += [] if name == "shared" else models
            yield worst(name, models)
    if held:
        yield share("predict-within-10-percent", len(right(held)), len(held), OFTEN, "higher")


def one(name):
    return lambda environment: rows(environment, (name,))


def cluster(environment):
    """Real executors predicted from a local master with one thread: how far that is off what they then take."""
    jdk = java.find()
    jars = extras.SPARK.ensure(Ready(environment, jdk))
    with tempfile.TemporaryDirectory() as folder, Cluster(jdk, jars, Path(folder)) as spark:
        file = Path(folder) / "local.json"
        with fresh.kernel() as kernel:
            fresh.done(kernel, f'{_job(LOCAL)}.save("{file}")')
        for workers in (1, 2):
            spark.add_worker()
            with fresh.kernel() as kernel:
                fresh.done(kernel, f"var measured = {_job(spark.address)}")
                taken = fresh.done(kernel, 'measured.table().write().toString("csv")')
                asked = f'predict(load("{file}"), {workers}).cluster({workers}, {CLUSTER_TASKS})'
                parts = fresh.done(kernel, f'{asked}.write().toString("csv")')
            print(f"{workers} executors from {LOCAL}: {CLUSTER}\n{table(parts)}", file=sys.stderr, flush=True)
            yield cluster_row(f"predict-cluster-{workers}", parts, taken)


def _job(master):
    # An executor is a virtual machine of its own, which is still compiling when the lab's own is not.
    return f'warmups(8).run({CLUSTER}, blocking(), spark("{master}"))'


def cluster_row(name, parts, taken):
    """The error of the last part, which is all, against the mean of the measured trials."""
    last = read(parts)[-1]
    if not last["predicted (s)"]:
        raise Problem(f"the cluster is {last['note']}")
    seconds = [float(row["seconds"]) for row in read(taken) if row["model"].startswith("spark")]
    errors = [abs(float(last["predicted (s)"]) / each - 1) for each in seconds]
    off = abs(float(last["predicted (s)"]) / statistics.mean(seconds) - 1)
    return {
        "name": name,
        "value": off,
        "goal": TOLERANCE,
        "better": "lower",
        "low": min(off, *errors),
        "high": max(off, *errors),
    }


FIGURES = {
    "predict-validation": rows,
    "predict-cluster": cluster,
    **{f"predict-{name}": one(name) for name in (*WORKLOADS, "python")},
}


def _validation(name, file):
    work, models = PYTHON if name == "python" else (WORKLOADS[name], JAVA)
    run = f"run({work}, {models})"
    with fresh.kernel(1) as kernel:
        fresh.done(kernel, PRIMES)
        fresh.done(kernel, f'{run}.save("{file}")')
    with fresh.kernel(2) as kernel:
        fresh.done(kernel, PRIMES)
        fresh.done(kernel, f"var measured = {run}")
        text = fresh.done(kernel, f'predict(load("{file}"), 2).validation(measured).write().toString("csv")')
        print(f"{name}: {work}\n{table(text)}", file=sys.stderr, flush=True)
        if name == "python":
            ratios = fresh.done(kernel, f'predict(measured, 16){ARTICLE}.ratios(published()).write().toString("csv")')
            print(f"the article's machine: its published ratios beside those predicted\n{table(ratios)}", file=sys.stderr, flush=True)
    return read(text)


def read(text):
    """The rows of a validation; what was not predicted has no error."""
    return list(csv.DictReader(io.StringIO(text)))


def table(text):
    lines = [[_short(cell) for cell in row] for row in csv.reader(io.StringIO(text)) if row]
    widths = [max(map(len, column)) for column in zip(*lines)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)


def _short(cell):
    try:
        return f"{float(cell):.4g}"
    except ValueError:
        return cell


def errors(models):
    """How far the predictions are off that were made, as shares of what was measured."""
    return [abs(float(row["off (%)"])) / 100 for row in models if row["off (%)"]]


def right(models):
    return [error for error in errors(models) if error <= TOLERANCE]


def worst(name, models):
    """The largest error of a workload's predictions; between the median and the largest is its spread."""
    found = errors(models)
    if not found:
        raise Problem(f"{name}: none of {len(models)} models was predicted")
    return {
        "name": f"predict-{name}",
        "value": max(found),
        "goal": TOLERANCE,
        "better": "lower",
        "low": statistics.median(found),
        "high": max(found),
    }
