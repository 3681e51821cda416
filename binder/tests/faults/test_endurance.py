"""Two hundred runs, two notebooks at once, cells again and out of order: nothing grows, nothing is wrong."""

import json
import random
import re
import time
from pathlib import Path

import pytest
from conftest import ROOT
from faults.conftest import Lab
from leftovers import threads, wait_until_running

RUNS = 200
JAVA = (
    "blocking()",
    "threads(4)",
    "eventLoop()",
    "eventLoop().createTasksFirst()",
    "processes(2)",
    "virtualThreads()",
    "forkJoin(2)",
    "parallelStream()",
    "gil(2)",
)
CPYTHON = ("python(threads(2))", "python(processes(2))", "python(eventLoop())", "python(blocking())")
WORK = "article().random(MERSENNE_TWISTER).terms(500)"
# What may come later than a first lap: a file that the virtual machine opens lazily, code of its own.
MORE_FILES, MORE_MEGABYTES = 3, 8


def lap(running, number):
    """One run under each of Java's models and one of CPython's, and one that is drawn."""
    models = [*JAVA, CPYTHON[number % len(CPYTHON)]]
    each = "\n".join(f"trials(1).warmups(0).run({WORK}, {model});" for model in models)
    running.value("{\n" + each + "\n}\n1", timeout=300)
    drawn = running.execute(f"var drawn = trials(1).run({WORK}, threads(2));\ndrawn")
    assert drawn.error is None and "<table" in drawn.text("text/html")
    return len(models) + 1


@pytest.mark.long
@pytest.mark.alone
@pytest.mark.fault("200 runs in one kernel")
def test_should_not_grow_over_200_runs(ready, tmp_path, fault):
    with Lab(tmp_path / "lab") as running:
        for number in range(len(CPYTHON)):
            lap(running, number)
        before, runs, number = state(running), 0, 0
        while runs < RUNS:
            runs += lap(running, number)
            number += 1

        def grown():
            now = state(running)
            return [f"{what}: {was} -> {now[what]}" for what, was in before.items() if now[what] > was + ALLOWED[what]]

        patience = time.monotonic() + 20
        while (left := grown()) and time.monotonic() < patience:
            time.sleep(0.5)
        fault.left += left
        assert left == []
        one = running.value('last().table().stringColumn("checksum").get(0)')
        assert one == running.checksums(WORK, ", ".join(JAVA)).strip("[]")


ALLOWED = {"threads": 0, "processes": 0, "open files": MORE_FILES, "temporary files": 0, "megabytes": MORE_MEGABYTES}


def state(running):
    heap = "System.gc(); var memory = Runtime.getRuntime(); (memory.totalMemory() - memory.freeMemory()) >> 20"
    return {
        "megabytes": int(running.value(heap)),
        "threads": len(threads(running)),
        "processes": len(running.processes()),
        "open files": len(list(Path(f"/proc/{running.pid}/fd").iterdir())),
        "temporary files": len(running.files()),
    }


@pytest.mark.long
@pytest.mark.fault("two notebooks at once")
def test_should_measure_one_after_the_other(lab, fault, nothing_left, tmp_path):
    with Lab(tmp_path / "lab") as other:
        first = lab.submit("run(article().terms(2_000_000_000L), threads(2))")
        wait_until_running(lab)

        def interrupted():
            waiting = other.submit(f"run({WORK}, blocking())")
            wait_until_running(other)
            time.sleep(1.2)  # until it says so
            pressed = time.monotonic()
            other.interrupt()
            outcome = other.result(waiting, timeout=60)
            seconds = time.monotonic() - pressed
            assert "stopped: 0 of 5 trials" in outcome.error["evalue"]
            return seconds

        fault.within(0.5, interrupted)
        waiting = other.submit(f"run({WORK}, blocking())")
        said = message_of(other, waiting, "waiting for another measurement")
        assert f"process {lab.pid}" in said and "threads(2)" in said
        lab.interrupt()
        assert lab.result(first, timeout=60).error is not None
        assert other.result(waiting, timeout=60).error is None
        both = [one.submit(f"trials(3).run({WORK}, blocking(), processes(2))") for one in (lab, other)]
        assert [one.result(cell).error for one, cell in zip((lab, other), both)] == [None, None]
        assert lab.checksums(WORK, "threads(2)") == other.checksums(WORK, "gil(2)")
        assert other.processes() == []
    nothing_left()


def message_of(kernel, submitted, words, patience=60):
    """The text of the next output of a cell that holds some words."""
    for _, content in kernel.messages(submitted, patience):
        text = json.dumps(content)
        if words in text:
            return text


NOTEBOOK = ROOT / "notebooks" / "07-create-tasks-first.ipynb"


def cells():
    book = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return [s for s in ("".join(c["source"]) for c in book["cells"] if c["cell_type"] == "code") if s.strip()]


@pytest.fixture(scope="module")
def reader(ready, tmp_path_factory):
    """A kernel beside the notebooks, at the small size."""
    folder = tmp_path_factory.mktemp("reader")
    with Lab(folder, {"CONCURRENCY_LAB_SIZE": "small"}, cwd=NOTEBOOK.parent) as running:
        yield running


@pytest.mark.long
@pytest.mark.fault("cells out of order")
def test_should_only_miss_what_was_not_run_yet(reader):
    shuffled = cells()
    random.Random(20).shuffle(shuffled)
    for cell in shuffled:
        error = reader.execute(cell).error
        told = re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error["traceback"])) if error else ""
        assert error is None or "cannot find symbol" in told, told


@pytest.mark.long
@pytest.mark.fault("cells run twice")
def test_should_run_all_cells_twice(reader):
    for cell in 2 * cells():
        outcome = reader.execute(cell)
        assert outcome.error is None, (cell, outcome.error)
    assert reader.processes() == []
