"""Runs the tests, part by part, and ends with one line that counts them."""

import os
import re
import shutil
import subprocess
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

from . import faults, maven, steps, system
from .places import BINDER, ROOT, shown
from .report import Beside, Problem, call, child, duration, installs, say, working
from .stamps import lock

PARTS = ("unit", "notebooks", "browser", "faults")
# Not among "all of them": the first repeats what the others hold, the second has what takes long.
CHOICES = ("quick", *PARTS, "long")
# These need no kernel, so that they do not wait until it is built anew.
WITHOUT_KERNEL = ("quick", "unit")
TESTS = BINDER / "tests"
# Which of Java's tests, by their tags: wanted, and left out. One without a tag is over in no time.
TAGS = {
    "quick": ("", "slow,fault,long"),
    "unit": ("", "fault,long"),
    "faults": ("fault", "long"),
    "long": ("long", ""),
}
# Those that are over soon leave little to collect; what is broken on purpose has the collector that users have.
COLLECTORS = {"quick": "-XX:+UseSerialGC", "unit": "-XX:+UseSerialGC"}
# Virtual machines at once: tests of faults mostly wait, for a child that will never answer.
FORKS = {"quick": 2, "unit": 3, "faults": 4, "long": 3}
# Two kernels at once, on any machine: each runs models that want all processors. The tests' own
# configuration says which tests stay together, and which come first.
SPREAD = ("-m", "not long", "-n", "2", "--no-loadscope-reorder")
SUREFIRE = "*/target/set-up/surefire-reports/TEST-*.xml"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LONGEST_REASON = 300
# A test that measures may meet a moment at which the machine does something else; a fault fails twice.
TRIED_AGAIN = 1
SLOWEST = 20


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    # A line for each failed test: a log of thousands of lines hides them.
    failures: list = field(default_factory=list)
    # Those that failed once and passed when they were tried again.
    flaky: list = field(default_factory=list)

    def __add__(self, other):
        sums = (self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)
        return Count(*sums, self.failures + other.failures, self.flaky + other.flaky)

    def __str__(self):
        return f"{self.passed} passed, {self.failed} failed" + (f", {self.skipped} skipped" if self.skipped else "")

    def fail(self, reason):
        self.failed += 1
        self.failures.append(reason)


def run(ready, part=None):
    total = Count()
    parts = [part] if part else PARTS
    # What is missing is found now, and the rest runs all the same.
    missing = {name: reason for name, check in _NEEDS.items() if name in parts and (reason := check(ready.environment))}
    for name, reason in missing.items():
        say(f"SKIPPED {name}: {reason}")
    for name in parts:
        start = time.monotonic()
        say(f"== {name}")
        found, reports = (Count(skipped=1), []) if name in missing else _RUNS[name](ready)
        for line in slowest(reports):
            say(line)
        none = " (there are none)" if found == Count() else ""
        say(f"== {name}: {found}{none} in {duration(time.monotonic() - start)}")
        total += found
    for name, reason in missing.items():
        say(f"SKIPPED {name}: {reason}")
    for name in total.flaky:
        say(f"PASSED ONLY WHEN TRIED AGAIN {name}")
    for failure in total.failures:
        say(f"FAILED {failure}")
    say(str(total))
    return 1 if total.failed or not total.passed else 0


def count(reports):
    """Adds up JUnit's XML, which Surefire and pytest both write."""
    total = Count()
    for case in _cases(reports):
        broken = next((b for b in (case.find("failure"), case.find("error")) if b is not None), None)
        if broken is not None:
            reason = " ".join((broken.get("message") or broken.text or "").split())[:LONGEST_REASON]
            total.fail(f"{_name(case)}: {reason}")
        elif case.find("skipped") is not None:
            total.skipped += 1
        else:
            total.passed += 1
            if case.find("flakyFailure") is not None or case.find("flakyError") is not None:
                total.flaky.append(_name(case))
    return total


