"""The command line itself: what it says to good and bad arguments."""

import pytest
from conftest import lab


def test_should_list_every_command_in_the_help():
    done = lab("-h")
    assert done.returncode == 0
    for command in ("run", "test", "bench", "book", "doctor"):
        assert f"binder/lab {command}" in done.stdout


@pytest.mark.parametrize("arguments, named, remedy", [
    (["tset"], "tset", "did you mean test?"),
    (["frobnicate"], "frobnicate", "run, test, bench, book, doctor"),
    (["run", "--fast"], "--fast", "binder/lab run -h"),
    (["run", "--size", "huge"], "huge", "small"),
    (["test", "everything"], "everything", "unit"),
    (["bench", "--json"], "--json", "binder/lab bench -h"),
    (["doctor", "please"], "please", "binder/lab doctor -h"),
])
def test_should_refuse_a_bad_argument_in_one_line(arguments, named, remedy):
    done = lab(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert named in done.stderr and remedy in done.stderr


def test_should_refuse_a_notebook_that_is_not_there():
    done = lab("run", "no-such.ipynb")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "no-such.ipynb is not a notebook" in done.stderr


def test_should_refuse_a_folder_that_is_not_there(ready, tmp_path):
    done = lab("bench", "--json", tmp_path / "none" / "figures.json")
    assert done.returncode == 1
    assert "does not exist" in done.stderr


def test_should_refuse_a_figure_that_is_not_there():
    done = lab("bench", "--only", "redraw-seconds,speed")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "--only speed" in done.stderr and "start-vs-ipykernel" in done.stderr and "pool-vs-spawn" in done.stderr


def test_should_refuse_a_heap_that_java_would_not_take(ready):
    done = lab("setup", env={"CONCURRENCY_LAB_HEAP": "lots"})
    assert done.returncode == 1
    assert "CONCURRENCY_LAB_HEAP" in done.stderr and "'lots'" in done.stderr
