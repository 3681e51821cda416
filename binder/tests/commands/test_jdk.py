"""Finding a JDK among those installed, and fetching one when there is none."""

import hashlib
import subprocess
import tarfile

import pytest
from conftest import ROOT, lab
from lab_tools import java, places
from lab_tools.report import Problem

pytestmark = pytest.mark.skipif(places.WINDOWS, reason="the pretended JDKs are shell scripts")


def pretend(folder, version, compiler=True, release=True, modules="java.base jdk.compiler jdk.jshell", runs=True):
    """A directory that looks like a JDK."""
    (folder / "bin").mkdir(parents=True)
    for name in ("java", "javac") if compiler else ("java",):
        tool = folder / "bin" / name
        said = f'echo \'openjdk version "{version}"\' >&2; echo {name} {version}' if runs else "exit 1"
        tool.write_text(f"#!/bin/sh\n{said}\n")
        tool.chmod(0o755)
    if release:
        (folder / "release").write_text(f'JAVA_VERSION="{version}"\nMODULES="{modules}"\n')
    return folder


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """A machine without any Java but what a test puts there."""
    for name in ("JAVA_HOME", "CONCURRENCY_LAB_JDK", "CONCURRENCY_LAB_JDK_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def test_should_take_25_though_the_default_java_is_17(alone, monkeypatch):
    old = pretend(alone / "jdk-17", "17.0.15")
    wanted = pretend(alone / "jdk-25", "25.0.1")
    monkeypatch.setenv("PATH", f"{old / 'bin'}")
    monkeypatch.setenv("JAVA_HOME", str(old))
    assert java.find([alone / "jdk-*"]).home == wanted


def test_should_take_the_lowest_that_fits(alone):
    pretend(alone / "jdk-27", "27")
    pretend(alone / "jdk-26", "26.0.1")
    wanted = pretend(alone / "zz-25", "25.0.3")
    assert java.find([alone / "*"]).home == wanted


def test_should_read_the_version_from_a_jdk_without_a_release_file(alone):
    jdk = java.look(pretend(alone / "jdk", "25.0.2", release=False))
    assert (jdk.version, jdk.unfit) == ("25.0.2", "")


@pytest.mark.parametrize("version, more, why", [
    ("17.0.15", {}, "is older than 25"),
    ("1.8.0_402", {}, "is older than 25"),
    ("25", {"compiler": False}, "has no compiler"),
    ("25", {"modules": "java.base jdk.compiler"}, "lacks the module jdk.jshell"),
])
def test_should_say_why_a_jdk_does_not_do(alone, version, more, why):
    assert why in java.look(pretend(alone / "jdk", version, **more)).unfit


def test_should_refuse_a_wish_that_does_not_do(alone, monkeypatch):
    old = pretend(alone / "jdk-17", "17.0.15")
    pretend(alone / "jdk-25", "25")
    monkeypatch.setenv("CONCURRENCY_LAB_JDK", str(old))
    with pytest.raises(Problem, match="CONCURRENCY_LAB_JDK=.*17.0.15.*is older than 25: set it"):
        java.find([alone / "jdk-*"])


def test_should_say_so_if_a_wish_is_no_jdk(ready):
    done = lab("setup", env={"CONCURRENCY_LAB_JDK": str(ROOT / "binder")})
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "has no bin/java" in done.stderr


def test_should_list_the_unfit_ones_if_fetching_fails(alone, monkeypatch, server, ready):
    pretend(alone / "jdk-17", "17.0.15")
    pretend(alone / "jdk-21", "21.0.2")
    pretend(alone / "jre-25", "25.0.1", compiler=False)
    pretend(alone / "zdk-25", "25.0.1", runs=False)
    monkeypatch.setenv("CONCURRENCY_LAB_JDK_URL", server.address + "/none.tar.gz")
    with pytest.raises(Problem) as raised:
        java.ensure(ready.environment, [alone / "*"])
    said = str(raised.value)
    for part in ("404", "17.0.15", "21.0.2", "is older than 25", "has no compiler", "does not run",
                 "CONCURRENCY_LAB_JDK=", "install"):
        assert part in said


@pytest.fixture(scope="module")
def archive(ready, tmp_path_factory):
    """The JDK found on this machine, packed as its vendor packs it, less its largest unneeded parts."""
    file = tmp_path_factory.mktemp("archive") / "jdk.tar.gz"

    def needed(member):
        parts = member.name.split("/")
        return None if {"jmods", "legal", "man", "demo", "src.zip"} & {*parts[1:2], parts[-1]} else member

    with tarfile.open(file, "w:gz", compresslevel=0) as tar:
        tar.add(ready.jdk.home.resolve(), "jdk-25.0.9+9", filter=needed)
    return file


@pytest.fixture
def offered(alone, monkeypatch, server, archive):
    (server.folder / "jdk.tar.gz").symlink_to(archive)
    monkeypatch.setenv("CONCURRENCY_LAB_JDK_URL", server.address + "/jdk.tar.gz")
    return server


def fetched(alone):
    folder = alone / "cache" / "concurrency-lab" / "jdk"
    return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []


def test_should_fetch_check_and_keep_a_jdk(offered, alone, archive, ready, capsys):
    sha = hashlib.sha256(archive.read_bytes()).hexdigest()
    (offered.folder / "jdk.tar.gz.sha256.txt").write_text(f"{sha}  jdk.tar.gz\n")
    jdk = java.ensure(ready.environment, [])
    said = capsys.readouterr().out
    assert "fetching Temurin 25" in said and "SHA-256" in said
    assert jdk.feature >= 25 and fetched(alone) == ["jdk-25.0.9+9"]
    assert subprocess.run([jdk.tool("javac"), "-version"]).returncode == 0
    # From now on it is one of those installed.
    assert java.find(java.usual_places()[-1:]).home == jdk.home


def test_should_refuse_an_archive_with_another_checksum(offered, alone, ready):
    (offered.folder / "jdk.tar.gz.sha256.txt").write_text("0" * 64 + "  jdk.tar.gz\n")
    with pytest.raises(Problem, match="SHA-256"):
        java.ensure(ready.environment, [])
    assert fetched(alone) == []


def test_should_refuse_an_archive_that_breaks_off(offered, alone, ready):
    offered.truncate = True
    with pytest.raises(Problem, match="broke off after [0-9,]+ of [0-9,]+ bytes"):
        java.ensure(ready.environment, [])
    assert fetched(alone) == []


def test_should_refuse_what_is_no_archive(alone, monkeypatch, server, ready):
    (server.folder / "page.tar.gz").write_text("<html>log in first</html>")
    monkeypatch.setenv("CONCURRENCY_LAB_JDK_URL", server.address + "/page.tar.gz")
    with pytest.raises(Problem, match="does not unpack"):
        java.ensure(ready.environment, [])
    assert fetched(alone) == []


def test_should_say_so_if_nobody_answers(alone, monkeypatch, ready):
    monkeypatch.setenv("CONCURRENCY_LAB_JDK_URL", "http://127.0.0.1:9/jdk.tar.gz")
    with pytest.raises(Problem, match="cannot be reached"):
        java.ensure(ready.environment, [])


def test_should_know_its_vendors_address_for_this_machine(ready):
    address = java._run(ready.environment.python, "-c", java._ADDRESS, 25, "x86_64").strip()
    assert address.startswith("https://") and "/25/ga/" in address and "/jdk/" in address
