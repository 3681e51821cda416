"""Runs the tests, part by part, and ends with one line that counts them."""

import contextlib
import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

from . import faults, maven, steps
from .places import BINDER, ROOT, shown
from .report import Problem, call, child, duration, say, working
from .stamps import lock

PARTS = ("unit", "notebooks", "browser", "faults")
TESTS = BINDER / "tests"
# The commands are tested with the notebooks: both need the whole set-up.
FOLDERS = {"notebooks": ("commands", "notebooks"), "browser": ("browser",), "faults": ("faults",)}
SUREFIRE = "*/target/surefire-reports/TEST-*.xml"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


LONGEST_REASON = 300


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    # A line for each failed test: a log of thousands of lines hides them.
    failures: list = field(default_factory=list)

    def __add__(self, other):
        sums = (self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)
        return Count(*sums, self.failures + other.failures)

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")


def run(ready, part=None):
    total = Count()
    for name in [part] if part else PARTS:
        start = time.monotonic()
        say(f"== {name}")
        if name == "unit":
            count = _unit(ready)
        elif name == "faults":
            count = _faults(ready, part)
        else:
            count = _pytest(ready, name)
        none = " (there are none)" if count == Count() else ""
        say(f"== {name}: {count}{none} in {duration(time.monotonic() - start)}")
        total += count
    for failure in total.failures:
        say(f"FAILED {failure}")
    say(str(total))
    return 1 if total.failed or not total.passed else 0


def count(reports):
    """Adds up JUnit's XML, which Surefire and pytest both write."""
    total = Count()
    for report in reports:
        for case in ET.parse(report).getroot().iter("testcase"):
            broken = next((b for b in (case.find("failure"), case.find("error")) if b is not None), None)
            if broken is not None:
                total.failed += 1
                reason = " ".join((broken.get("message") or broken.text or "").split())[:LONGEST_REASON]
                total.failures.append(f"{case.get('classname')}.{case.get('name')}: {reason}")
            elif case.find("skipped") is not None:
                total.skipped += 1
            else:
                total.passed += 1
    return total


def _unit(ready):
    """Maven's whole `verify`: tests, architecture rules, style."""
    return _maven(ready, "unit", "verify")


def _faults(ready, alone):
    """Java's faults have just run among the unit tests, unless this part runs alone; one table shows all."""
    # Where no class of a module fits, that is no failure.
    chosen = (f"-Dtest=*{faults.JAVA}", "-Dsurefire.failIfNoSpecifiedTests=false")
    total = _maven(ready, "faults-java", "test", *chosen) if alone else Count()
    total += _pytest(ready, "faults")
    reports = [*faults.java(ROOT.glob(SUREFIRE)), _report(ready, "faults")]
    for line in faults.table(filter(Path.is_file, reports)):
        say(line)
    return total


def _maven(ready, step, *goals):
    for folder in ROOT.glob("*/target/surefire-reports"):
        shutil.rmtree(folder)
    log = ready.environment.log(step)
    log.parent.mkdir(parents=True, exist_ok=True)
    # In two virtual machines: many tests wait for something most of the time.
    argv = [maven.ensure(ready.jdk), "-B", "-ntp", "-DforkCount=2", *goals]
    with lock(ready.environment), open(log, "w", encoding="utf-8") as out:
        code = _watched(argv, out, env=maven.surroundings(ready.jdk))
    total = count(ROOT.glob(SUREFIRE))
    if code and not total.failed:
        total.failed += 1
        total.failures.append(f"the build, outside the tests: whole log in {shown(log)}")
    return total


WORTH_SHOWING = re.compile(r"Running |Tests run:|\[ERROR\]|BUILD |Building ")


def _watched(argv, log, env):
    """Shows how far Maven is, and keeps the rest for the log."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with child(argv, cwd=ROOT, env=env, **pipes, encoding="utf-8", errors="replace") as process:
        for line in process.stdout:
            log.write(line)
            if WORTH_SHOWING.search(line) and not maven.NOISE.search(line):
                print("  " + line.rstrip()[:300], flush=True)
    return process.returncode


def _pytest(ready, part):
    folders = [TESTS / f for f in FOLDERS[part] if any((TESTS / f).glob("test_*.py"))]
    if not folders:
        return Count()
    steps.test_packages(ready.environment)
    if part == "browser":
        ensure_chromium(ready.environment)
    reports = {folder: _report(ready, part if len(folders) == 1 else folder.name) for folder in folders}
    for report in reports.values():
        report.unlink(missing_ok=True)
    codes = _side_by_side(ready, reports)
    total = count([report for report in reports.values() if report.is_file()])
    # 5 is pytest's word for 'no test found'; any other failure without a failed test is a crash.
    for folder, code in zip(folders, codes):
        if code not in (0, 5) and not (reports[folder].is_file() and count([reports[folder]]).failed):
            total.failed += 1
            total.failures.append(f"{folder.name}: pytest itself ended with exit code {code}")
    return total


def _side_by_side(ready, reports):
    """One pytest a folder, all at once: those of the commands mostly wait for builds and downloads."""
    surroundings = {**os.environ, "PYTHONUNBUFFERED": "1"}
    codes = []
    with contextlib.ExitStack() as running:
        beside = []
        for folder, report in reports.items():
            argv = [ready.environment.python, "-m", "pytest", "-p", "no:cacheprovider", "--color=no", "-v", "--tb=short"]
            argv += [f"--junitxml={report}", f"--rootdir={TESTS}", folder]
            if len(beside) == len(reports) - 1:
                codes.append(call(argv, cwd=ROOT, env=surroundings))
            else:
                out = running.enter_context(open(report.with_suffix(".log"), "w+", encoding="utf-8"))
                pipes = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": subprocess.STDOUT}
                beside.append((running.enter_context(child(argv, cwd=ROOT, env=surroundings, **pipes)), out))
        for process, out in reversed(beside):
            codes.insert(0, process.wait())
            out.seek(0)
            print(out.read(), end="", flush=True)
    return codes


def _report(ready, part):
    return ready.environment.log(part).with_suffix(".xml")


def chromium():
    """A Chromium's path, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def ensure_chromium(environment):
    if chromium():
        return
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        raise Problem("the browser tests need Chromium on PATH: install it (sudo apt install chromium)")
    log = environment.log("chromium")
    log.parent.mkdir(parents=True, exist_ok=True)
    with working("Chromium", "installing with apt-get", "installed"), open(log, "w") as out:
        for argv in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
            env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            code = subprocess.call(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=env)
    if code or not chromium():
        raise Problem(f"apt-get could not install Chromium: see {shown(log)}, or put a chromium on PATH")
