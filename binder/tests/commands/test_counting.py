"""How the tests' reports are counted, and the table of faults is made of them."""

import sys
from pathlib import Path

import pytest
from conftest import group
from lab_tools import faults, system, testing
from lab_tools.testing import Count, count, slowest

REPORT = """<testsuite>
 <testcase classname="a.B" name="works"/>
 <testcase classname="a.B" name="breaks"><failure message="expected: 1&#10; but was: 2">trace</failure></testcase>
 <testcase classname="a.B" name="dies"><error>boom</error></testcase>
 <testcase classname="a.B" name="waits"><skipped/></testcase>
</testsuite>"""


def test_should_name_each_failed_test_with_its_reason(tmp_path):
    report = tmp_path / "TEST-a.xml"
    report.write_text(REPORT)

    total = count([report]) + Count(passed=1)

    assert str(total) == "2 passed, 2 failed, 1 skipped"
    assert total.failures == ["a.B.breaks: expected: 1 but was: 2", "a.B.dies: boom"]


def test_should_count_a_test_once_however_often_it_was_tried_and_say_so(tmp_path):
    java, python = tmp_path / "TEST-a.xml", tmp_path / "b.xml"
    java.write_text('<testsuite><testcase classname="a.B" name="waits"><flakyFailure message="late"/></testcase></testsuite>')
    a, b = '<testcase classname="t" name="test_a"/>', '<testcase classname="t" name="test_b"'
    broken = f'{b}><failure message="late"/></testcase>'
    python.write_text(f"<testsuites><testsuite>{a}{b}/>{a}{broken}</testsuite></testsuites>")

    testing.tried_again(python)
    total = count([java, python])

    assert str(total) == "2 passed, 1 failed"
    assert total.flaky == ["a.B.waits", "t.test_a"] and total.failures == ["t.test_b: late"]


def test_should_list_the_slowest_tests_first(tmp_path):
    java, python = tmp_path / "TEST-a.xml", tmp_path / "b.xml"
    java.write_text('<testsuite><testcase classname="a.B" name="waits" time="1.5"/></testsuite>')
    cases = [f'<testcase classname="t" name="test_{i}" time="{i / 10}"/>' for i in range(1, 31)]
    python.write_text(f"<testsuites><testsuite>{''.join(cases)}</testsuite></testsuites>")

    told = slowest([java, python])

    assert told[0] == "the slowest 20 of 31 tests, 41 s of 48 s:"
    assert [line.split() for line in told[1:3]] == [["3.0", "s", "t.test_30"], ["2.9", "s", "t.test_29"]]
    assert "     1.5 s  a.B.waits" in told and len(told) == 21
    assert slowest([]) == []


FAULTS = """<testsuites><testsuite>
 <testcase classname="faults.test_x" name="test_should_stop[threads]"><properties>
  <property name="fault" value="interrupt"/><property name="idle" value="0.125"/><property name="left" value="0"/>
 </properties></testcase>
 <testcase classname="faults.test_x" name="test_should_stop[gil]"><properties>
  <property name="fault" value="interrupt"/><property name="idle" value="0.75"/><property name="left" value="2"/>
 </properties><failure message="too late"/></testcase>
 <testcase classname="faults.test_x" name="test_should_survive_a_storm[1]"/>
 <testcase classname="faults.test_x" name="test_should_survive_a_flood"><skipped message="no  water"/></testcase>
</testsuite></testsuites>"""
JAVA = """<testsuite>
 <testcase classname="a.b.OwnChildFaultsTest" name="should_name_a_dead_child(String)[1]"/>
 <testcase classname="a.b.OwnChildFaultsTest" name="should_name_a_dead_child(String)[2]"><error/></testcase>
 <testcase classname="a.b.PythonEndTest" name="should_leave_no_orphan"/>
</testsuite>"""


def test_should_show_the_faults_of_both_languages_in_one_table(tmp_path):
    ours, java = tmp_path / "a.xml", tmp_path / "b-TEST-a.b.OwnChildFaultsTest.xml"
    ours.write_text(FAULTS)
    java.write_text(JAVA)

    assert faults.table([ours, java]) == [
        "fault                         tried  survived  time to idle  left over",
        "interrupt                         2         1        0.75 s          2",
        "survive a storm                   1         1                        0",
        "own child: name a dead child      2         1                        0",
        "python end: leave no orphan       1         1                        0",
        "all                               6         4                        2",
        "not tried: survive a flood: no water",
    ]


def test_should_run_the_rest_and_say_why_if_a_part_cannot_run(monkeypatch, capsys):
    ran = []

    def part(name):
        return lambda ready: (ran.append(name) or Count(passed=2), [])

    monkeypatch.setattr(testing, "_RUNS", {name: part(name) for name in testing.PARTS})
    monkeypatch.setattr(testing, "chromium", lambda: None)
    monkeypatch.setattr(system, "root", lambda: False)

    assert testing.run(Ready()) == 0
    said = capsys.readouterr().out.splitlines()
    assert ran == [name for name in testing.PARTS if name != "browser"]
    # Before anything runs, and again where one looks at the end.
    assert "SKIPPED browser: it needs Chromium on PATH: install it" in said[0]
    assert said[-2] == said[0] and said[-1] == f"{2 * len(ran)} passed, 0 failed, 1 skipped"


class Ready:
    environment = None


def test_should_run_before_a_release_what_is_left_out_each_time(monkeypatch):
    ran = []
    monkeypatch.setattr(testing, "_java", lambda ready, part: ran.append(testing.TAGS[part]) or (testing.Count(passed=1), []))
    monkeypatch.setattr(testing, "_python", lambda ready, part, *options: ran.append(options[options.index("-m") + 1]) or (testing.Count(passed=1), []))
    monkeypatch.setattr(testing, "lacks_chromium", lambda environment: "")
    assert testing._long(Ready())[0].passed == 3
    assert ran == [("long", ""), "long and not alone", "long and alone"]
    assert "not long" in testing.SPREAD and all("long" in testing.TAGS[part][1] for part in ("quick", "unit", "faults"))


def test_should_show_no_table_where_no_fault_was_tried():
    assert faults.table([]) == []


@pytest.mark.parametrize(
    ("nodeid", "name"),
    [
        ("notebooks/test_magics.py::test_should_list_the_models", "test_magics"),
        ("notebooks/test_kernel.py::test_should_answer[threads(0)-a::b]", "test_kernel"),
        ("notebooks/test_notebooks.py::test_should_run[00-start.ipynb]", "test_notebooks[00-start.ipynb]"),
        ("notebooks/test_notebooks.py::test_should_be_numbered", "test_notebooks"),
        ("browser/test_jupyterlab.py::test_should_run[JupyterLab Dark]", "test_jupyterlab[JupyterLab Dark]"),
        ("commands/test_setup.py::TestElsewhere::test_should_start_the_kernel_there", "TestElsewhere"),
    ],
)
def test_should_keep_together_what_shares_something_dear(nodeid, name):
    assert group(nodeid) == name
