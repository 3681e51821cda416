"""What is kept: saved, loaded and compared."""

import json

import pytest
from lab_tools.kernel_client import Kernel


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def kernel(store, **more):
    return Kernel(env={"CONCURRENCY_LAB_STORE": str(store), **more})


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
        assert all(thing in outcome.text() for thing in ("python3", "heap", "chart", str(store)))
        assert "<table" in outcome.text("text/html")
