"""Killed kernels, killed children, memory that is gone: no orphan, nothing finished lost, and the next cell right."""

import contextlib
import os
import queue
import signal
import time

import pytest
from conftest import soon
from faults.conftest import Lab
from leftovers import descendants, wait_until

TRIALS = 9
# A tenth of a second a trial and more: the kill comes in the middle of one.
JAVA = "article().terms(2_000_000)"
CPYTHON = "article().terms(150_000)"
OWN = 'tasks("own", 6, i -> { long sum = 0; for (long k = 0; k < 50_000_000L; k++) sum += k % 7 * i; return sum; })'
CASES = [
    ("processes(4)", JAVA),
    ("processes(2)", OWN),
    ("python(threads(4))", CPYTHON),
    ("python(processes(2))", CPYTHON),
]
MOST_SECONDS = 2
IDS = [f"{'own-' if work is OWN else ''}{model}" for model, work in CASES]


def each(case):
    """Of all cases one is tried each time."""
    return pytest.mark.parametrize(
        ("model", "work"), [pytest.param(*c, marks=[] if c is case else pytest.mark.long) for c in CASES], ids=IDS
    )


@pytest.fixture(scope="module")
def afterwards(ready, tmp_path_factory):
    """A kernel that comes after those that were killed; it has the same store."""
    with Lab(tmp_path_factory.mktemp("kills")) as running:
        yield running


@each(CASES[0])
@pytest.mark.fault("kernel killed in the middle of a run")
def test_should_leave_no_orphan_and_go_on(afterwards, fault, model, work):
    run = f"trials({TRIALS}).warmups(0).run({work}, {model})"
    kept = 0

    def attempt():
        nonlocal kept
        with Lab(afterwards.folder) as running:
            earlier = running.newest()
            running.submit(run)
            wait_until(lambda: running.newest() != earlier and running.finished() >= 2, "two trials are finished")
            wait_until(running.processes, "a child is there")
            os.kill(running.pid, signal.SIGKILL)
            killed = time.monotonic()
            # The test is the kernel's parent: until it asks, a killed one is still in the system's table.
            wait_until(lambda: not running.is_alive() and not running.processes(), "all have ended")
            seconds = time.monotonic() - killed
            kept = running.finished()
            fault.left += running.files()
            return seconds

    fault.within(MOST_SECONDS, attempt)
    assert fault.left == []
    assert 2 <= kept < TRIALS
    assert f"stopped (cut short): {kept} of {TRIALS} trials" in afterwards.value("last()")
    history = afterwards.value("history()")
    assert "cut short" in history and f"{kept} of {TRIALS}" in history
    cell = f"var whole = {run.replace('.run(', '.resume(')};\nwhole"
    assert f"resumed: {kept} of {TRIALS} trials are from an earlier run" in afterwards.value(cell)
    assert afterwards.value("whole.table().rowCount()") == str(TRIALS)
    assert afterwards.value('whole.table().stringColumn("checksum").unique().size()') == "1"
    assert afterwards.value("last().results().equals(whole.results())") == "true"


@each(CASES[-1])
@pytest.mark.fault("child killed in the middle of a trial")
def test_should_say_in_one_line_that_a_child_was_killed(lab, fault, nothing_left, model, work):
    endless = work.replace("50_000_000L", "1_000_000_000_000L").replace("terms(", "terms(1_000L * ")
    cell = lab.submit(f"trials(1).warmups(0).run({endless}, {model})")
    child = wait_until(lambda: descendants(lab.pid)[-1:], "a child is there")[0]
    time.sleep(0.5)  # until it is at work
    os.kill(child, signal.SIGKILL)
    killed = time.monotonic()
    outcome = lab.result(cell, timeout=60)
    fault.idle = time.monotonic() - killed
    said = outcome.error["evalue"].strip()
    assert "\n" not in said and len(said) < 1_000
    assert model in said
    nothing_left()
    lab.checksums(work, model)


SMALL_HEAP = 128


def with_heap(megabytes):
    return lambda argv: [argv[0], f"-Xmx{megabytes}m", *argv[1:]]


@pytest.fixture(scope="module")
def small(ready, tmp_path_factory):
    """A kernel with little memory."""
    with Lab(tmp_path_factory.mktemp("small"), command=with_heap(SMALL_HEAP)) as running:
        running.value("run(article().terms(20_000), blocking(), processes(2))")
        yield running


