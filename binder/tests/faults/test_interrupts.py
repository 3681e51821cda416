"""The stop button in every model, at every moment: idle at once, nothing left, the next cell right."""

import re
import time
from collections import namedtuple

import pytest
from leftovers import processor_seconds, wait_until, wait_until_running

# Work without end, work of some hundredths of a second, and models that run it.
Work = namedtuple("Work", "endless short")
JAVA = Work("article().terms(2_000_000_000L)", "article().terms(300_000)")
# With CPython's own generator both must come to the same sums.
BOTH = "article().random(MERSENNE_TWISTER)"
CPYTHON = Work(f"{BOTH}.terms(2_000_000_000L)", f"{BOTH}.terms(20_000)")
LOOP = "{ long sum = 0; for (long k = 0; k < %s; k++) sum += k %% 7 * i; return sum; }"
OWN = Work(f'tasks("own", 6, i -> {LOOP % "1_000_000_000_000L"})', f'tasks("own", 6, i -> {LOOP % "5_000_000L"})')

START, POOL, WARM_UP, MIDDLE, TWICE = (
    "at the start",
    "while the pool starts",
    "during a warm-up",
    "after a finished trial",
    "twice in a row",
)
MOST_SECONDS = 0.5
MOST_SECONDS_AFTER = 1
SLOW = 60

CASES = [
    ("blocking()", JAVA, START, WARM_UP, MIDDLE),
    ("threads(4)", JAVA, START, WARM_UP, MIDDLE, TWICE),
    ("eventLoop()", JAVA, START, MIDDLE, TWICE),
    ("eventLoop().createTasksFirst()", JAVA, WARM_UP, MIDDLE),
    ("processes(4)", JAVA, START, POOL, WARM_UP, MIDDLE, TWICE),
    ("virtualThreads()", JAVA, START, WARM_UP, MIDDLE),
    ("forkJoin(2)", JAVA, WARM_UP, MIDDLE, TWICE),
    ("parallelStream()", JAVA, START, WARM_UP, MIDDLE),
    ("gil(4)", JAVA, WARM_UP, MIDDLE, TWICE),
    ("python(blocking())", CPYTHON, POOL, MIDDLE),
    ("python(threads(4))", CPYTHON, START, MIDDLE, TWICE),
    ("python(eventLoop())", CPYTHON, POOL, MIDDLE),
    ("python(processes(2))", CPYTHON, POOL, WARM_UP, MIDDLE, TWICE),
    ("processes(2)", OWN, POOL, WARM_UP, MIDDLE),
]


@pytest.mark.parametrize(
    ("model", "work", "moment"),
    [
        pytest.param(
            model,
            work,
            moment,
            id=f"{'own-' if work is OWN else ''}{model}-{moment.replace(' ', '-')}",
            # Each model each time, at one moment: the next model at the next one.
            marks=[pytest.mark.fault(f"interrupt {moment}"), *([] if moment == moments[number % len(moments)] else [pytest.mark.long])],
        )
        for number, (model, work, *moments) in enumerate(CASES)
        for moment in moments
    ],
)
def test_should_be_idle_at_once_and_go_on(lab, fault, nothing_left, model, work, moment):
    def attempt():
        seconds = seconds_to_stop(lab, model, work, moment)
        # Looked at from outside: a collection in the kernel may end what it has only forgotten.
        stopped = time.monotonic()
        wait_until(lambda: not lab.processes(), "no child is left")
        gone = time.monotonic() - stopped
        nothing_left()
        assert "," not in lab.checksums(work.short, f"{model}, threads(3)"), "all models must come to one sum"
        return seconds if gone < MOST_SECONDS_AFTER else seconds + gone

    fault.within(MOST_SECONDS, attempt)


def seconds_to_stop(lab, model, work, moment):
    runs = lab.newest()
    if moment == MIDDLE:
        cell = lab.submit(f"trials(1_000).warmups(0).run({work.short}, {model})")
        wait_until(lambda: lab.newest() != runs and lab.finished() > 0, "a trial is finished")
    else:
        cell = lab.submit(f"run({work.endless}, {model})")
        wait_until_running(lab)
        if moment == POOL:
            wait_until(lab.processes, "a child is there")
        elif moment != START:
            time.sleep(0.3)
            if "processes" in model:  # their start is another moment: until one has computed for a while
                wait_until(lambda: any(processor_seconds(child) > 1 for child in lab.processes()), "a child computes")
    pressed = time.monotonic()
    lab.interrupt()
    if moment == TWICE:
        time.sleep(0.02)
        lab.interrupt()
    outcome = lab.result(cell, timeout=60)
    seconds = time.monotonic() - pressed
    assert outcome.error is not None
    assert "\n" not in outcome.error["evalue"].strip()
    if "Evaluator was interrupted" in outcome.error["evalue"]:
        return SLOW  # the run had no time to end in its own way
    if moment == MIDDLE:
        kept = lab.finished()  # of 1,000, or fewer where they would not end within the cap
        assert re.search(rf"stopped: {kept} of \d+ trials", outcome.error["evalue"].replace(",", ""))
        assert re.search(rf"stopped \(interrupted\): {kept} of \d+ trials", lab.value("last()"))
    return seconds


@pytest.mark.parametrize("after", [0.0, 0.02, 0.1])
@pytest.mark.fault("interrupt before the cell has begun to run")
def test_should_stop_a_cell_that_has_not_begun_to_run(lab, nothing_left, after):
    # The kernel says busy, and goes on to compile the cell: nothing of it runs yet.
    cell = lab.submit(f"var y{int(after * 100)} = 1;\n" * 3 + f"run({JAVA.endless}, threads(4))")
    lab.wait_until_busy(cell)
    time.sleep(after)
    lab.interrupt()
    assert lab.result(cell, timeout=60).error is not None
    nothing_left()


@pytest.mark.fault("interrupt at rest")
def test_should_not_mind_an_interrupt_at_rest(lab, nothing_left):
    for _ in range(3):
        lab.interrupt()
    time.sleep(1)  # the kernel takes one in 50 ms, and stops the cell that runs by then
    assert lab.value("1 + 1") == "2"
    nothing_left()


@pytest.mark.fault("interrupt, and how far the cell came")
def test_should_say_in_the_stopped_cell_how_far_it_came(lab, nothing_left):
    cell = lab.submit(f"run({JAVA.endless}, threads(4))")
    wait_until_running(lab)
    time.sleep(1.5)  # until its progress is shown
    lab.interrupt()
    outcome = lab.result(cell, timeout=60)
    words = "stopped: 0 of 5 trials are kept, resume(...) goes on"
    assert words in outcome.error["evalue"]
    assert outcome.text() == words
    seen = "\n".join(outcome.error["traceback"])
    assert words in seen and "Exception" not in seen  # no name of Java's
    assert "interrupted" in lab.value("history()")
    nothing_left()
