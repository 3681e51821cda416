"""Shift-Tab: what the kernel says of the code at the cursor, which is the | here."""

import html

import pytest


def inspected(kernel, cell):
    asked = kernel.client.inspect(cell.replace("|", ""), cell.index("|"))
    while True:
        message = kernel.client.get_shell_msg(timeout=60)
        if message["parent_header"].get("msg_id") == asked:
            return message["content"]


@pytest.mark.parametrize(
    ("cell", "signature", "javadoc"),
    [
        ("ru|n(article(), blocking())", "Lab.run(", "Runs a workload under each model"),
        ("run(arti|cle(), blocking())", "Lab.article()", "The article's workload: 15 tasks"),
        ("run(article(), |)", "Lab.run(", "Runs a workload under each model"),
        ("run(article(), threads(4|))", "Lab.threads(int workers)", "workers: how many threads, from 1 to"),
        ("run(article(),\n  thre|ads(4)", "Lab.threads(int workers)", "A fixed pool of platform threads."),
        ("run(article().ski|p(0.05), blocking())", ".skip(double share)", "The same with another share of term"),
        ("run(article(), blocking(|))", "Blocking Lab.blocking()", "One task after another in a plain loop"),
        ("published().bar|s()", ".bars()", "A chart with the mean of each model"),
        ('run(article(), exec|utor("a", () -> null))', "Lab.executor(String name,", "of one's own or of a library: run(article(), executor("),
    ],
)
def test_should_show_the_javadoc_of_the_labs_functions(kernel, cell, signature, javadoc):
    said = inspected(kernel, cell)
    assert said["status"] == "ok" and said["found"]
    for shown in said["data"]["text/plain"], html.unescape(said["data"]["text/html"]):
        assert signature in shown and javadoc in shown
        # Neither tags nor packages are left.
        assert "{@" not in shown and "@param" not in shown and "io.github" not in shown


def test_should_show_what_a_variable_is(kernel):
    assert kernel.execute("var shown = published();").error is None
    assert inspected(kernel, "shown|")["data"]["text/plain"] == "shown:Report"


def test_should_find_nothing_where_nothing_is(kernel):
    assert not inspected(kernel, "nobodyKnowsThis|")["found"]
