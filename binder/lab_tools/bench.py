"""The benchmark table: our figures against their goals, all from one run."""

import json
import os
import subprocess
import sys
from pathlib import Path

from . import kernelspec, maven
from .places import ROOT
from .report import Problem, child, say, working
from .stamps import lock, write_atomically

MAIN = "io.github.concurrencylab.bench.Bench"
CLASSES = ROOT / "kernel-lib" / "target" / "test-classes"


def run(ready, file=None):
    if file and not Path(file).absolute().parent.is_dir():
        raise Problem(f"--json {file}: the folder {Path(file).parent} does not exist, make it first")
    with lock(ready.environment), working("Benchmarks", "building", "built"):
        maven.run(ready.environment, ready.jdk, "bench", "-DskipTests", "test-compile")
    figures = _java(ready) + _python(ready)
    if not figures:
        raise Problem("the benchmark gave no figure: run binder/lab doctor")
    print(table(figures))
    if file:
        write_atomically(Path(file), json.dumps(figures, indent=1) + "\n")
        say(f"written to {file}")
    return 0


def _java(ready):
    """The figures that the Java side prints, one JSON object a line; other lines are progress."""
    jars = kernelspec.class_path(ready.environment)
    argv = [ready.jdk.tool("java"), "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true"]
    argv += ["-cp", os.pathsep.join([str(CLASSES), *jars]), MAIN]
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
        raise Problem(f"the benchmark ended with exit code {process.returncode}: its last lines above say why")
    return figures


def _python(ready):
    """Figures measured from outside the JVM; none so far."""
    return []


def met(figure):
    lower = figure["better"] == "lower"
    return figure["value"] <= figure["goal"] if lower else figure["value"] >= figure["goal"]


def table(figures):
    rows = [("name", "figure", "goal", "spread", "")]
    for f in figures:
        goal = f"{'<=' if f['better'] == 'lower' else '>='} {f['goal']:g}"
        spread = f"{f['low']:.3f} to {f['high']:.3f}"
        rows.append((f["name"], f"{f['value']:.3f}", goal, spread, "ok" if met(f) else "misses"))
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths)).rstrip() for row in rows)
