"""The benchmark's rows of false alarms: what is counted as one, and that they run only if asked for."""

import sys

import pytest
from lab_tools import bench, false_alarms, figures
from lab_tools.report import Problem

VERDICTS = [
    "no difference from blocking shown by five runs",
    "1.42x faster than blocking (95 %: 1.14 to 1.76)",
    "not steady: no verdict",
    "1,234x slower than blocking (95 %: 1,000 to 1,500)",
    "no difference from blocking to speak of: 0.4 % is below the threshold of 1 %",
]


def test_should_count_only_claimed_differences():
    assert [false_alarms.claimed(verdict) for verdict in VERDICTS] == [1, 1.42, 1, 1234, 1]
    rows = {row["name"]: row for row in false_alarms.figures("1cpu-small-first", VERDICTS * 8)}
    assert rows["false-alarms-1cpu-small-first"]["value"] == 0.4
    assert rows["largest-false-claim-1cpu-small-first"]["value"] == 1234
    assert rows["withheld-1cpu-small-first"]["value"] == 0.2
    assert not any(map(bench.met, rows.values()))


def test_should_find_a_planted_difference_only_in_its_own_direction():
    right = "1.05x slower than blocking (95 %: 1.04 to 1.06)"
    wrong = "1.05x faster than blocking (95 %: 1.04 to 1.06)"
    row = false_alarms.found("1cpu-small", [right] * 38 + [wrong] * 2)
    assert row["name"] == "found-5-percent-1cpu-small" and row["value"] == 0.95 and bench.met(row)


def test_should_give_a_share_an_interval_that_holds_at_its_ends():
    # R. G. Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
    for count, of, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)):
        row = false_alarms.share("x", count, of, 0.05, "lower")
        assert (round(row["low"], 4), round(row["high"], 4)) == (low, high)


def test_should_have_every_share_within_its_interval():
    rows = [false_alarms.share("x", count, of, 0.05, "lower") for of in range(1, 60) for count in range(of + 1)]
    assert all(0 <= row["low"] <= row["value"] <= row["high"] <= 1 for row in rows)


def test_should_read_what_a_kernel_writes():
    text = "model,mean (s),verdict\nblocking,1,baseline\nagain,2,\"1.42x slower than blocking (95 %: 1.14, or so)\"\n"
    assert false_alarms.read(text) == ["1.42x slower than blocking (95 %: 1.14, or so)"]
    with pytest.raises(Problem, match="too few"):
        list(false_alarms.figures("x", false_alarms.read(text)))


def test_should_not_count_what_starting_threads_truly_takes():
    rows = ["threads(16),1.2x slower than blocking", "threads(16),1.2x faster than blocking", "eventLoop,1.2x slower than blocking"]
    verdicts = false_alarms.read("\n".join(["model,verdict", "blocking,baseline", *rows]))
    assert [false_alarms.claimed(verdict) for verdict in verdicts] == [1, 1.2, 1.2]


def test_should_run_only_if_asked_for():
    assert "false-alarms" not in figures.wanted(())
    assert figures.wanted(("false-alarms",)) == ["false-alarms"]
    bench.check(("false-alarms",))


def test_should_run_one_group_and_fewer_kernels_if_asked_to(monkeypatch):
    assert figures.wanted(("false-alarms-1cpu-small", "false-alarms-jmh")) == ["false-alarms-1cpu-small", "false-alarms-jmh"]
    bench.check(("false-alarms-2cpu-full", "false-alarms-jmh"))
    taken = []
    monkeypatch.setattr(false_alarms, "_rows", lambda *group: taken.append(group) or [])
    list(false_alarms.FIGURES["false-alarms-1cpu-full"](None))
    assert taken == [(1, "full")]
    assert false_alarms.kernels() == 40
    monkeypatch.setenv("CONCURRENCY_LAB_FALSE_ALARM_KERNELS", "6")
    assert false_alarms.kernels() == 6
    monkeypatch.setenv("CONCURRENCY_LAB_FALSE_ALARM_KERNELS", "4")
    with pytest.raises(Problem, match="KERNELS must be between 5 and 40, got 4"):
        false_alarms.kernels()


def test_should_read_how_jmh_s_intervals_lie(monkeypatch):
    printed = "1.0100 false\n# a warning\n" * 7 + "1.2345 true\n"
    monkeypatch.setattr(bench, "java_side", lambda environment, main, *arguments: [sys.executable, "-c", f"print({printed!r})"])
    share, worst = false_alarms.jmh(None)
    assert share["name"] == "false-alarms-jmh" and share["value"] == 1 / 8
    assert worst["name"] == "largest-false-claim-jmh" and worst["value"] == 1.2345
    monkeypatch.setenv("CONCURRENCY_LAB_FALSE_ALARM_JMH", "1 x")
    with pytest.raises(Problem, match="must be forks, iterations and seconds, 1 5 1 for example, got 1 x"):
        list(false_alarms.jmh(None))


@pytest.mark.long
def test_should_take_all_rows_from_real_kernels(ready, monkeypatch):
    monkeypatch.setattr(false_alarms, "KERNELS", 1)
    monkeypatch.setattr(false_alarms, "FEWEST", 1)
    rows = list(false_alarms._rows(1, "small"))
    assert [row["name"] for row in rows] == [
        *(f"{kind}-1cpu-small-{when}" for when in ("first", "later") for kind in ("false-alarms", "largest-false-claim", "withheld")),
        "found-5-percent-1cpu-small",
    ]
    assert all(0 <= row["low"] <= row["value"] <= row["high"] for row in rows)