def tried_again(report):
    """Makes pytest's report say what Surefire's does: it has one case for each time that a test was tried."""
    tree = ET.parse(report)
    for suite in tree.getroot().iter("testsuite"):
        last = {}
        for case in suite.findall("testcase"):
            earlier = last.get(_name(case))
            if earlier is not None:
                suite.remove(earlier)
                ET.SubElement(case, "flakyFailure")
            last[_name(case)] = case
    tree.write(report, encoding="utf-8", xml_declaration=True)


def slowest(reports):
    """A line for each of the slowest tests, after one that says how much of the whole they take."""
    times = sorted(((float(case.get("time") or 0), _name(case)) for case in _cases(reports)), reverse=True)
    if not times:
        return []
    longest = times[:SLOWEST]
    share = f"{sum(t for t, _ in longest):.0f} s of {sum(t for t, _ in times):.0f} s"
    return [f"the slowest {len(longest)} of {len(times)} tests, {share}:", *(f"{t:8.1f} s  {name}" for t, name in longest)]


def _cases(reports):
    return [case for report in reports for case in ET.parse(report).getroot().iter("testcase")]


def _name(case):
    return f"{case.get('classname')}.{case.get('name')}"


def _quick(ready):
    """In seconds, what a change is most likely to break: after each edit."""
    steps.test_packages(ready.environment)
    log, report = ready.environment.log("quick-python"), _report(ready, "quick")
    with Beside(_pytest(ready, report, TESTS, "-m", "quick and not long", "-q"), log, cwd=ROOT, env=_SURROUNDINGS) as python:
        python.start()
        java = _java(ready, "quick")
        code = python.wait()
        print(log.read_text(encoding="utf-8"), end="", flush=True)
        return _sum(java, _counted(report, code))


def _unit(ready):
    """Java's tests; beside them the linters, the format and the build's own rules."""
    argv = [maven.ensure(ready.jdk), "-B", "-ntp", "test-compile", "spotless:check"]
    with Beside(argv, ready.environment.log("checks"), cwd=ROOT, env=maven.surroundings(ready.jdk)) as checks:
        # Not earlier: two that fetch the same packages at once may get in each other's way.
        found, reports = _java(ready, "unit", on_first_test=checks.start)
        checks.start()
        if checks.wait():
            found.fail(_why("the checks of the Java code", checks.log))
    return found, reports


def _notebooks(ready):
    """Those of the commands with them: both need the whole set-up."""
    return _python(ready, "notebooks", TESTS / "commands", TESTS / "notebooks", *SPREAD)


def _browser(ready):
    return _python(ready, "browser", TESTS / "browser", *SPREAD)


def _faults(ready):
    """Java's, then those of the kernel; one table shows both."""
    found, reports = _sum(_java(ready, "faults"), _python(ready, "faults", TESTS / "faults", *SPREAD))
    for line in faults.table(reports):
        say(line)
    return found, reports


def _long(ready):
    """Java's, then those of the notebooks, the browser and the kernel, and at last those that watch time and memory."""
    java = _java(ready, "long")
    lacking = lacks_chromium(ready.environment)
    if lacking:
        say(f"SKIPPED the browser's of them: {lacking}")
    elsewhere = [f"--ignore={TESTS / 'browser'}"] if lacking else []
    beside = _python(ready, "long", TESTS, *SPREAD[2:], "-m", "long and not alone", *elsewhere)
    alone = _python(ready, "long-alone", TESTS, "-m", "long and alone")
    found, reports = _sum(java, beside, alone)
    for line in faults.table(reports):
        say(line)
    return found, reports


_RUNS = {"quick": _quick, "unit": _unit, "notebooks": _notebooks, "browser": _browser, "faults": _faults, "long": _long}


def _sum(*results):
    return sum((found for found, _ in results), Count()), [report for _, reports in results for report in reports]


