"""The texts of the site, made from the notebooks and READMEs as they are: what Sphinx reads."""

import base64
import html
import json
import re
import shutil
from pathlib import Path

from . import address
from .places import BINDER, NOTEBOOKS, ROOT, shown
from .report import Problem
from .stamps import write_atomically

TEXTS = BINDER / "book"
LIBRARY = ROOT / "kernel-lib" / "README.md"
# Pages that are chapters of the library's README: their names, and the headings there.
PAGES = {
    "measured": "How far can you trust it",
    "benchmark": "How the benchmark's figures are obtained",
    "library": "In programs and other kernels",
}
FINDINGS = "06-blocking-and-findings"
ROW = re.compile(r"^\| \[[\w-]+\]\(notebooks/([\w-]+)\.ipynb\) \| (.+?) \|$", re.M)
# The notebooks' own lines of links to their neighbours: the site has such of its own.
NEIGHBOURS = re.compile(r"^(?:\[← [^\n]*|\[All chapters\][^\n]*)\n*", re.M)
TITLE = re.compile(r"\[(?:← )?(\d\d [^]]+?)(?: →)?\]\(([\w-]+)\.ipynb\)")
LIST = re.compile(r"^\| chapter \| the question \|$", re.M)
SOLUTION = re.compile(r"<details><summary>(.*?)</summary>\n(.*?)\n</details>", re.S)
# With what it says where the pointer rests, which a drawing says by itself.
IMAGE = re.compile(
    r'(<div style="position:relative[^>]*>)?<img [^>]*?alt="(?P<alt>[^"]*)" src="data:image/svg\+xml;base64,(?P<svg>[^"]+)">'
    r"(?(1)(?:<span [^>]*></span>)*</div>)"
)
SVG_ID = re.compile(r'(\bid="|url\(#|href="#)([\w-]+)')
LINK = re.compile(r"(?<!!)\[([^]\n]+)\]\((?!https?:)([^)#\s]+)(#[^)\s]*)?\)")


