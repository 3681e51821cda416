"""What is kept: saved, loaded and compared."""

import json

import pytest
from lab_tools.kernel_client import Kernel


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def kernel_of(store, **more):
    return Kernel(env={"CONCURRENCY_LAB_STORE": str(store), **more})


def test_should_save_load_and_compare(ready, store, tmp_path):
    with kernel_of(store) as running:
        path = json.dumps(str(tmp_path / "a räsult.json"))
        saved = running.execute(f"run(article().terms(20_000), blocking(), threads(2)).save({path})")
        assert saved.error is None and "<table" in saved.text("text/html")
        assert running.execute(f"load({path}).results().equals(last().results())").text() == "true"
        compared = running.execute(f"compareMachines(load({path}), last())")
        assert compared.error is None and "<table" in compared.text("text/html")
        assert "image/svg" in compared.text("text/html")


def test_should_say_what_is_wrong_with_the_set_up(ready, store):
    with kernel_of(store) as running:
        outcome = running.execute("doctor()")
        assert outcome.error is None
        # A long path is cut in the text; the table holds it whole.
        assert all(thing in outcome.text() for thing in ("python3", "heap", "chart", "store"))
        assert str(store) in outcome.text("text/html")
        assert "<table" in outcome.text("text/html")


def test_should_save_tables_and_charts_by_their_ending(kernel, tmp_path):
    cells = {
        "r.csv": 'published().save("%s")',
        "bars.svg": 'published().bars().save("%s")',
        "box.png": 'published().boxPlot().save("%s")',
        "summary.json": 'save(published().summary(), "%s")',
    }
    for name, cell in cells.items():
        outcome = kernel.execute(cell % (tmp_path / name))
        assert outcome.error is None, outcome.error
        assert outcome.text("text/html") or outcome.text("image/svg+xml")
    assert (tmp_path / "r.csv").read_text().startswith("model,")
    assert (tmp_path / "bars.svg").read_text().count("<svg") == 1
    assert (tmp_path / "box.png").read_bytes().startswith(b"\x89PNG")
    rows = json.loads((tmp_path / "summary.json").read_text())
    assert {row["model"] for row in rows} >= {"blocking", "threads(16)"}
    for cell in 'published().bars().save("bars.gif")', 'published().save("figures")':
        said = kernel.execute(cell).error["evalue"]
        assert "path must end with ." in said and "\n" not in said.strip()


def test_should_draw_several_results(kernel):
    for cell in (
        "List.of(published(), published().summary())",
        'Map.of("article", published())',
        "new Report[] {published()}",
    ):
        outcome = kernel.execute(cell)
        assert outcome.error is None, outcome.error
        assert "<img " in outcome.text("text/html") and "processes(16)" in outcome.text()
    assert kernel.execute("List.of(1, 2)").text() == "[1, 2]"


def test_should_say_why_a_file_cannot_be_loaded(kernel, tmp_path):
    newer = tmp_path / "newer.json"
    for schema in '"99"', "99":
        newer.write_text('{"schema": %s, "measurements": []}' % schema)
        said = kernel.execute(f'load("{newer}")').error["evalue"]
        assert "of a newer version" in said and "load it with the version of the lab that wrote it" in said
    said = kernel.execute(f'load("{tmp_path}")').error["evalue"]
    assert "is a directory: name a file in it" in said
