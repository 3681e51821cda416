"""How the tests' reports are counted."""

from lab_tools.testing import Count, count

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