FILL = """
var kept = new ArrayList<byte[]>();
void fill(double share, int piece) {
  var memory = Runtime.getRuntime();
  while (memory.totalMemory() - memory.freeMemory() < share * memory.maxMemory()) kept.add(new byte[piece]);
}
"""


@pytest.mark.long
@pytest.mark.alone
@pytest.mark.fault("kernel's memory nearly full")
def test_should_say_so_before_memory_runs_out(small):
    small.value(FILL + "1")
    filled = small.execute("fill(0.9, 200_000); System.gc(); Thread.sleep(3_000);")
    assert filled.error is None
    assert "memory is nearly full" in filled.stderr and "CONCURRENCY_LAB_HEAP" in filled.stderr
    over = small.execute("fill(2, 4_000_000);")
    assert "OutOfMemoryError" in over.error["evalue"]
    assert small.value("kept.clear(); System.gc(); 1 + 1") == "2"


def answer(running, cell, timeout=60):
    """A cell's answer from a kernel whose memory is full; None if the kernel has ended."""
    found = None

    def over():
        nonlocal found
        with contextlib.suppress(queue.Empty):
            message = running.client.get_shell_msg(timeout=0.2)
            if message["parent_header"].get("msg_id") == cell[0]:
                found = message["content"]
        return found or not running.is_alive()

    wait_until(over, "the kernel has answered or ended", timeout)
    return found


@pytest.mark.parametrize("model", soon(["processes(2)", "threads(2)", "eventLoop()"], "processes(2)"))
@pytest.mark.fault("results fill the kernel's memory")
def test_should_end_a_run_whose_results_are_too_much(ready, tmp_path, fault, model):
    with Lab(tmp_path / "lab", command=with_heap(SMALL_HEAP)) as running:
        cell = running.submit(f'trials(1).warmups(0).run(tasks("large", 60, i -> new byte[4_000_000]), {model})')
        said = answer(running, cell)
        if said:
            error = said["evalue"]
            assert "OutOfMemory" in error or "memory" in error
            assert model.removesuffix("()") in error
            assert "," not in running.checksums("article().terms(20_000)", "threads(2), processes(2)")
        wait_until(lambda: not running.processes(), "no process is left", 10)
        fault.left += running.processes()
    assert fault.left == []


@pytest.mark.long
@pytest.mark.parametrize(("model", "terms"), [("processes(2)", 100_000), ("python(processes(2))", 2_000)])
@pytest.mark.fault("another thread fills the kernel's memory during a run")
def test_should_leave_nothing_when_memory_is_gone_during_a_run(ready, tmp_path, fault, model, terms):
    with Lab(tmp_path / "lab", command=with_heap(SMALL_HEAP)) as running:
        running.value(FILL + "Thread.sleep(3_000); 1")
        filler = "var filler = Thread.ofPlatform().start(() -> fill(2, 20_000));\n"
        answer(running, running.submit(filler + f"trials(40).warmups(0).run(article().terms({terms}), {model})"), 90)
        wait_until(lambda: not running.processes(), "no process is left", 10)
        fault.left += running.processes()
    assert fault.left == []


DEAF = {
    "a-thread-ends": "loop.interrupt();",
    "an-answer-is-lost": 'loop.doNext(() -> { throw new OutOfMemoryError("planted"); });',
}


@pytest.mark.long
@pytest.mark.parametrize("how", list(DEAF))
@pytest.mark.fault("kernel that hears no more")
def test_should_end_a_kernel_that_hears_no_more(ready, tmp_path, fault, how):
    """Jupyter starts another in its place."""
    with Lab(tmp_path / "lab") as running:
        running.value("Thread.sleep(3_000); 1")
        running.submit(
            """
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
              if (thread instanceof org.dflib.jjava.jupyter.channels.Loop loop && loop.getName().startsWith("Shell-1")) {
                %s
              }
            }
            run(article(), processes(2));
            """
            % DEAF[how]
        )
        wait_until(lambda: not running.is_alive(), "the kernel has ended", 15)
        wait_until(lambda: not running.processes(), "no process is left", 10)
        fault.left += running.processes()
    assert fault.left == []
