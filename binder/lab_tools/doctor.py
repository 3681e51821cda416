"""Says what is wrong with this set-up and how to mend it.

What only a running kernel sees (memory, processors, clock, interpreters, the store) a cell tells: doctor().
"""

import json
import os
import platform
import shutil
import subprocess
import sys

from . import java, kernelspec, maven, network, steps, testing
from .places import LAB, NOTEBOOKS, ROOT, home, shown
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
    kernel, chart = _kernel(environment)
    yield "kernel", *kernel
    yield "chart", *chart
    yield "Chromium", *_chromium()
    yield "gcc", *_program("gcc", "only binder/lab bench compares with C")
    yield "disk", *_disk()
    yield "write access", *_write_access()
    yield "home", *_home()
    yield "proxy", *_proxy()


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
    return NOTE, f"{why}: {shown(maven.WRAPPER)} fetches it when something is built"


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
    """What the kernel says to 1 + 1, and whether it can draw."""
    undrawn = NOTE, "not drawn: the kernel does not run"
    if not kernelspec.present(environment):
        return (MEND, f"cannot start before the set-up: {RUN}"), undrawn
    argv = [str(environment.python), str(LAB), "_probe"]
    done = subprocess.run(argv, capture_output=True, text=True, errors="replace")
    again = f"remove {shown(environment.prefix)} and {RUN}"
    try:
        said = json.loads(done.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        last = (done.stderr.strip().splitlines() or ["without a word"])[-1]
        return (MEND, f"does not start ({last[:200]}): {again}"), undrawn
    if said["answer"] != "2":
        return (MEND, f"answers {said['answer']!r} to 1 + 1: {again}"), undrawn
    chart = (MEND, said["undrawn"]) if said["undrawn"] else (OK, "drawn")
    return (OK, f"starts and answers 1 + 1 in {said['seconds']:.1f} s"), chart


def _program(name, why):
    path = shutil.which(name)
    return (OK, path) if path else (NOTE, f"not on PATH; {why}")


def _chromium():
    path = testing.chromium()
    return (OK, path) if path else (NOTE, "not on PATH; only binder/lab test browser needs it")


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


def _home():
    try:
        steps.check_home()
    except Problem as e:
        return MEND, str(e)
    return OK, str(home())


def _proxy():
    named = network.proxies()
    if not named:
        return OK, "none is named"
    return OK, ", ".join(f"{scheme} through {network.shown(url)}" for scheme, url in named.items())
