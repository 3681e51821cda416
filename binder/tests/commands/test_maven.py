"""Finding Maven, and fetching the pinned one when it is missing or too old."""

import os
import re
import shutil
import subprocess

import pytest
from lab_tools import maven, places
from lab_tools.report import Problem

VERSION = re.search(r"apache-maven-([\d.]+)-bin", maven.settings()["distributionUrl"])[1]


@pytest.fixture
def without(monkeypatch, tmp_path):
    """A machine without mvn; java stays, as Maven's script needs a shell's tools."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "uname", "basename", "expr", "ls", "sed", "cat"):
        if shutil.which(name):
            (tools / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tools


@pytest.fixture(scope="module")
def distribution(ready):
    """The very archive that the settings name, by way of Maven itself."""
    artifact = f"org.apache.maven:apache-maven:{VERSION}:zip:bin"
    argv = [maven.ensure(ready.jdk), "-q", "-B", "-ntp", "dependency:get", f"-Dartifact={artifact}"]
    subprocess.run(argv, env=maven.surroundings(ready.jdk), check=True, cwd=os.path.dirname(__file__))
    home = os.path.expanduser("~/.m2/repository/org/apache/maven/apache-maven")
    return f"{home}/{VERSION}/apache-maven-{VERSION}-bin.zip"


def offer(server, monkeypatch):
    folder = server.folder / "org/apache/maven/apache-maven" / VERSION
    folder.mkdir(parents=True)
    monkeypatch.setenv("MVNW_REPOURL", server.address)
    return folder / f"apache-maven-{VERSION}-bin.zip"


@pytest.mark.skipif(places.WINDOWS or places.MAC, reason="the cache is redirected as Linux does it")
class TestFetching:
    def test_should_fetch_the_pinned_maven_from_the_named_repository(
        self, without, distribution, monkeypatch, server, ready, capsys
    ):
        offer(server, monkeypatch).symlink_to(distribution)
        program = maven.ensure(ready.jdk)
        assert f"fetching apache-maven-{VERSION}-bin.zip" in capsys.readouterr().out
        assert maven.version_of(program, ready.jdk) == tuple(map(int, VERSION.split(".")))
        asked = len(server.asked)
        assert maven.ensure(ready.jdk) == program and len(server.asked) == asked

    def test_should_fetch_it_if_the_one_on_path_is_too_old(
        self, without, distribution, monkeypatch, server, ready, capsys
    ):
        old = without / "mvn"
        old.write_text("#!/bin/sh\necho Apache Maven 3.6.3\n")
        old.chmod(0o755)
        offer(server, monkeypatch).symlink_to(distribution)
        assert maven.ensure(ready.jdk) == str(maven.fetched())
        assert "3.6.3, older than 3.8" in capsys.readouterr().out

    def test_should_refuse_another_archive(self, without, monkeypatch, server, ready):
        offer(server, monkeypatch).write_bytes(b"PK not Maven")
        with pytest.raises(Problem, match="SHA-256"):
            maven.ensure(ready.jdk)
        assert not maven.fetched().exists()

    def test_should_say_how_to_get_one_if_fetching_fails(self, without, monkeypatch, server, ready):
        monkeypatch.setenv("MVNW_REPOURL", server.address)
        with pytest.raises(Problem) as raised:
            maven.ensure(ready.jdk)
        for part in ("mvn is not on PATH", "404", "install Maven 3.8 or later", "MVNW_REPOURL="):
            assert part in str(raised.value)


def test_should_show_the_lines_that_tell_why_a_build_failed(ready, tmp_path, monkeypatch):
    (tmp_path / "pom.xml").write_text("<project><modelVersion>4.0.0</modelVersion></project>")
    monkeypatch.setattr(maven, "ROOT", tmp_path)
    with pytest.raises(Problem) as raised:
        maven.run(ready.environment, ready.jdk, "test-of-failure", "package")
    said = str(raised.value)
    assert "'groupId' is missing" in said and "test-of-failure.log" in said and "Re-run Maven" not in said


def test_should_show_the_warnings_if_those_failed_the_build():
    said = maven.why(
        "[WARNING] /x/A.java:[3,5] [Unused] never read\n[WARNING] some plugin is old\n"
        "[ERROR] error: warnings found and -Werror specified\n[ERROR] -> [Help 1]\n"
    )
    assert "A.java:[3,5]" in said and "-Werror" in said and "plugin" not in said
