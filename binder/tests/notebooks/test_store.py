"""What survives: a killed kernel, a stopped cell, a store that cannot be written."""

import json
import os
import re
import signal
import sys
import time

import pytest
from conftest import Kernel

SIZE = "article().terms(3_000_000)"  # a few tenths of a second a trial
RUN = f"trials(20).warmups(0).run({SIZE}, blocking(), threads(2))"
CHECKSUMS = '.table().stringColumn("checksum").unique().size()'


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def kernel(store, **more):
    return Kernel(env={"CONCURRENCY_LAB_STORE": str(store), **more})


def trials(store):
    """How many trials the newest run has in the store."""
    files = sorted(store.glob("*.jsonl")) if store.is_dir() else []
    return files[-1].read_text(encoding="utf-8").count('"kind":"trial"') if files else 0


def wait_for_trials(store, count, patience=120):
    deadline = time.monotonic() + patience
    while trials(store) < count:
        assert time.monotonic() < deadline, f"{trials(store)} of {count} trials after {patience} s"
        time.sleep(0.02)


def test_should_go_on_after_a_kernel_was_killed(ready, store):
    with kernel(store) as running:
        running.submit(RUN)
        wait_for_trials(store, 5)
        os.kill(running.pid, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while running.manager.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        kept = trials(store)
    with kernel(store) as running:
        last = running.execute("last()")
        assert last.error is None
        assert f"stopped (cut short): {kept} of 40 trials" in last.text()
        history = running.execute("history()")
        assert "cut short" in history.text() and f"{kept} of 40" in history.text()
        assert "<table" in history.text("text/html")

        whole = running.execute(f"var whole = {RUN.replace('.run(', '.resume(')};\nwhole", timeout=300)
        assert whole.error is None
        assert f"resumed: {kept} of 40 trials are from an earlier run" in whole.text()
        assert running.execute("whole.table().rowCount()").text() == "40"
        assert running.execute(f"whole{CHECKSUMS}").text() == "1"
        assert running.execute("last().results().equals(whole.results())").text() == "true"


def test_should_keep_what_a_stopped_cell_had(ready, store):
    with kernel(store) as running:
        cell = running.submit(RUN)
        wait_for_trials(store, 2)
        running.interrupt()
        assert running.result(cell).error is not None
        shown = running.execute("last()").text()
        assert re.search(r"stopped \(interrupted\): \d+ of 40 trials", shown)
        assert "interrupted" in running.execute("history()").text()


def test_should_run_without_a_store(ready, tmp_path):
    file = tmp_path / "a file"
    file.write_text("x")
    with kernel(file / "store") as running:
        outcome = running.execute("run(article().terms(20_000), blocking())")
        assert outcome.error is None and outcome.stderr == ""
        assert outcome.text().count("not kept: ") == 1
        assert "set CONCURRENCY_LAB_STORE to a directory that can be written" in outcome.text()
        refused = running.execute("last()")
        assert "no run is kept" in refused.error["evalue"]
        assert "not kept: " not in running.execute("published()").text()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits another process's files")
def test_should_run_on_if_nothing_more_can_be_written(ready, store):
    import resource

    with kernel(store) as running:
        assert running.execute("run(article().terms(20_000), blocking())").error is None
        resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (2_000, 2_000))
        outcome = running.execute("run(article().terms(20_000), blocking(), threads(2))")
        assert outcome.error is None and outcome.stderr == ""
        assert outcome.text().count("not kept: ") == 1
        assert "cut short" in running.execute("history()").text()


def test_should_save_load_and_compare(ready, store, tmp_path):
    with kernel(store) as running:
        path = json.dumps(str(tmp_path / "a räsult.json"))
        saved = running.execute(f"run(article().terms(20_000), blocking(), threads(2)).save({path})")
        assert saved.error is None and "<table" in saved.text("text/html")
        assert running.execute(f"load({path}).results().equals(last().results())").text() == "true"
        compared = running.execute(f"compareMachines(load({path}), last())")
        assert compared.error is None and "<table" in compared.text("text/html")
        assert "image/svg" in compared.text("text/html")


def test_should_say_what_is_wrong_with_the_set_up(ready, store):
    with kernel(store) as running:
        outcome = running.execute("doctor()")
        assert outcome.error is None
        assert all(thing in outcome.text() for thing in ("JDK", "JJava", "python3", "fonts", str(store)))
        assert "<table" in outcome.text("text/html")
