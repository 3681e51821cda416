"""Finding Maven, and fetching the pinned one when it is missing or too old."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from lab_tools import maven, places
from lab_tools.report import Problem

WRAPPER = (places.BINDER / ".mvn/wrapper/maven-wrapper.properties").read_text(encoding="utf-8")
VERSION = re.search(r"apache-maven-([\d.]+)-bin", WRAPPER)[1]
OWN_VERSION = re.search(r"wrapperVersion=([\d.]+)", WRAPPER)[1]
MAVEN = f"org/apache/maven/apache-maven/{VERSION}/apache-maven-{VERSION}-bin.zip"
OWN = f"org/apache/maven/wrapper/maven-wrapper/{OWN_VERSION}/maven-wrapper-{OWN_VERSION}.jar"


@pytest.fixture
def without(monkeypatch, tmp_path):
    """A machine with a shell's tools but no mvn, no unzip and nothing that downloads, and nothing fetched yet."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "uname", "basename", "expr", "ls", "sed", "cat", "tr", "rm", "sha256sum"):
        (tools / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.setenv("MAVEN_USER_HOME", str(tmp_path / "maven"))
    copy = tmp_path / "binder"
    shutil.copytree(places.BINDER / ".mvn", copy / ".mvn", ignore=shutil.ignore_patterns("*.jar", "*.class"))
    shutil.copy(maven.WRAPPER, copy)
    monkeypatch.setattr(maven, "BINDER", copy)
    monkeypatch.setattr(maven, "WRAPPER", copy / maven.WRAPPER.name)
    return tools


@pytest.fixture(scope="module")
def repository(ready):
    """Where the very files lie that the wrapper's settings name, by way of Maven itself."""
    artifacts = f"org.apache.maven:apache-maven:{VERSION}:zip:bin", f"org.apache.maven.wrapper:maven-wrapper:{OWN_VERSION}"
    for artifact in artifacts:
        argv = [maven.ensure(ready.jdk), "-q", "-B", "-ntp", "dependency:get", f"-Dartifact={artifact}"]
        subprocess.run(argv, env=maven.surroundings(ready.jdk), check=True, cwd=os.path.dirname(__file__))
    return Path.home() / ".m2" / "repository"


@pytest.fixture
def offer(server, monkeypatch, repository):
    """Serves files of the repository, or others in their place."""
    monkeypatch.setenv("MVNW_REPOURL", server.address)

    def put(name, content=None):
        file = server.folder / name
        file.parent.mkdir(parents=True)
        if content is None:
            file.symlink_to(repository / name)
        else:
            file.write_bytes(content)

    return put


@pytest.mark.skipif(places.WINDOWS, reason="its wrapper is another script, for PowerShell")
class TestFetching:
    @pytest.mark.long
    def test_should_fetch_the_pinned_maven_from_the_named_repository(self, without, offer, server, ready, capsys):
        offer(MAVEN)
        offer(OWN)
        program = maven.ensure(ready.jdk)
        assert "mvnw fetches it unless it has done so before (mvn is not on PATH)" in capsys.readouterr().out
        assert maven.version_of(program, ready.jdk) == tuple(map(int, VERSION.split(".")))
        asked = len(server.asked)
        assert maven.ensure(ready.jdk) == program and len(server.asked) == asked

    @pytest.mark.long
    def test_should_fetch_it_if_the_one_on_path_is_too_old(self, without, offer, ready, capsys):
        old = without / "mvn"
        old.write_text("#!/bin/sh\necho Apache Maven 3.6.3\n")
        old.chmod(0o755)
        offer(MAVEN)
        offer(OWN)
        assert maven.ensure(ready.jdk) == str(maven.WRAPPER)
        assert "3.6.3, older than 3.8" in capsys.readouterr().out

    @pytest.mark.long
    @pytest.mark.parametrize("other", [MAVEN, OWN])
    def test_should_refuse_another_file(self, other, without, offer, ready):
        for name in (MAVEN, OWN):
            offer(name, b"PK not Maven" if name == other else None)
        with pytest.raises(Problem, match="SHA-256"):
            maven.ensure(ready.jdk)

    def test_should_say_how_to_get_one_if_fetching_fails(self, without, monkeypatch, server, ready):
        monkeypatch.setenv("MVNW_REPOURL", server.address)
        with pytest.raises(Problem) as raised:
            maven.ensure(ready.jdk)
        for part in ("mvn is not on PATH", "install Maven 3.8 or later", "MVNW_REPOURL="):
            assert part in str(raised.value)


def test_should_show_the_lines_that_tell_why_a_build_failed(ready, tmp_path, monkeypatch):
    (tmp_path / "pom.xml").write_text("<project><modelVersion>4.0.0</modelVersion></project>")
    monkeypatch.setattr(maven, "ROOT", tmp_path)
    with pytest.raises(Problem) as raised:
        maven.run(ready.environment, ready.jdk, "test-of-failure", "package")
    said = str(raised.value)
    assert "'groupId' is missing" in said and "test-of-failure.log" in said and "Re-run Maven" not in said


def test_should_end_with_what_it_runs_beside(ready):
    import psutil

    before = set(psutil.Process().children())
    with pytest.raises(Problem, match="pip has failed"):
        with maven.started(ready.environment, ready.jdk, "test-of-the-end", "validate"):
            (running,) = set(psutil.Process().children()) - before
            raise Problem("pip has failed")
    assert not running.is_running()


def test_should_show_the_warnings_if_those_failed_the_build():
    said = maven.why(
        "[WARNING] /x/A.java:[3,5] [Unused] never read\n[WARNING] some plugin is old\n"
        "[ERROR] error: warnings found and -Werror specified\n[ERROR] -> [Help 1]\n"
    )
    assert "A.java:[3,5]" in said and "-Werror" in said and "plugin" not in said


def test_should_run_maven_with_the_quick_compiler_unless_its_options_are_set(monkeypatch):
    jdk = SimpleNamespace(home=Path("/some/jdk"))
    monkeypatch.delenv("MAVEN_OPTS", raising=False)
    assert maven.surroundings(jdk)["MAVEN_OPTS"] == maven.QUICK
    monkeypatch.setenv("MAVEN_OPTS", "-Xmx1g")
    assert maven.surroundings(jdk)["MAVEN_OPTS"] == "-Xmx1g"
