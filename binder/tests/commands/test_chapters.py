"""The site's texts and its own checks; the built site is tested in a browser."""

import base64
import json
import re

import pytest
from conftest import ROOT, lab
from lab_tools import address, book, chapters, site

SVG = '<svg height="2" role="img" viewBox="0 0 4 2" width="4"><clipPath id="a"/><g clip-path="url(#a)"/></svg>'
PAGE = '<html><body><h1 id="top">T</h1>{}</body></html>'


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def code(**data):
    return {"cell_type": "code", "source": "x", "metadata": {}, "outputs": [{"output_type": "display_data", "data": data}]}


def shown(cell):
    return chapters.page(notebook(cell))["cells"][0]["outputs"][0]["data"]["text/html"]


def test_should_leave_a_notebooks_own_navigation_to_the_site():
    text = "# T\n\n[← 01 A](01-a.ipynb) · [All chapters](00-start.ipynb#The-chapters) · [03 C →](03-c.ipynb)\n\nWords."
    assert chapters.prose(text) == "# T\n\nWords."
    assert chapters.prose("As [chapter 3](03-c.ipynb) says.") == "As [chapter 3](03-c.ipynb) says."


def test_should_fold_a_solution():
    text = "<details><summary>A solution</summary>\n\n```java\nrun()\n```\n\nWhy.\n\n</details>"
    assert chapters.prose(text) == "::::{dropdown} A solution\n```java\nrun()\n```\n\nWhy.\n::::"


def test_should_show_a_chart_as_a_drawing_that_scales_and_has_words():
    drawn = shown(code(**{"image/svg+xml": SVG, "image/png": "AAAA", "text/plain": "Mean time\nblocking ###"}))
    start = re.search(r"<svg[^>]*>", drawn)[0]
    assert 'role="img" aria-label="Mean time"' in start and 'viewBox="0 0 4 2"' in start
    assert not re.search(r"\b(width|height)=", start)


def test_should_show_a_chart_within_a_report_likewise_and_keep_the_names_in_two_of_them_apart():
    inside = base64.b64encode(SVG.encode()).decode()
    image = f'<img width="4" height="2" alt="A &amp; B" src="data:image/svg+xml;base64,{inside}">'
    spot = '<span title="blocking, trial 2: 0.4 s" style="position:absolute;left:1.00%"></span>'
    pointed = f'<div style="position:relative;width:4px;max-width:100%">{image}{spot}{spot}</div>'
    drawn = shown(code(**{"text/html": f"<table></table>{image}{pointed}"}))
    assert "<img" not in drawn and "<span" not in drawn and drawn.count('aria-label="A &amp; B"') == 2
    names = re.findall(r'id="([^"]+)"', drawn)
    assert len(set(names)) == 2 and [f"url(#{name})" in drawn for name in names] == [True, True]
    assert '<div class="book-table" tabindex="0"><table></table></div>' in drawn


def test_should_lay_out_all_chapters_with_their_questions(tmp_path):
    chapters.stage(tmp_path / "source")
    index = (tmp_path / "source" / "index.md").read_text(encoding="utf-8")
    assert "<!--" not in index and "<svg" in index
    for name, question in chapters.questions().items():
        assert f"({name}.ipynb) | {question} |" in index
        source = json.loads((tmp_path / "source" / f"{name}.ipynb").read_text(encoding="utf-8"))
        text = "\n".join("".join(cell["source"]) for cell in source["cells"])
        assert "[All chapters]" not in text and "<details>" not in text
    for name in chapters.PAGES:
        page = (tmp_path / "source" / f"{name}.md").read_text(encoding="utf-8")
        assert page.startswith(f"# {chapters.PAGES[name]}\n") and "<!--" not in page


@pytest.mark.parametrize("body, fault", [
    ('<script src="https://cdn.example.org/x.js"></script>', "p.html: loads https://cdn.example.org/x.js from outside"),
    ('<link rel="stylesheet" href="//fonts.example.org/f.css">', "p.html: loads //fonts.example.org/f.css from outside"),
    ('<img alt="" src="a.png">', "p.html: a.png is not there"),
    ('<a href="q.html">q</a>', "p.html: the link q.html leads nowhere"),
    ('<a href="#bottom">q</a>', "p.html: the link #bottom leads nowhere"),
    ("<h3>T</h3>", "p.html: a heading h3 follows an h1"),
    ("<h1>T</h1>", "p.html: 2 headings h1 instead of one"),
    ('<svg role="img"></svg>', "p.html: the picture svg has no words"),
    ('<p id="top"></p>', "p.html: two elements are called top"),
])
def test_should_find_each_fault_of_a_page(tmp_path, body, fault):
    (tmp_path / "p.html").write_text(PAGE.format(body), encoding="utf-8")
    assert fault in site.faults(tmp_path)


@pytest.mark.parametrize("style, fault", [
    ("@import url('https://example.org/a.css');", "s.css: loads https://example.org/a.css from outside"),
    ("@import '//example.org/a.css';", "s.css: loads //example.org/a.css from outside"),
    ("a { background: url(gone.png) }", "s.css: gone.png is not there"),
])
def test_should_find_each_fault_of_a_style_sheet(tmp_path, style, fault):
    (tmp_path / "s.css").write_text(style, encoding="utf-8")
    assert site.faults(tmp_path) == [fault]


def test_should_find_no_fault_in_what_is_right(tmp_path):
    body = '<h2>U</h2><a href="q.html#top">q</a> <a href="#top">t</a> <a href="https://example.org/">e</a>'
    (tmp_path / "p.html").write_text(PAGE.format(body), encoding="utf-8")
    (tmp_path / "q.html").write_text(PAGE.format(""), encoding="utf-8")
    assert site.faults(tmp_path) == []


def test_should_link_to_a_file_where_its_host_shows_it():
    assert address.file("https://github.com/a/b", "n/x y.ipynb") == "https://github.com/a/b/blob/HEAD/n/x%20y.ipynb"
    assert address.file("https://gitlab.com/a/b", "x") == "https://gitlab.com/a/b/-/blob/HEAD/x"
    assert address.file("https://git.example.org/a/b", "x") == ""
    opened = address.on_binder("https://github.com/a/b", "notebooks/03-threading.ipynb")
    assert opened.endswith("?urlpath=lab%2Ftree%2Fnotebooks%2F03-threading.ipynb")


def test_should_have_no_translation_of_a_page_that_there_is_not():
    # The last one has the theme's words.
    pages = {"index", *chapters.PAGES, *chapters.questions(), "sphinx"}
    there = {file.stem for file in (book.CATALOGUES / "ja" / "LC_MESSAGES").glob("*.po")}
    assert "index" in there and there <= pages


@pytest.mark.parametrize("arguments, told", [
    (["--serve", "--check"], "not allowed with"),
    (["--port", "70000"], "--port must be from 0 to 65535, got 70000"),
])
def test_should_refuse_what_makes_no_sense(arguments, told):
    done = lab("book", *arguments)
    assert done.returncode == 2 and told in done.stderr and len(done.stderr.splitlines()) == 1


def test_should_keep_the_readmes_picture_small():
    assert (ROOT / "notebooks" / "pictures" / "book.png").stat().st_size <= 200_000
