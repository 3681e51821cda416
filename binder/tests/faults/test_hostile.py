"""Names and messages that would break a page, a picture or a line: they are shown, as what they are, and no longer than bearable."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from conftest import soon

PAYLOADS = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;",
    "quotes": "\" onmouseover=\"alert(1)' x='",
    "lines": "first\nsecond\r\nthird\ttab\u2028fourth\x1b[31mred\x00end",
    "right to left": "safe\u202egnirts\u2066 \u200bhidden\ufeff \ud800",
    "10,000 letters": "<b>W" * 2_500,
}
# What turns a line round, breaks it or is not seen.
INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
LONGEST_LINE = 2_600
TAGS = re.compile(r"<(?!/?(?:table|caption|thead|tbody|tr|th|td|div|details|summary|ul|li|br|small|b|p|img|span|progress)\b)")

pytestmark = pytest.mark.fault("hostile names, titles and messages")
each = pytest.mark.parametrize("kind", soon(list(PAYLOADS), "html"))


def java(text):
    """A string literal of Java's."""
    return json.dumps(text).replace("\\u2028", "\\u2028")


def assert_harmless(outcome, kind):
    payload = PAYLOADS[kind]
    assert outcome.outputs or outcome.error
    if outcome.error:
        said = outcome.error["evalue"].strip()
        assert len(said) < LONGEST_LINE and not INVISIBLE.search(said) and "\n" not in said
    for output in outcome.outputs:
        for mime, data in output["data"].items():
            if mime == "text/plain":
                assert not INVISIBLE.search(data)
                assert max(map(len, data.splitlines()), default=0) < LONGEST_LINE
            elif mime == "text/html":
                assert payload not in data
                assert TAGS.findall(data) == []
                assert not re.search(r"<[^>]*\bon\w+\s*=", data)
                assert not INVISIBLE.search(data) and len(data) < 500_000
            elif mime == "image/svg+xml":
                root = ET.fromstring(data)  # or it is no picture
                assert not any(e.tag.endswith(("script", "foreignObject", "}a")) for e in root.iter())
                assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)
                assert not INVISIBLE.search(data.replace("\n", ""))


@each
def test_should_show_a_hostile_table_as_text(lab, kind):
    text = java(PAYLOADS[kind])
    column = f"tech.tablesaw.api.StringColumn.create({text}, {text})"
    assert_harmless(lab.execute(f"Table.create({text}, {column})"), kind)


@each
def test_should_refuse_or_show_a_hostile_name(lab, kind):
    outcome = lab.execute(f"trials(1).warmups(0).run(tasks({java(PAYLOADS[kind])}, 2, i -> i), threads(2))")
    assert_harmless(outcome, kind)
    short = java(PAYLOADS[kind][:50])
    assert_harmless(lab.execute(f"trials(1).warmups(0).run(tasks({short}, 2, i -> i), threads(2))"), kind)
    for view in ("last()", "last().bars()", "last().timeline()", "last().table()", "history()"):
        assert_harmless(lab.execute(view), kind)


@each
def test_should_draw_a_chart_with_hostile_titles(lab, kind):
    text = java(PAYLOADS[kind])
    cell = (
        f"var hostile = published().bars();\nhostile.setTitle({text});\n"
        f"hostile.getCategoryPlot().getDomainAxis().setLabel({text});\n"
        f"hostile.getCategoryPlot().getRangeAxis().setLabel({text});\nhostile"
    )
    assert_harmless(lab.execute(cell), kind)


@each
@pytest.mark.parametrize("model", ["blocking()", "threads(2)", "eventLoop()", "processes(2)"])
def test_should_tell_a_hostile_error_in_one_line(lab, nothing_left, kind, model):
    text = java(PAYLOADS[kind])
    failing = f"tasks(\"failing\", 4, i -> {{ if (i == 2) throw new IllegalStateException({text}); return i; }})"
    outcome = lab.execute(f"trials(1).warmups(0).run({failing}, {model})")
    assert outcome.error is not None and "failing" in outcome.error["evalue"]
    assert_harmless(outcome, kind)
    # Beside a model that does not fail it is a row.
    where = "!Thread.currentThread().getName().startsWith(\"thread-\")"
    partly = failing.replace("i == 2", f"i == 2 && {where}")
    if model != "threads(2)":
        beside = lab.execute(f"trials(1).warmups(0).run({partly}, {model}, threads(3))")
        assert beside.error is None, beside.error
        assert_harmless(beside, kind)
    nothing_left()


@each
def test_should_tell_a_hostile_python_error_in_one_line(lab, nothing_left, kind):
    text = json.dumps(json.dumps(PAYLOADS[kind]))
    source = f'"def task(i):\\n    raise ValueError(" + {text} + ")"'
    outcome = lab.execute(f'trials(1).warmups(0).run(pythonTasks("failing", 2, {source}), python(threads(2)))')
    assert outcome.error is not None
    assert_harmless(outcome, kind)
    nothing_left()
