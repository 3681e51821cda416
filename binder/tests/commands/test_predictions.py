"""The benchmark's rows of predictions: what is counted, and that they run only if asked for."""

import pytest
from lab_tools import bench, figures, predictions
from lab_tools.report import Problem

TEXT = """model,processors,predicted (s),predicted low (s),predicted high (s),measured (s),off (%),verdict
blocking,2,1.00,0.99,1.01,1.02,-2.0,predicts it
threads(16),2,0.60,0.59,0.61,0.50,20.0,does not predict this one
gil(16),2,,,,1.30,,"does not predict this one: its rule gives 1 s, and 2 s"
eventLoop,2,1.00,0.99,1.01,1.05,-5.0,predicts it
"""


def test_should_take_the_largest_error_of_what_was_predicted():
    row = predictions.worst("article", predictions.read(TEXT))
    assert row["name"] == "predict-article" and row["value"] == 0.2 and row["low"] == 0.05
    assert not bench.met(row)


def test_should_count_what_was_not_predicted_as_not_right():
    models = predictions.read(TEXT)
    assert len(models) == 4 and len(predictions.right(models)) == 2


def test_should_give_no_figure_where_nothing_was_predicted():
    with pytest.raises(Problem, match="none of 0 models"):
        predictions.worst("article", [])


def test_should_print_numbers_with_a_few_digits():
    assert predictions.table("model,off %\nblocking,-1.23456789\n") == "model     off %\nblocking  -1.235"


def test_should_run_only_if_asked_for():
    assert "predict-validation" not in figures.wanted(())
    assert figures.wanted(("predict-waiting",)) == ["predict-waiting"]
    bench.check(("predict-validation", "predict-python"))


PARTS = """part,predicted (s),note
executors: tasks shared out evenly,2.0,the limit
"all, driver and executors at the same time",2.2,
"""
TAKEN = """model,trial,seconds
blocking,1,4.0
spark,1,1.9
spark,2,2.1
"""


def test_should_hold_a_cluster_against_the_mean_of_its_trials():
    row = predictions.cluster_row("predict-cluster-2", PARTS, TAKEN)
    assert row["name"] == "predict-cluster-2"
    assert row["value"] == pytest.approx(0.1) and not bench.met({**row, "value": 0.11})
    assert row["low"] == pytest.approx(2.2 / 2.1 - 1) and row["high"] == pytest.approx(2.2 / 1.9 - 1)


def test_should_give_no_figure_of_a_cluster_that_is_not_predicted():
    with pytest.raises(Problem, match="not predicted: why"):
        predictions.cluster_row("predict-cluster-2", 'part,predicted (s),note\nall,,not predicted: why\n', TAKEN)