def _java(ready, part, on_first_test=lambda: None):
    """Java's tests of a part, on what the set-up compiles: the linters do not hold them up."""
    log = ready.environment.log(part)
    kept = log.with_suffix("")
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    wanted, left_out = TAGS[part]
    argv = [maven.ensure(ready.jdk), "-B", "-ntp", "-pl", "kernel-lib", "-Pset-up,tests", "test"]
    argv += [f"-Dtests.collector={COLLECTORS.get(part, '')}"]
    argv += [f"-Dgroups={wanted}", f"-DexcludedGroups={left_out or 'none'}", f"-DforkCount={FORKS[part]}"]
    argv += [f"-Dgroups.optimized={'&'.join(filter(None, (wanted, 'optimized')))}"]
    # By name, on any machine.
    argv += [f"-Dsurefire.rerunFailingTestsCount={TRIED_AGAIN}", "-Dsurefire.runOrder=alphabetical"]
    with lock(ready.environment), open(log, "w", encoding="utf-8") as out:
        for old in ROOT.glob(SUREFIRE):
            old.unlink()
        code = _watched(argv, out, maven.surroundings(ready.jdk), on_first_test)
        # Another test command may be waiting, and would take them for old ones.
        reports = [Path(shutil.copy(report, kept)) for report in ROOT.glob(SUREFIRE)]
    found = count(reports)
    if code and not found.failed:
        found.fail(_why("the build, outside the tests", log))
    return found, reports


WORTH_SHOWING = re.compile(r"Running |Tests run:|\[ERROR\]|BUILD |Building ")


def _watched(argv, log, env, on_first_test):
    """Shows how far Maven is, and keeps the rest for the log."""
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with child(argv, cwd=ROOT, env=env, **pipes, encoding="utf-8", errors="replace") as process:
        for line in process.stdout:
            log.write(line)
            if WORTH_SHOWING.search(line) and not maven.NOISE.search(line):
                print("  " + line.rstrip()[:300], flush=True)
            if "Running " in line:
                on_first_test()
    return process.returncode


def _why(thing, log):
    return f"{thing}: {maven.why(log.read_text(encoding='utf-8', errors='replace'))}\n  whole log in {shown(log)}"


def _python(ready, part, *options):
    steps.test_packages(ready.environment)
    report = _report(ready, part)
    return _counted(report, call(_pytest(ready, report, "-v", *options), cwd=ROOT, env=_SURROUNDINGS))


_SURROUNDINGS = {**os.environ, "PYTHONUNBUFFERED": "1"}


def _pytest(ready, report, *options):
    report.unlink(missing_ok=True)
    argv = [ready.environment.python, "-m", "pytest", "-p", "no:cacheprovider", "--color=no", "--tb=short", f"--reruns={TRIED_AGAIN}"]
    return [*argv, f"--junitxml={report}", f"--rootdir={TESTS}", *options]


def _counted(report, code):
    reports = [report] if report.is_file() else []
    for each in reports:
        tried_again(each)
    found = count(reports)
    # 5 is pytest's word for 'no test found'; any other failure without a failed test is a crash.
    if code not in (0, 5) and not found.failed:
        found.fail(f"{report.stem}: pytest itself ended with exit code {code}")
    return found, reports


def _report(ready, part):
    return ready.environment.log(part).with_suffix(".xml")


def chromium():
    """A Chromium's path, or None."""
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def lacks_chromium(environment):
    """Why the browser's tests cannot run here, or ''; who may install a Chromium gets one."""
    if chromium():
        return ""
    if not (installs("apt-get") and system.root()):
        how = system.HERE.install("chromium", installs) or "from https://www.chromium.org"
        return f"it needs Chromium on PATH: install it ({how})"
    log = environment.log("chromium")
    log.parent.mkdir(parents=True, exist_ok=True)
    with working("Chromium", "installing with apt-get", "installed"), open(log, "w") as out:
        for argv in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
            env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            code = subprocess.call(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=env)
    if code or not chromium():
        raise Problem(f"apt-get could not install Chromium: see {shown(log)}, or put a chromium on PATH")
    return ""


# What a part cannot do without, beyond the set-up.
_NEEDS = {"browser": lacks_chromium}
