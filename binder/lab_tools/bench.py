"""The benchmark table: our figures against their goals, all from one run."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from . import figures as outside
from . import history, java, kernelspec, maven
from .places import LAB, ROOT
from .report import Problem, child, say, working
from .stamps import lock, write_atomically

MAIN = "io.github.concurrencylab.bench.Bench"
MODULE = "kernel-lib/bench"
CLASSES = ROOT / MODULE / "target" / "classes"
# Maven writes it: JMH is no part of what the kernel runs with.
JMH = ROOT / MODULE / "target" / "jmh.classpath"
SOURCE = ROOT / MODULE / "src/main/java/io/github/concurrencylab/bench/Bench.java"


def known():
    """The names of all figures, those of the Java side read from its source."""
    return [*re.findall(r'figure\(\s*"([a-z0-9-]+)"', SOURCE.read_text(encoding="utf-8")), *outside.FIGURES, *outside.OPT_IN]


def check(only):
    """Refuses a name that is none before anything is built or measured."""
    for name in only:
        if name not in known():
            raise Problem(f"--only {name}: no such figure, there are {', '.join(known())}")


def run(ready, file=None, only=(), against=None):
    kind = history.machine(ready.jdk)
    then = history.read(against, ready.environment.state, kind) if against else []
    if file and not Path(file).absolute().parent.is_dir():
        raise Problem(f"--json {file}: the folder {Path(file).parent} does not exist, make it first")
    inside = [name for name in known() if name not in {**outside.FIGURES, **outside.OPT_IN} and (not only or name in only)]
    figures = []
    if inside or "false-alarms-jmh" in only:
        with lock(ready.environment), working("Benchmarks", "building", "built"):
            maven.run(ready.environment, ready.jdk, "bench", "-pl", MODULE, "-am", "process-classes")
    if inside:
        figures += _java(ready, inside)
    figures += _python(ready, outside.wanted(only))
    if not figures:
        raise Problem("the benchmark gave no figure: run binder/lab doctor")
    figures = [{**figure, "machine": kind} for figure in figures]
    print(rows_of_text([("name", "figure", "goal", "spread", ""), *map(row, figures)]))
    print(f"{sum(map(met, figures))} of {len(figures)} goals are met on {kind}")
    trouble = history.keep(ready.environment.state, figures)
    if trouble:
        say(trouble)
    if against:
        for line in history.unlike(then, kind):
            say(line)
        print(rows_of_text([history.HEAD, *(change.row() for change in history.changes(then, figures))]))
    if file:
        write_atomically(Path(file), json.dumps(figures, indent=1) + "\n")
        say(f"written to {file}")
        return subprocess.call([ready.environment.python, LAB, "_draw", file])
    return 0


def _java(ready, names):
    """The figures that the Java side prints, one JSON object a line; other lines are progress."""
    return _figures(ready, "the benchmark", _command(ready.environment, ready.jdk, MAIN, *names))


def java_side(environment, main, *arguments):
    """The command of one of the Java side's programs, which is built already."""
    jdk = java.find()
    if not jdk:
        raise Problem("there is no JDK: run binder/lab setup")
    return _command(environment, jdk, main, *arguments)


def _command(environment, jdk, main, *arguments):
    jars = [*kernelspec.class_path(environment), JMH.read_text(encoding="utf-8").strip()]
    argv = [jdk.tool("java"), "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true"]
    return [*argv, "-cp", os.pathsep.join([str(CLASSES), *jars]), main, *arguments]


def _figures(ready, thing, argv):
    figures = []
    surroundings = {"CONCURRENCY_LAB_STORE": str(ready.environment.state / "store"), **os.environ}
    with child(argv, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, encoding="utf-8") as process:
        for line in process.stdout:
            if line.startswith("{"):
                figures.append(json.loads(line))
                # The whole takes minutes: each figure is shown as it comes, the table at the end.
                print(f"  {figures[-1]['name']}: {figures[-1]['value']:.3f}", file=sys.stderr, flush=True)
            else:
                print(line, end="", file=sys.stderr, flush=True)
    if process.returncode:
        raise Problem(f"{thing} ended with exit code {process.returncode}: its last lines above say why")
    return figures


def _python(ready, names):
    """The figures measured from outside the JVM, by the environment's Python, which has Jupyter's client."""
    argv = [ready.environment.python, LAB, "_figures", *names]
    return _figures(ready, "the benchmark's second part", argv) if names else []


def met(figure):
    lower = figure["better"] == "lower"
    return figure["value"] <= figure["goal"] if lower else figure["value"] >= figure["goal"]


def row(figure):
    goal = f"{'<=' if figure['better'] == 'lower' else '>='} {figure['goal']:g}"
    spread = f"{figure['low']:.3f} to {figure['high']:.3f}"
    return (figure["name"], f"{figure['value']:.3f}", goal, spread, "ok" if met(figure) else "misses")


def rows_of_text(rows):
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(cells, widths)).rstrip() for cells in rows)
