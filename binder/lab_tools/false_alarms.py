"""How often the lab claims a difference where there is none, and finds one that was planted; in fresh kernels."""

import csv
import io
import math
import os
import re
import shutil
import subprocess
import sys

from . import fresh
from .report import Problem

KERNELS = 40  # a row; each gives one comparison or more
PLANTED_EACH = 3  # in every third kernel: its hundred rounds take longer than all other runs together
KERNELS_VARIABLE = "CONCURRENCY_LAB_FALSE_ALARM_KERNELS"  # fewer, for a first look
JMH_VARIABLE = "CONCURRENCY_LAB_FALSE_ALARM_JMH"  # forks, iterations and seconds, for less than JMH's defaults
JMH_MAIN = "io.github.concurrencylab.bench.JmhFalseAlarms"
FEWEST = 5  # kernels that must answer, or there is no figure
BY_CHANCE = 0.05
FOUND = 0.9
BEYOND = 1.1
CLAIM = re.compile(r"([0-9.,]+)x (?:faster|slower) than ")
SLOWER = re.compile(r"[0-9.,]+x slower than ")
# To start sixteen threads takes milliseconds of the one processor, and is a part of their time: slower they may be.
STARTS = {"threads(16)", "virtualThreads"}
TRUE = "slower, by what starting its workers takes"

# `again` is blocking under another name; `more` is what it does besides, in its time.
MODELS = """
import io.github.concurrencylab.model.*;
import io.github.concurrencylab.workload.*;
class Again implements Model {
  final Model inner = blocking();
  final Workload more;
  Again(Workload more) { this.more = more; }
  public ModelId id() { return ModelId.own("again"); }
  public String description() { return "blocking once more"; }
  public int workers() { return 1; }
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Execution own = inner.execute(workload, progress);
    if (more == null) return own;
    long nanos = own.nanos() + inner.execute(more, new Progress()).nanos();
    return new Execution(own.results(), own.timeline(), nanos, own.poolStartNanos(), own.cpu());
  }
}
"""
ALIKE = {
    1: "run(article(), blocking(), new Again(null), threads(16), eventLoop(), virtualThreads())",
    2: "run(article(), blocking(), new Again(null))",
}
PLANTED = "full().run(article(), blocking(), new Again(article().terms(article().terms() / 20)))"
COMPARED = '({}).compare(blocking()).write().toString("csv")'


GROUPS = tuple((processors, size) for processors in (1, 2) for size in ("small", "full"))


def rows(environment, groups=GROUPS):
    """All rows, one after another: those of a processor and a size come from the same kernels."""
    if not shutil.which("taskset"):
        raise Problem("processors are set by taskset, which is not here: install util-linux, on Linux")
    for processors, size in groups:
        if len(os.sched_getaffinity(0)) < processors:
            print(f"false-alarms on {processors} processors: left out, there are fewer", file=sys.stderr, flush=True)
            continue
        yield from _rows(processors, size)


def kernels():
    """How many a row; fewer than the rule are for a first look."""
    wished = os.environ.get(KERNELS_VARIABLE, str(KERNELS))
    if not wished.isdecimal() or not FEWEST <= int(wished) <= KERNELS:
        raise Problem(f"{KERNELS_VARIABLE} must be between {FEWEST} and {KERNELS}, got {wished}")
    return int(wished)


