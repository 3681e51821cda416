"""What a kernel may have left behind, and what it is about: looked up from outside where that is possible."""

import contextlib
import os
import re
import time
from pathlib import Path

import pytest

# The virtual machine's and the kernel's own, which come and go.
COMING_AND_GOING = re.compile(
    r"ForkJoinPool\.commonPool.*|ForkJoinPool-1-delayScheduler|VirtualThread-.*|process reaper.*|Cleaner-.*|jjava-.*|late-stop|stop-threads|leftovers|last-display|G1 .*"
)
TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


def descendants(pid):
    """Process numbers below one, from /proc."""
    children = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if fields[0] != "Z":
            children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, todo = [], [pid]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def marked(variable):
    """Numbers of the processes with such a variable, NAME=value: a child keeps it, whoever its parent is by now."""
    found = []
    for environ in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if variable.encode() in environ.read_bytes().split(b"\0"):
                found.append(int(environ.parent.name))
    return found


def worker_threads(kernel):
    """Names of the kernel's threads that a model could have left behind."""
    return [name for name in threads(kernel) if re.match(r"(thread|process|run|cpu|python)-|loop$", name)]


def threads(kernel):
    """Names of all of the kernel's threads, but for those that come and go by themselves."""
    names = "Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList()"
    outcome = kernel.execute(f'String.join("\\n", {names})')
    assert outcome.error is None, outcome.error
    return sorted(name for name in outcome.text().splitlines() if not COMING_AND_GOING.fullmatch(name))


def more(now, before):
    """What there is now and was not before, the like counted."""
    rest = list(before)
    return [one for one in now if one not in rest or rest.remove(one)]


def processor_seconds(pid):
    """Processor time that a process has used; 0 if it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / TICKS


def wait_until_running(kernel, thread="run-progress"):
    """Returns as soon as the kernel has a run under way, or a thread of that name: a stop before that has nothing to stop."""

    def running():
        for name in Path(f"/proc/{kernel.pid}/task").glob("*/comm"):
            with contextlib.suppress(OSError):
                if name.read_text().strip() == thread:
                    return True
        return False

    wait_until(running, f"the thread {thread} runs")


def wait_until(condition, what, patience=60):
    """Returns the first true value of a condition."""
    deadline = time.monotonic() + patience
    while not (value := condition()):
        if time.monotonic() > deadline:
            pytest.fail(f"after {patience} s still not so: {what}")
        time.sleep(0.005)
    return value
