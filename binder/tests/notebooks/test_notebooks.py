"""Every notebook through the real kernel, at the small size; and what is committed of them."""

import json
import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, lab

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
PRIVATE = re.compile(r"/(?:root|home|Users|work|tmp)/[\w.-]+|[A-Z]:\\\\Users")

each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.name)


def cells(path, kind):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [c for c in found if c["cell_type"] == kind and "".join(c["source"]).strip()]


def shapes(path):
    """What each code cell's value is shown as: a table stays a table, a chart a chart.

    The line of progress is left out: a run of less than half a second shows none.
    """
    return [
        [sorted(o["data"]) for o in c["outputs"] if o["output_type"] == "execute_result"]
        for c in cells(path, "code")
    ]


@each
def test_should_run_from_top_to_bottom_at_the_small_size(ready, path, tmp_path):
    copy = Path(shutil.copy(path, tmp_path))
    done = lab("run", "--size", "small", copy, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert shapes(copy) == shapes(path), "a small run must show what the committed one shows"


@each
def test_should_be_committed_with_the_outputs_of_one_clean_run(path):
    code = cells(path, "code")
    assert [c["execution_count"] for c in code] == list(range(1, len(code) + 1))
    assert all(c["outputs"] for c in code)
    assert not any(o["output_type"] in ("error", "stream") for c in code for o in c["outputs"])


@each
def test_should_be_committed_from_a_full_size_run(path):
    assert "small size" not in json.dumps([c["outputs"] for c in cells(path, "code")])


@each
def test_should_hold_no_path_of_one_machine_and_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert PRIVATE.findall(text) == []
    assert len(text.encode()) < 1_000_000


@each
def test_should_keep_cells_short_and_explained(path):
    lengths = sorted(len("".join(c["source"]).strip().splitlines()) for c in cells(path, "code"))
    assert lengths[-1] <= 12
    assert lengths[len(lengths) // 2] <= 3
    kinds = [c["cell_type"] for c in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert kinds[0] == "markdown"
    assert all(kinds[i : i + 3] != ["code"] * 3 for i in range(len(kinds)))
    assert not any("println" in "".join(c["source"]) for c in cells(path, "code"))


@each
def test_should_end_with_questions_and_a_turn_of_the_readers_own(path):
    prose = "\n".join("".join(c["source"]) for c in cells(path, "markdown"))
    assert "## Questions to consider" in prose
    assert "## Your turn" in prose
    assert "<details>" in prose.split("## Your turn")[1]


def test_should_be_listed_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert NOTEBOOKS
    assert [p.name for p in NOTEBOOKS if f"(notebooks/{p.name})" not in readme] == []