def jmh(environment):
    """The same for JMH on the same body: how often do two runs of one benchmark have intervals that do not overlap?"""
    settings = os.environ.get(JMH_VARIABLE, "").split()
    if settings and not (len(settings) == 3 and all(each.isdecimal() and int(each) for each in settings)):
        raise Problem(f"{JMH_VARIABLE} must be forks, iterations and seconds, 1 5 1 for example, got {' '.join(settings)}")
    from . import bench

    argv = bench.java_side(environment, JMH_MAIN, str(kernels()), *settings)
    done = subprocess.run(argv, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    found = re.findall(r"^([0-9.]+) (true|false)$", done.stdout, re.MULTILINE)
    if done.returncode or len(found) < FEWEST:
        raise Problem(f"JMH gave {len(found)} comparisons, which is too few")
    claims = [float(factor) for factor, apart in found if apart == "true"]
    yield share("false-alarms-jmh", len(claims), len(found), BY_CHANCE, "lower")
    worst = max(claims, default=1.0)
    yield {"name": "largest-false-claim-jmh", "value": worst, "goal": BEYOND, "better": "lower", "low": worst, "high": worst}


def group(processors, size):
    return lambda environment: rows(environment, ((processors, size),))


FIGURES = {
    "false-alarms": rows,
    **{f"false-alarms-{processors}cpu-{size}": group(processors, size) for processors, size in GROUPS},
    "false-alarms-jmh": jmh,
}


def _rows(processors, size):
    first, later, planted = [], [], []
    wanted = kernels()
    for number in range(1, wanted + 1):
        told = f"false-alarms, {processors} processor(s), {size} size: kernel {number} of {wanted}"
        print(told, file=sys.stderr, flush=True)
        with fresh.kernel(processors, CONCURRENCY_LAB_SIZE=size) as kernel:
            fresh.done(kernel, MODELS)
            first += _verdicts(kernel, ALIKE[processors])
            later += _verdicts(kernel, ALIKE[processors])
            if number % PLANTED_EACH == 1 or wanted < PLANTED_EACH * FEWEST:
                planted += _verdicts(kernel, PLANTED)
    for when, verdicts in (("first", first), ("later", later)):
        yield from figures(f"{processors}cpu-{size}-{when}", verdicts)
    yield found(f"{processors}cpu-{size}", planted)


def _verdicts(kernel, run):
    """The verdict on each model but the baseline."""
    return read(fresh.done(kernel, COMPARED.format(run)))


def read(text):
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["verdict"] != "baseline"]
    for row in rows:
        if claimed(row["verdict"]) > 1:
            print(f"  {row['model']} is {row['verdict']}", file=sys.stderr, flush=True)
    return [TRUE if row["model"] in STARTS and SLOWER.match(row["verdict"]) else row["verdict"] for row in rows]


def claimed(verdict):
    """By what factor a verdict says that two models differ; 1 if it says no such thing."""
    match = CLAIM.match(verdict)
    return float(match[1].replace(",", "")) if match else 1.0


def withheld(verdict):
    return verdict.endswith("no verdict")


def figures(row, verdicts):
    """The share of claims, the largest of them, and the share of verdicts that were withheld."""
    if len(verdicts) < FEWEST:
        raise Problem(f"{row} has {len(verdicts)} verdicts, which is too few")
    claims = [claimed(verdict) for verdict in verdicts]
    yield share(f"false-alarms-{row}", sum(claim > 1 for claim in claims), len(claims), BY_CHANCE, "lower")
    worst = max(claims)
    yield {"name": f"largest-false-claim-{row}", "value": worst, "goal": BEYOND, "better": "lower", "low": worst, "high": worst}
    yield share(f"withheld-{row}", sum(map(withheld, verdicts)), len(verdicts), 0.1, "lower")


def found(row, verdicts):
    """How often a model that takes 5 % longer was said to be slower."""
    right = sum(bool(SLOWER.match(verdict)) for verdict in verdicts)
    return share(f"found-5-percent-{row}", right, len(verdicts), FOUND, "higher")


def share(name, count, of, goal, better):
    """A share with its 95 % interval by E. B. Wilson (1927), which holds near 0 and 1 as well."""
    z, p = 1.959964, count / of
    centre = (p + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    # At 0 and 1 an end is the share itself, but for rounding.
    low, high = min(p, max(0.0, centre - reach)), max(p, min(1.0, centre + reach))
    return {"name": name, "value": p, "goal": goal, "better": better, "low": low, "high": high}
