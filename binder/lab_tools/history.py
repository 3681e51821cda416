"""The benchmark's runs on this machine, and how a run compares with an earlier one."""

import json
import os
import platform
import re
import time
from dataclasses import dataclass
from pathlib import Path

from .report import Problem

NAME = "bench-history.jsonl"
LAST = "last"
HEAD = ("name", "then", "now", "now / then", "spread", "")


def machine(jdk):
    """What the figures depend on, without the machine's own name: 'AMD EPYC, 2 processors, Linux, JDK 25.0.3'."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    processors = "1 processor" if count == 1 else f"{count} processors"
    return f"{_processor()}, {processors}, {platform.system()}, JDK {jdk.version}"


def _processor(cpuinfo=Path("/proc/cpuinfo")):
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo.read_text(encoding="utf-8"), re.M)
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def keep(folder, figures):
    """Adds a run to the history, a line of JSON; where that cannot be written, the run is still shown."""
    line = json.dumps({"when": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "figures": figures}, ensure_ascii=False)
    try:
        with (folder / NAME).open("a", encoding="utf-8") as history:
            history.write(line + "\n")
    except OSError as trouble:
        return f"this run is not kept: {folder / NAME}: {trouble.strerror}"
    return None


def read(source, folder, kind):
    """The figures of a file that --json wrote, or by the word `last` those of the newest run on this kind of machine.

    Of each figure the newest: a run may have taken some only.
    """
    if source != LAST:
        return _figures(source, Path(source))
    newest = {}
    for line in _lines(folder / NAME):
        newest |= {figure["name"]: figure for figure in line["figures"] if figure.get("machine") == kind}
    if not newest:
        raise Problem(f"--against last: no run on this kind of machine ({kind}) is kept, run binder/lab bench first")
    return list(newest.values())


def _lines(path):
    """What a stopped run has cut off is left out."""
    if not path.is_file():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue


def _figures(source, path):
    try:
        figures = json.loads(path.read_text(encoding="utf-8"))
    except OSError as trouble:
        raise Problem(f"--against {source}: {trouble.strerror}; give a file that --json wrote, or the word last") from None
    except ValueError:
        figures = None
    if not isinstance(figures, list) or not all(isinstance(f, dict) and {"name", "value", "low", "high"} <= f.keys() for f in figures):
        raise Problem(f"--against {source}: not a file of figures, give one that binder/lab bench --json wrote, or the word last")
    return figures


@dataclass(frozen=True)
class Change:
    """One figure now by what it was.

    The interval is a cautious one: of the two figures' 95 % intervals the ends that lie farthest apart.
    """

    name: str
    then: float
    now: float
    low: float
    high: float
    better: str

    @staticmethod
    def of(then, now):
        """None where a ratio says nothing: a figure of zero or below."""
        if min(then["low"], now["low"]) <= 0:
            return None
        low, high = now["low"] / then["high"], now["high"] / then["low"]
        return Change(now["name"], then["value"], now["value"], low, high, now["better"])

    @property
    def word(self):
        """As the lab's own compare has it: a difference is said only if its interval is without 1."""
        if self.low <= 1 <= self.high:
            return "no difference shown"
        return "better" if (self.high < 1) == (self.better == "lower") else "worse"

    def row(self):
        spread = f"{self.low:.3f} to {self.high:.3f}"
        return (self.name, f"{self.then:.3f}", f"{self.now:.3f}", f"{self.now / self.then:.3f}", spread, self.word)


def changes(then, now):
    """Those of the figures that both runs have, in the order of the new one."""
    earlier = {figure["name"]: figure for figure in then}
    found = [Change.of(earlier[figure["name"]], figure) for figure in now if figure["name"] in earlier]
    return [change for change in found if change]


def unlike(then, kind):
    """A line for each other kind of machine on which the earlier figures were taken."""
    kinds = sorted({figure.get("machine", "a machine that is not told") for figure in then} - {kind})
    return [f"the earlier figures are from {other}; these from {kind}" for other in kinds]
