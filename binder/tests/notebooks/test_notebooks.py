"""Every notebook through the real kernel, at the small size; and what is committed of them."""

import json
import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import ROOT, lab, soon
from sentences import SENTENCES

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PRIVATE = re.compile(r"/(?:root|home|Users|work|tmp)/[\w.-]+|[A-Z]:\\\\Users")

LONGEST_LINE, MOST_WORDS = 100, 170

# The only digits that prose may hold: what the article says and what names and terms are made of.
# Anything else is a figure that another machine would contradict, and belongs into a cell's output.
FACTS = {
    "the article's times": "2.68 2.7 2.71 2.78 3 17 17.09 17.14 17.23 17.47 17.6 18 18.28 63.55 64.5 65 65.97".split(),
    "its date, machine and software": "2020 3.2 3.6 3.7.4 3.8 3.60 8 16".split(),
    "its work": "1 15 16 524,999,904".split(),
    "when CPython switches threads": "5 100".split(),
    "an interval's confidence": "95".split(),
    "what a term or a version is called": "1.0.0 1.0 25 3.7 3.13 3.14".split(),
    "between which clocks the article's processor may choose": "1.2 4.3".split(),
    "the bounds of a probability, and the size of a download in MB": "0 220".split(),
}
ALLOWED = {digits for some in FACTS.values() for digits in some}

# What these show, one processor shows as well as two: waiting, one's own code, a machine and itself.
NEEDS_NO_RECORDING = {"09-when-tasks-wait.ipynb", "10-your-own-workload.ipynb", "11-reproducibility.ipynb"}

# A model's name, before it perhaps which Python runs it, behind it perhaps its algorithm: PyPy blocking; blocking, loop.
NAME = r"((CPython|PyPy|Jython)( [\d.]+t?)? )?\S+( (loop|jumps|binomial))?"
FEW = r"too few runs: at least 3, trials\(5\) for example"
VERDICTS = {
    "verdict": re.compile(
        rf"baseline|\w+ has no \S+|{FEW}|(baseline {NAME} is )?not steady: no verdict"
        rf"|not measured(: .+)?|baseline {NAME} was not measured"
        rf"|[\d.,]+x (faster|slower) than {NAME}( \(95 %: .+\))"
        rf"|no difference from {NAME} (shown by (\w+|\d+ and \d+) runs( \(95 %: .+\))?|to speak of: .+)"
        rf"|no interaction (shown by \w+ runs|to speak of)|\w+ instead of \w+ slows {NAME} [\d.,]+x (more|less) than .+"
    ),
    "claim": re.compile(
        r"holds|does not hold|not measured|not shown by \w+ runs|not steady: no verdict"
        rf"|no difference to speak of|{FEW}|too short to tell"
    ),
}
MINUTES = {"half a": 0.5, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)

# The first is run each time, as every reader's first minutes; all of them before a release.
each_that_runs = pytest.mark.parametrize("path", soon(NOTEBOOKS, NOTEBOOKS[0]), ids=lambda p: p.name)


# What a notebook holds.


def cells(path, kind):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [c for c in found if c["cell_type"] == kind and source(c).strip()]


def source(cell):
    return "".join(cell["source"])


def prose(path):
    return "\n\n".join(source(c) for c in cells(path, "markdown"))


def without_code(markdown):
    """What is read as prose: no code, no link's address or text, no tag."""
    markdown = re.sub(r"```.*?```", "", markdown, flags=re.DOTALL)
    markdown = re.sub(r"`[^`]*`|\[[^\]]*\]\([^)]*\)|<[^>]+>", "", markdown)
    return re.sub(r"\*(\d\d-[\w-]+|\w+\.json)\*", "", markdown)  # the name of a chapter, of a file


def data(output, mime):
    return "".join(output["data"].get(mime, ""))


def results(path):
    return [
        [o for o in c["outputs"] if o["output_type"] == "execute_result"] for c in cells(path, "code")
    ]


def kinds(path):
    """What each code cell's value is shown as.

    The line of progress is left out: a run of less than half a second shows none.
    """
    return [[kind(o) for o in outputs] for outputs in results(path)]


