"""Says what is wrong with this set-up and how to mend it."""

import json
import os
import platform
import shutil
import subprocess
import sys
import time

from . import java, kernelspec, maven, steps, testing
from .places import LAB, NOTEBOOKS, ROOT, shown
from .report import Problem, say
from .stamps import Stamps

OK, NOTE, MEND = "ok", "note", "MEND"
RUN = "run binder/lab"


def run(environment):
    bad = 0
    for name, verdict, text in checks(environment):
        say(f"{verdict:<5} {name:<16} {text}")
        bad += verdict == MEND
    say("all that is needed is there" if not bad else f"{bad} to mend")
    return 1 if bad else 0


def checks(environment):
    """(name, verdict, one line) each; later ones lean on what earlier ones found."""
    yield "Python", OK, f"{platform.python_version()} at {sys.executable}"
    jdk, verdict, text = _jdk()
    yield "JDK", verdict, text
    yield "default java", *_default_java()
    yield "Maven", *_maven(jdk)
    left = steps.todo(environment, Stamps(environment), jdk)
    yield "environment", *_environment(environment, left)
    yield "Java packages", *_jars(environment, left)
    yield "kernelspec", *_kernelspec(environment)
    yield "kernel", *_kernel(environment)
    yield "python3", *_program("python3", "the models that run CPython need it")
    yield "Chromium", *_chromium()
    yield "gcc", *_program("gcc", "only binder/lab bench compares with C")
    yield "processors", *_processors()
    yield "memory", *_memory()
    yield "disk", *_disk()
    yield "write access", *_write_access()
    yield "clock", *_clock()


def _jdk():
    try:
        found = java.find()
        if not found:
            return None, MEND, java.message(java.installed())
        trouble = java.check_runs(found)
    except Problem as e:
        return None, MEND, str(e)
    if trouble:
        return None, MEND, f"{found.home} {trouble}: remove it or set CONCURRENCY_LAB_JDK"
    return found, OK, f"Java {found.version} at {found.home}"


def _default_java():
    program = shutil.which("java")
    if not program:
        return OK, "none on PATH, none is needed"
    said = subprocess.run([program, "-version"], capture_output=True, text=True, errors="replace").stderr.splitlines()
    return OK, f"{said[0] if said else program} ({program}); it may be older than {java.FEATURE}"


def _maven(jdk):
    if not jdk:
        return NOTE, "not looked for: it needs the JDK"
    program, version, why = maven.find(jdk)
    if program:
        return OK, f"{'.'.join(map(str, version))} at {program}"
    return NOTE, f"{why}: binder/lab fetches {maven.fetched().parents[1].name} when it builds"


_PINS = """
import importlib.metadata as m, re, sys
for line in open(sys.argv[1], encoding="utf-8"):
    pin = re.match(r"([\\w.-]+)==(\\S+)( ;)?", line)
    if not pin: continue
    try: has = m.version(pin[1])
    except m.PackageNotFoundError: has = None
    if not pin[3] and has != pin[2]: print(f"{pin[1]} is {has}, not {pin[2]}")
"""


def _environment(environment, left):
    if "Python environment" in left or "Python packages" in left:
        return MEND, f"{shown(environment.prefix)} is not set up or out of date: {RUN}"
    wrong = subprocess.run([str(environment.python), "-c", _PINS, str(steps.REQUIREMENTS)],
                           capture_output=True, text=True).stdout.splitlines()
    if wrong:
        return MEND, f"{wrong[0]}: remove {shown(environment.prefix)} and {RUN}"
    return OK, f"{shown(environment.prefix)} with the pinned packages"


def _jars(environment, left):
    if not kernelspec.present(environment):
        return MEND, f"not built: {RUN}"
    if "Java packages" in left:
        return MEND, f"older than their sources: {RUN}"
    return OK, "built and up to date"


def _kernelspec(environment):
    if not environment.kernelspec.is_file():
        return MEND, f"not installed: {RUN}"
    if not kernelspec.present(environment):
        return MEND, f"{shown(environment.kernelspec)} names files that are gone: {RUN}"
    return OK, shown(environment.kernelspec)


def _kernel(environment):
    if not kernelspec.present(environment):
        return MEND, f"cannot start before the set-up: {RUN}"
    argv = [str(environment.python), str(LAB), "_probe"]
    done = subprocess.run(argv, capture_output=True, text=True, errors="replace")
    try:
        said = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        last = (done.stderr.strip().splitlines() or ["without a word"])[-1]
        return MEND, f"does not start ({last[:200]}): remove {shown(environment.prefix)} and {RUN}"
    if said["answer"] != "2":
        return MEND, f"answers {said['answer']!r} to 1 + 1: remove {shown(environment.prefix)} and {RUN}"
    return OK, f"starts and answers 1 + 1 in {said['seconds']:.1f} s"


def _program(name, why):
    path = shutil.which(name)
    return (OK, path) if path else (NOTE, f"not on PATH; {why}")


def _chromium():
    path = testing.chromium()
    return (OK, path) if path else (NOTE, "not on PATH; only binder/lab test browser needs it")


def _processors():
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return (OK, str(count)) if count > 1 else (NOTE, "1: no model can be faster than another by using more")


def _memory():
    try:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return NOTE, "not told by this system"
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            with open(limit) as file:
                total = min(total, int(file.read()))
        except (OSError, ValueError):
            pass
    gigabytes = total / 2**30
    if gigabytes < 1.9:
        return NOTE, f"{gigabytes:.1f} GB: use the small size, CONCURRENCY_LAB_SIZE=small"
    return OK, f"{gigabytes:.1f} GB"


def _disk():
    free = shutil.disk_usage(ROOT).free / 2**30
    if free < 0.5:
        return MEND, f"{free:.1f} GB free in {ROOT}: make room for 2 GB"
    return OK, f"{free:.0f} GB free"


def _write_access():
    for folder in filter(os.path.isdir, (ROOT, NOTEBOOKS)):
        if not os.access(folder, os.W_OK):
            return MEND, f"{folder} cannot be written: outputs go there, copy the repository to a folder of your own"
    return OK, str(ROOT)


def _clock():
    steps_seen = []
    for _ in range(1000):
        start = now = time.perf_counter_ns()
        while now == start:
            now = time.perf_counter_ns()
        steps_seen.append(now - start)
    smallest = min(steps_seen)
    if smallest > 100_000:
        return NOTE, f"steps of {smallest / 1e6:.1f} ms: short trials are measured coarsely"
    return OK, f"steps of {smallest} ns"
