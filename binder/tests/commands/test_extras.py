"""What is fetched only for who asks for it: Spark's jars and Jython's."""

import json
import types

import pytest
from lab_tools import extras, maven
from lab_tools.report import Problem


def _notebook(path, *cells):
    path.write_text(json.dumps({"cells": [{"cell_type": kind, "source": [text]} for kind, text in cells]}))
    return path


def test_should_want_what_a_cell_calls_and_nothing_that_prose_names(tmp_path):
    spark = _notebook(tmp_path / "a.ipynb", ("code", 'run(article(), spark("local[2]"))'))
    jython = _notebook(tmp_path / "b.ipynb", ("code", 'run(article(),\n    python( "jython", threads(2)))'))
    neither = _notebook(
        tmp_path / "c.ipynb", ("markdown", 'spark(), python("jython", blocking())'), ("code", "python(blocking())")
    )
    assert extras.wanted([spark, neither]) == [extras.SPARK]
    assert extras.wanted([neither, jython]) == [extras.JYTHON]
    assert extras.wanted([neither, tmp_path / "missing.ipynb"]) == []


@pytest.mark.parametrize("extra", extras.ALL.values(), ids=list(extras.ALL))
def test_should_fetch_whole_or_not_at_all(extra, tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "cache", lambda: tmp_path)
    monkeypatch.delenv(extra.variable, raising=False)
    ready = types.SimpleNamespace(environment=types.SimpleNamespace(state=tmp_path), jdk=None)

    def broken(_environment, _jdk, _step, *arguments):
        raise Problem("no repository")

    monkeypatch.setattr(maven, "run", broken)
    with pytest.raises(Problem, match="no repository"):
        extra.ensure(ready)
    assert not extra.present() and list((tmp_path / extra.command).iterdir()) == []

    def good(_environment, _jdk, _step, *arguments):
        folder = type(tmp_path)(arguments[-1].removeprefix("-DoutputDirectory="))
        folder.mkdir()
        (folder / extra.marker).touch()

    monkeypatch.setattr(maven, "run", good)
    assert extra.ensure(ready) == tmp_path / extra.command / extra.version
    assert extra.present()
    monkeypatch.setattr(maven, "run", broken)
    extra.ensure(ready)  # is there, and asks for nothing


def test_should_name_the_variable_that_leads_nowhere(tmp_path, monkeypatch):
    monkeypatch.setenv("CONCURRENCY_LAB_JYTHON", str(tmp_path))
    with pytest.raises(Problem) as thrown:
        extras.JYTHON.ensure(None)
    assert str(thrown.value) == (
        f"CONCURRENCY_LAB_JYTHON names {tmp_path}, which has no Jython 2.7.4: unset it to have it fetched"
    )


@pytest.mark.parametrize("extra", extras.ALL.values(), ids=list(extras.ALL))
def test_should_name_the_version_that_its_project_fetches(extra):
    pom = (extras.BINDER / extra.command / "pom.xml").read_text(encoding="utf-8")
    assert f"<version>{extra.version}</version>" in pom
    assert f"<artifactId>{extra.marker.removesuffix(f'-{extra.version}.jar')}</artifactId>" in pom