def kind(output):
    page = data(output, "text/html")
    if "image/svg+xml" in output["data"]:
        return "chart"
    if "<table" in page:
        return "table and chart" if "<img" in page else "table"
    return "page" if page else "text"


class Tables(HTMLParser):
    """The tables of a page, each as a list of rows."""

    def __init__(self, page):
        super().__init__()
        self.tables, self.cell = [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.cell = ""

    def handle_data(self, text):
        if self.cell is not None:
            self.cell += text

    def handle_endtag(self, tag):
        if tag in ("th", "td"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None


def verdicts(path):
    """Each verdict that is shown, after the kind of table it stands in."""
    for output in (o for outputs in results(path) for o in outputs):
        for header, *rows in Tables(data(output, "text/html")).tables:
            if "claim" in header:
                columns = [(header.index(c), "claim") for c in ("article", "CPython here", "Java here")]
            elif {"model", "verdict"} <= set(header):
                columns = [(header.index("verdict"), "verdict")]
            else:
                continue
            yield from ((which, row[at]) for row in rows for at, which in columns)


# Every notebook is executed once; the tests look at what came out.


@pytest.fixture(scope="session")
def executed(ready, tmp_path_factory):
    """Runs a notebook at the small size, the first time it is asked for, or again; gives the copy."""
    return running(tmp_path_factory)


@pytest.fixture(scope="session")
def executed_on_one(ready, tmp_path_factory):
    """The same on one processor."""
    if not shutil.which("taskset"):
        pytest.skip("there is no taskset to run on one processor")
    return running(tmp_path_factory, ("taskset", "-c", str(min(os.sched_getaffinity(0)))))


def running(tmp_path_factory, prefix=()):
    done = {}
    folder = Path(shutil.copytree(ROOT / "notebooks", tmp_path_factory.mktemp("book") / "notebooks"))

    def run(path, again=False):
        if again or path not in done:
            done[path] = lab("run", "--size", "small", folder / path.name, timeout=600, prefix=prefix)
        assert done[path].returncode == 0, done[path].stdout + done[path].stderr
        return folder / path.name

    return run


@each_that_runs
def test_should_run_from_top_to_bottom_at_the_small_size(executed, path):
    outputs = [o for c in cells(executed(path), "code") for o in c["outputs"]]
    assert not any(o["output_type"] in ("error", "stream") for o in outputs)
    if any("run(article()" in source(c) for c in cells(path, "code")):
        assert "small size" in json.dumps(outputs), "a smaller size must say so"


@each_that_runs
def test_should_show_a_table_as_a_table_and_a_chart_as_a_chart(executed, path):
    assert kinds(executed(path)) == kinds(path), "a small run must show what the committed one shows"


@each_that_runs
def test_should_give_verdicts_in_the_known_words(executed, path):
    found = [*verdicts(executed(path)), *verdicts(path)]
    assert [v for which, v in found if not VERDICTS[which].fullmatch(v)] == []


@each_that_runs
def test_should_give_verdicts_where_the_committed_run_has_them(executed, path):
    assert {which for which, _ in verdicts(executed(path))} == {which for which, _ in verdicts(path)}


def test_should_find_verdicts_to_check():
    assert {which for path in NOTEBOOKS for which, _ in verdicts(path)} == set(VERDICTS)


# Prose and figures must not part: sentences.py says which sentence is about which cell.


def said(path):
    return SENTENCES[path.stem]


def contradictions(path, committed=False):
    """What the cells say, by the sentence that it contradicts and its cell."""
    shown = {c["id"]: [o for o in c["outputs"] if o["output_type"] == "execute_result"] for c in cells(path, "code")}
    machine = re.search(r"(\d+) processors?, [^,;]+, Java", json.dumps(list(shown.values())))
    processors = int(machine[1]) if machine else 2
    found = {}
    for sentence in said(path):
        output = shown[sentence.cell][0]
        tables = Tables(data(output, "text/html")).tables
        against = sentence.contradictions(tables, data(output, "text/plain"), processors, committed)
        if against:
            found[sentence.quote, sentence.cell] = f"says {against} on {processors}"
    return found


def shown_twice(run, path):
    """The contradictions of a run that another one shows too: a short run beside other tests may go either way."""
    first = contradictions(run(path))
    again = contradictions(run(path, again=True)) if first else {}
    return {which: says for which, says in again.items() if which in first}


@each_that_runs
def test_should_say_what_its_cells_show_at_the_small_size(executed, path):
    assert shown_twice(executed, path) == {}


@each_that_runs
def test_should_say_what_its_cells_show_on_one_processor(executed_on_one, path):
    assert shown_twice(executed_on_one, path) == {}


@each
def test_should_say_what_its_committed_cells_show(path):
    assert contradictions(path, committed=True) == {}


@each
def test_should_know_which_cell_each_sentence_is_about(path):
    """Whoever changes a sentence, or its cell, says here what bears it out."""
    text = re.sub(r"\s+", " ", prose(path))
    assert [s.quote for s in said(path) if text.count(s.quote) != 1] == []
    assert {s.cell for s in said(path)} <= {c["id"] for c in cells(path, "code")}


@pytest.mark.parametrize(
    ("quote", "verdict", "processors", "contradicted"),
    [
        ("far *slower*", "2.10x slower than blocking (95 %: 2.0 to 2.2)", 2, False),
        ("far *slower*", "no difference from blocking to speak of: 0.4 % is below the threshold of 1 %", 2, True),
        ("far *slower*", "no difference from blocking to speak of: 0.4 % is below the threshold of 1 %", 1, False),
        ("far *slower*", "2.10x slower than blocking (95 %: 2.0 to 2.2)", 1, True),
        ("far *slower*", "not steady: no verdict", 2, False),
        ("win", "1.90x slower than blocking (95 %: 1.8 to 2.0)", 2, True),
        ("win", "1.90x faster than blocking (95 %: 1.8 to 2.0)", 1, True),
    ],
)
def test_should_see_a_sentence_that_its_table_contradicts(quote, verdict, processors, contradicted):
    tables = [[["model", "verdict"], ["threads(16)", verdict]]]
    assert bool(about(quote).contradictions(tables, "", processors)) is contradicted


def test_should_ask_more_of_the_committed_run():
    tables = [[["model", "verdict"], ["threads(16)", "no difference from blocking shown by three runs"]]]
    assert not about("far *slower*").contradictions(tables, "", 2)
    assert about("far *slower*").contradictions(tables, "", 2, committed=True)


@pytest.mark.parametrize("second_too", [False, True])
def test_should_take_for_a_contradiction_only_what_two_runs_show(tmp_path, second_too):
    start = next(path for path in NOTEBOOKS if path.stem == "00-start")
    slow = tmp_path / start.name
    slow.write_text(start.read_text(encoding="utf-8").replace("x faster than", "x slower than"), encoding="utf-8")
    shown = shown_twice(lambda path, again=False: path if again and not second_too else slow, start)
    assert (("they share the work out and win", "00-09") in shown) is second_too


def about(quote):
    return next(s for s in SENTENCES["00-start"] if s.quote.endswith(quote))


# What is committed.


@each
def test_should_be_committed_with_the_outputs_of_one_clean_run(path):
    code = cells(path, "code")
    assert [c["execution_count"] for c in code] == list(range(1, len(code) + 1))
    assert not any(o["output_type"] in ("error", "stream") for c in code for o in c["outputs"])
    # A declaration shows nothing; whatever ends without a semicolon does.
    silent = [source(c) for c in code if not c["outputs"]]
    assert [s for s in silent if not s.rstrip().endswith((";", "}"))] == []
    assert len(silent) < len(code) / 3


@each
def test_should_be_committed_from_a_full_size_run(path):
    assert "small size" not in json.dumps([c["outputs"] for c in cells(path, "code")])


@each
def test_should_hold_no_path_of_one_machine_and_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert PRIVATE.findall(text) == []
    assert len(text.encode()) < 1_000_000


@each
def test_should_state_a_running_time_and_keep_it(path):
    stated = re.search(r"\*\*Running time:\*\* about ([a-z ]+?) minutes? ", source(cells(path, "markdown")[0]))
    assert stated, "the first cell must say how long the notebook takes"
    whole, half = stated[1].removesuffix(" and a half"), stated[1].endswith(" and a half")
    minutes = MINUTES[whole] + 0.5 * half
    # The committed run says itself how long each measurement took.
    outputs = [o for c in cells(path, "code") for o in c["outputs"] if o["output_type"] == "display_data"]
    ran = [re.search(r"trials in (?:(\d+) min )?([\d.]+) s", data(o, "text/plain")) for o in outputs]
    assert sum(60 * int(r[1] or 0) + float(r[2]) for r in ran if r) <= 60 * minutes * 1.5


# How it is written.


@each
def test_should_keep_cells_short_and_explained(path):
    code = [source(c).strip().splitlines() for c in cells(path, "code")]
    lengths = sorted(len(lines) for lines in code)
    assert lengths[-1] <= 12
    assert lengths[len(lengths) // 2] <= 3
    assert [line for lines in code for line in lines if len(line) > LONGEST_LINE] == []
    order = [c["cell_type"] for c in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert order[0] == "markdown"
    assert all(order[i : i + 3] != ["code"] * 3 for i in range(len(order)))
    assert not any("println" in "\n".join(lines) for lines in code)


@each
def test_should_keep_prose_short(path):
    texts = [source(c) for c in cells(path, "markdown") if not source(c).startswith("## The chapters")]
    assert [t[:60] for t in texts if len(without_code(t).split()) > MOST_WORDS] == []


@each
def test_should_hold_no_live_digits_in_prose(path):
    found = re.findall(r"(?<![\w-])\d[\d.,]*\d|(?<![\w-])\d", without_code(prose(path)))
    assert [digits for digits in found if digits not in ALLOWED] == []


@each
def test_should_have_the_headings_of_a_chapter(path):
    headings = re.findall(r"^(#+) (.+)$", re.sub(r"```.*?```", "", prose(path), flags=re.DOTALL), re.MULTILINE)
    assert [level for level, _ in headings].count("#") == 1 and headings[0][0] == "#"
    sections = [words for level, words in headings if level == "##"]
    assert len(sections) == len(set(sections)) >= 6
    assert len(sections) + 1 == len(headings), "chapters have sections, and these no parts"
    ending = [s for s in sections if re.match(r"Did the claims? hold\?|Questions to consider|Your turn", s)]
    assert [s.split()[0] for s in ending] == ["Did", "Questions", "Your"]
    assert "<details>" in prose(path).split("## Your turn")[1]


@each
def test_should_show_full_size_results_to_who_has_one_processor(path):
    shown = [source(c) for c in cells(path, "code") if "recorded(" in source(c)]
    assert shown or path.name in NEEDS_NO_RECORDING, "what one processor cannot show must be shown from a recording"


@each
def test_should_declare_nothing_twice(path):
    """A variable declared again would lose what later cells made of it, when cells run out of order."""
    code = "\n".join(source(c) for c in cells(path, "code"))
    names = re.findall(r"^(?:var|int|long|double|String) (\w+) =", code, re.MULTILINE)
    assert len(names) == len(set(names))


@each
def test_should_lead_to_its_neighbours(path):
    at = NOTEBOOKS.index(path)
    neighbours = {NOTEBOOKS[i].name for i in (at - 1, at + 1) if 0 <= i < len(NOTEBOOKS)}
    linked = re.findall(r"\]\(([\w.-]+\.ipynb)(?:#[\w-]+)?\)", prose(path))
    assert neighbours <= set(linked)
    assert at == 0 or "00-start.ipynb" in linked
    assert [name for name in linked if not (path.parent / name).is_file()] == []


def test_should_be_numbered_without_a_gap():
    assert [int(p.name[:2]) for p in NOTEBOOKS] == list(range(len(NOTEBOOKS)))


@pytest.mark.parametrize("index", ["README.md", "notebooks/00-start.ipynb"])
def test_should_be_listed_with_a_sentence_each(index):
    text = (ROOT / index).read_text(encoding="utf-8")
    text = text if index.endswith(".md") else prose(ROOT / index) + "\n| [00 Start](00-start.ipynb) | Where? |\n"
    rows = re.findall(r"^\| \[[^\]]+\]\((?:notebooks/)?([\w.-]+)\) \| (.+\?) \|$", text, re.MULTILINE)
    assert sorted(name for name, _ in rows) == [p.name for p in NOTEBOOKS]
