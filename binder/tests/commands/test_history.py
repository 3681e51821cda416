"""The benchmark's history: what a run is held against, and what is called a difference."""

import json

import pytest
from lab_tools import history
from lab_tools.report import Problem

HERE = "A processor, 2 processors, Linux, JDK 25.0.3"


def figure(name, value, low, high, better="lower", machine=HERE):
    return {"name": name, "value": value, "low": low, "high": high, "goal": 1, "better": better, "machine": machine}


@pytest.mark.parametrize(
    ("then", "now", "better", "word"),
    [
        ((2.0, 1.9, 2.1), (1.0, 0.9, 1.1), "lower", "better"),
        ((2.0, 1.9, 2.1), (1.0, 0.9, 1.1), "higher", "worse"),
        ((1.0, 0.9, 1.1), (2.0, 1.9, 2.1), "lower", "worse"),
        ((1.0, 0.9, 1.1), (2.0, 1.9, 2.1), "higher", "better"),
        ((1.0, 0.9, 1.1), (1.1, 1.0, 1.2), "lower", "no difference shown"),
    ],
)
def test_should_call_only_intervals_without_one_a_difference(then, now, better, word):
    change = history.Change.of(figure("x", *then), figure("x", *now, better))
    assert change.word == word
    assert change.low == now[1] / then[2] and change.high == now[2] / then[1]


def test_should_compare_what_both_runs_have():
    then, now = [figure("a", 1, 1, 1), figure("b", 1, 1, 1)], [figure("b", 2, 2, 2), figure("c", 3, 3, 3), figure("a", 0, 0, 0)]
    assert [change.name for change in history.changes(then, now)] == ["b"]  # a figure of zero has no ratio


def test_should_take_the_newest_of_each_figure_on_this_kind_of_machine(tmp_path):
    for run in ([figure("a", 1, 1, 1), figure("b", 1, 1, 1)], [figure("a", 2, 2, 2)], [figure("b", 9, 9, 9, machine="another")]):
        assert history.keep(tmp_path, run) is None
    with (tmp_path / history.NAME).open("a", encoding="utf-8") as file:
        file.write('{"when": "cut off by')
    found = {each["name"]: each["value"] for each in history.read(history.LAST, tmp_path, HERE)}
    assert found == {"a": 2, "b": 1}
    assert history.unlike([figure("b", 9, 9, 9, machine="another")], HERE) == [f"the earlier figures are from another; these from {HERE}"]


def test_should_say_in_one_line_what_cannot_be_compared(tmp_path):
    (tmp_path / "no.json").write_text(json.dumps({"figures": 1}))
    for source in (history.LAST, str(tmp_path / "none.json"), str(tmp_path / "no.json")):
        with pytest.raises(Problem, match="--against") as refused:
            history.read(source, tmp_path, HERE)
        assert "\n" not in str(refused.value)


def test_should_not_lose_a_run_whose_history_cannot_be_written(tmp_path):
    assert "is not kept" in history.keep(tmp_path / "not there", [])