def questions():
    """Each chapter's question by its name, in the order of the README."""
    found = dict(ROW.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    there = {file.stem for file in NOTEBOOKS.glob("*.ipynb")}
    if found.keys() != there:
        wrong = ", ".join(sorted(found.keys() ^ there))
        raise Problem(f"README.md's table and notebooks/ differ in {wrong}: each notebook has one row there")
    return found


def stage(folder):
    """Lays out in a folder all that Sphinx reads."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TEXTS, folder)
    asked = questions()
    notebooks = {name: read(NOTEBOOKS / f"{name}.ipynb") for name in asked}
    titles = _titles(notebooks)
    index = (TEXTS / "index.md").read_text(encoding="utf-8")
    parts = {
        "picture": _picture(notebooks[FINDINGS]),
        "chapters": _table(asked, titles),
        "contents": _contents(asked, titles),
    }
    for name, text in parts.items():
        index = index.replace(f"<!-- {name} -->", text)
    write_atomically(folder / "index.md", index)
    for name, text in _pages().items():
        write_atomically(folder / f"{name}.md", text)
    for name, notebook in notebooks.items():
        write_atomically(folder / f"{name}.ipynb", json.dumps(page(notebook), ensure_ascii=False))


def read(file):
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as e:
        raise Problem(f"{shown(file)} is no notebook ({e}): take it back from git") from e


def page(notebook):
    """A notebook as the site shows it: no links to neighbours, solutions folded, charts as SVG."""
    cells, charts = [], iter(range(1_000_000))
    for cell in notebook["cells"]:
        kept = {**cell}
        if cell["cell_type"] == "markdown":
            kept["source"] = prose(_text(cell["source"]))
            # What is left empty; and the list of chapters, which is the front page's.
            if not kept["source"].strip() or LIST.search(kept["source"]):
                continue
        elif cell["cell_type"] == "code":
            kept["outputs"] = [_output(output, charts) for output in cell["outputs"]]
        cells.append(kept)
    return {**notebook, "cells": cells}


def prose(text):
    """A cell's Markdown without what only a notebook needs."""
    return SOLUTION.sub(lambda m: f"::::{{dropdown}} {m[1]}\n{m[2].strip()}\n::::", NEIGHBOURS.sub("", text))


def _text(source):
    return source if isinstance(source, str) else "".join(source)


def _output(output, charts):
    data = output.get("data")
    if not data:
        return output
    if "image/svg+xml" in data:
        title = _text(data.get("text/plain", "")).partition("\n")[0]
        shown = _chart(_text(data["image/svg+xml"]), title, next(charts))
    elif "text/html" in data:
        shown = _html(_text(data["text/html"]), charts)
    else:
        return output
    return {**output, "data": {"text/html": shown}}


def _html(text, charts):
    text = IMAGE.sub(lambda m: _chart(base64.b64decode(m["svg"]).decode(), html.unescape(m["alt"]), next(charts)), text)
    # In reach of the keyboard, since it scrolls by itself where the page is narrow.
    text = text.replace("<table>", '<div class="book-table" tabindex="0"><table>')
    return text.replace("</table>", "</table></div>")


def _chart(svg, title, number):
    """A drawing in the page itself: its letters can be found and copied, and it grows with the page."""
    inner = SVG_ID.sub(rf"\g<1>chart{number}-\g<2>", svg[svg.index("<svg") :])
    # An empty line would end the raw HTML that it stands in.
    inner = re.sub(r"\n\s*\n", "\n", inner)
    start, rest = inner.split(">", 1)
    said = re.search(r' aria-label="([^"]*)"', start)
    start = re.sub(r' (?:width|height|role|aria-label)="[^"]*"', "", start)
    name = said[1] if said else html.escape(title or "chart")
    return f'<div class="book-chart" tabindex="0">{start} role="img" aria-label="{name}">{rest}</div>'


def _titles(notebooks):
    """The chapters' short titles, as the notebooks' links to each other have them."""
    texts = [_text(cell["source"]) for notebook in notebooks.values() for cell in notebook["cells"]]
    titles = {name: title for text in texts for title, name in TITLE.findall(text)}
    if missing := notebooks.keys() - titles.keys():
        names = ", ".join(sorted(missing))
        raise Problem(f"no notebook links to {names}: a neighbour's first line needs [NN Title](NAME.ipynb)")
    return titles


def _table(asked, titles):
    rows = [f"| [{titles[name]}]({name}.ipynb) | {question} |" for name, question in asked.items()]
    return "\n".join(["| chapter | the question |", "|---|---|", *rows])


def _contents(asked, titles):
    def tree(caption, entries):
        return "\n".join(["```{toctree}", ":hidden:", ":titlesonly:", f":caption: {caption}", "", *entries, "```"])

    chapters = [f"{titles[name]} <{name}>" for name in asked]
    return tree("The chapters", chapters) + "\n\n" + tree("Behind the figures", list(PAGES))


def _picture(findings):
    """The chart of the experiment that the README's picture shows."""
    for cell in findings["cells"]:
        if cell["cell_type"] == "code" and "factorial(" in _text(cell["source"]):
            for output in cell["outputs"]:
                shown = _output(output, iter(range(1))).get("data", {}).get("text/html", "")
                if chart := re.search(r'<div class="book-chart".*?</svg\s*>\s*</div>', shown, re.S):
                    return f"```{{raw}} html\n{chart[0]}\n```"
    raise Problem(f"notebooks/{FINDINGS}.ipynb draws no factorial(...): the front page's picture comes from there")


def _pages():
    """Chapters of the library's README as pages of their own."""
    text = re.sub(r"<!--.*?-->\n*", "", LIBRARY.read_text(encoding="utf-8"), flags=re.S)
    chapters = {part.partition("\n")[0]: part for part in re.split(r"^# ", text, flags=re.M)[1:]}
    for heading in PAGES.values():
        if heading not in chapters:
            raise Problem(f"{shown(LIBRARY)} has no chapter '{heading}': the site has a page of it")
    return {name: _linked(f"# {chapters[heading]}", LIBRARY.parent) for name, heading in PAGES.items()}


def _linked(text, folder):
    """Links to files of the repository lead to where it is published, or are plain words."""
    published = address.known()

    def link(match):
        path = Path(folder, match[2]).resolve().relative_to(ROOT).as_posix()
        where = address.file(published, path) if published else ""
        return f"[{match[1]}]({where})" if where else match[1]

    # Pygments has no lexer of that name.
    return LINK.sub(link, text).replace("```jshell\n", "```java\n")
