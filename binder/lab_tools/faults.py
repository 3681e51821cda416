"""The table of faults: what was tried, what was survived, how soon, and what was left over.

Python's fault tests say in JUnit's XML which fault they bring about, how long the kernel took until
it was idle, and how much was left; of Java's, those tagged as such, each method is a row.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

HEADER = ("fault", "tried", "survived", "time to idle", "left over")
# What classes of Java's tests are called: none of Python's modules is.
JAVA = re.compile(r"(Faults)?Test$")


@dataclass
class Row:
    """One fault, tried once or more; the longest time in seconds, where one was taken."""

    tried: int = 0
    survived: int = 0
    idle: float | None = None
    left: int = 0
    why_not: str = ""

    def add(self, case):
        told = {p.get("name"): p.get("value") for p in case.iter("property")}
        skipped = case.find("skipped")
        if skipped is not None:
            self.why_not = " ".join((skipped.get("message") or "no reason given").split())
            return
        self.tried += 1
        self.survived += case.find("failure") is None and case.find("error") is None
        self.left += int(told.get("left", 0))
        if "idle" in told:
            self.idle = max(self.idle or 0, float(told["idle"]))

    def cells(self, fault):
        idle = "" if self.idle is None else f"{self.idle:.2f} s"
        return fault, str(self.tried), str(self.survived), idle, str(self.left)


def table(reports):
    """The lines of the table; none where no fault was tried."""
    rows = {}
    for report in sorted(reports):
        for case in ET.parse(report).getroot().iter("testcase"):
            rows.setdefault(_fault(case), Row()).add(case)
    if not rows:
        return []
    tried = {fault: row for fault, row in rows.items() if row.tried}
    total = Row(sum(r.tried for r in tried.values()), sum(r.survived for r in tried.values()))
    total.left = sum(r.left for r in tried.values())
    cells = [HEADER, *(row.cells(fault) for fault, row in tried.items()), total.cells("all")]
    widths = [max(map(len, column)) for column in zip(*cells)]
    lines = [
        "  ".join(text.rjust(width) if i else text.ljust(width) for i, (text, width) in enumerate(zip(row, widths)))
        for row in cells
    ]
    return lines + [f"not tried: {fault}: {row.why_not}" for fault, row in rows.items() if not row.tried]


def _fault(case):
    """What a test calls its fault, else its own name in words."""
    for told in case.iter("property"):
        if told.get("name") == "fault":
            return told.get("value")
    method = re.match(r"\w*", case.get("name"))[0]
    words = re.sub(r"^(test_)?(should_)?", "", method).replace("_", " ")
    thing = case.get("classname").rsplit(".", 1)[-1]
    if not JAVA.search(thing):
        return words
    return " ".join(re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", JAVA.sub("", thing))).lower() + ": " + words
