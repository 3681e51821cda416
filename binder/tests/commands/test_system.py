"""What differs between systems, each pretended on whichever this is."""

from pathlib import Path

import pytest
from lab_tools import system
from lab_tools.system import System

HOME = "/home/anna"


@pytest.mark.parametrize("name, platform, expected", [
    ("posix", "linux", System.LINUX),
    ("posix", "darwin", System.MAC),
    ("nt", "win32", System.WINDOWS),
    ("posix", "freebsd14", System.LINUX),
])
def test_should_know_the_system_by_what_python_calls_it(name, platform, expected):
    assert System.of(name, platform) is expected


@pytest.mark.parametrize("here, java, mvnw, python", [
    (System.LINUX, "java", "mvnw", "v/bin/python"),
    (System.MAC, "java", "mvnw", "v/bin/python"),
    (System.WINDOWS, "java.exe", "mvnw.cmd", "v/Scripts/python.exe"),
])
def test_should_know_how_programs_are_called(here, java, mvnw, python):
    assert (here.program("java"), here.script("mvnw"), here.python("v")) == (java, mvnw, Path(python))


@pytest.mark.parametrize("here, environ, expected", [
    (System.LINUX, {}, "/home/anna/.cache"),
    (System.LINUX, {"XDG_CACHE_HOME": "/fast"}, "/fast"),
    (System.MAC, {"XDG_CACHE_HOME": "/fast"}, "/home/anna/Library/Caches"),
    (System.WINDOWS, {"LOCALAPPDATA": "/data"}, "/data"),
    (System.WINDOWS, {}, "/home/anna/AppData/Local"),
])
def test_should_keep_what_is_fetched_where_the_system_wants_it(here, environ, expected):
    assert here.cache(environ, HOME) == Path(expected)


@pytest.mark.parametrize("here, environ, place", [
    (System.LINUX, {}, "/usr/lib/jvm/*"),
    (System.MAC, {}, "/Library/Java/JavaVirtualMachines/*"),
    (System.WINDOWS, {"ProgramFiles": "/Program Files"}, "/Program Files/Eclipse Adoptium/*"),
    (System.WINDOWS, {"LOCALAPPDATA": "/data"}, "/data/Programs/Eclipse Adoptium/*"),
])
def test_should_look_for_jdks_where_installers_put_them(here, environ, place):
    patterns = here.jdks(environ, HOME)
    assert Path(place) in patterns and Path(HOME, ".sdkman/candidates/java/*") in patterns
    assert Path("/opt/homebrew/opt/openjdk*") in System.MAC.jdks({}, HOME)
    others = {Path("/usr/lib/jvm/*"), Path("/Library/Java/JavaVirtualMachines/*")} - {Path(place)}
    assert not others & set(patterns)


def test_should_know_a_bundles_home_on_macos_alone():
    assert System.MAC.jdk_home("jdk-25") == Path("jdk-25/Contents/Home")
    assert System.LINUX.jdk_home("jdk-25") == System.WINDOWS.jdk_home("jdk-25") == Path("jdk-25")
    assert [s.jdk_archive for s in System] == ["jdk.tar.gz", "jdk.tar.gz", "jdk.zip"]


def test_should_start_by_the_launcher_on_windows():
    assert System.WINDOWS.command == r"py binder\lab"
    assert System.LINUX.command == System.MAC.command == "binder/lab"


def test_should_need_another_locale_on_linux_alone():
    assert System.LINUX.needs_utf8(lambda: "ANSI_X3.4-1968") and not System.LINUX.needs_utf8(lambda: "UTF-8")
    assert not System.MAC.needs_utf8(lambda: "US-ASCII")
    # There is no such question on Windows, so it must not be asked.
    assert not System.WINDOWS.needs_utf8(lambda: pytest.fail("asked"))


def machine(*programs, packages=()):
    def has(program, *arguments):
        return program in programs and (not arguments or arguments[-1] in packages)

    return has


@pytest.mark.parametrize("here, has, expected", [
    (System.LINUX, machine("apt-get", "apt-cache", packages=["openjdk-25-jdk-headless"]), "openjdk-25-jdk-headless"),
    (System.LINUX, machine("apt-get", "apt-cache"), ""),
    (System.LINUX, machine("dnf"), "java-25-openjdk-devel"),
    (System.LINUX, machine(), ""),
    (System.MAC, machine(), "openjdk@25"),
    (System.WINDOWS, machine(), "EclipseAdoptium.Temurin.25.JDK"),
])
def test_should_advise_only_a_jdk_that_can_be_had(here, has, expected):
    advice = here.install("jdk", has)
    assert advice.endswith(expected) and bool(advice) == bool(expected)


@pytest.mark.parametrize("here", list(System))
def test_should_know_how_to_install_maven_and_chromium(here):
    for what in ("maven", "chromium"):
        assert what in here.install(what, machine("apt-get")).lower() or what == "chromium" and here is System.WINDOWS


def test_should_name_the_venv_package_of_this_python_on_debian():
    assert system.System.LINUX.install("venv", machine("apt-get")).startswith("sudo apt install python3.")


def test_should_wait_for_the_other_program_where_a_process_cannot_become_it():
    called = []
    code = system.become(["a", "b"], {"C": "d"}, lambda argv, env: called.append((argv, env)) or 7, System.WINDOWS)
    assert code == 7 and called == [(["a", "b"], {"C": "d"})]


def test_should_lock_a_file_against_others(tmp_path):
    with open(tmp_path / "lock", "a+") as one, open(tmp_path / "lock", "a+") as two:
        system.try_lock(one)
        with pytest.raises(OSError):
            system.try_lock(two)
    with open(tmp_path / "lock", "a+") as three:
        system.try_lock(three)
