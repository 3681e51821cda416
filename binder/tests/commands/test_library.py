"""The jar as a library: in a program, in jshell, in plain JJava."""

import os
import re
import shutil
import subprocess
import zipfile

import pytest
from conftest import ROOT, soon
from lab_tools import kernelspec, wheel
from lab_tools.kernel_client import Kernel

EXAMPLE = ROOT / "kernel-lib/src/example/java/Primes.java"
CELL = "trials(1).warmups(0).run(article().terms(1000), blocking(), threads(2))"


@pytest.fixture(scope="module")
def jars(ready):
    return kernelspec.class_path(ready.environment)


def test_should_say_what_it_is(jars):
    ours = next(j for j in jars if j.endswith("concurrency-lab.jar"))
    with zipfile.ZipFile(ours) as jar:
        manifest = jar.read("META-INF/MANIFEST.MF").decode().replace("\r\n ", "")
        names = jar.namelist()
    assert "Automatic-Module-Name: io.github.concurrencylab\r" in manifest
    assert f"Implementation-Version: {wheel.version()}\r" in manifest
    assert {"META-INF/LICENSE", "META-INF/NOTICE"} < set(names)


def test_should_have_one_version_everywhere():
    for pom in ("pom.xml", "kernel-lib/pom.xml", "binder/spark/pom.xml"):
        assert f"<version>{wheel.version()}</version>" in (ROOT / pom).read_text()
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## (\S+)", changelog, re.M)[1] == wheel.version()


def test_should_serve_a_program_of_twenty_lines(ready, jars, tmp_path):
    assert len(EXAMPLE.read_text().splitlines()) <= 21
    path = os.pathsep.join(jars)
    lint = ["-Xlint:all", "-Werror", "-d", tmp_path, EXAMPLE]
    subprocess.run([ready.jdk.tool("javac"), "-cp", path, *lint], check=True, capture_output=True)
    done = subprocess.run(
        [ready.jdk.tool("java"), "-cp", os.pathsep.join([str(tmp_path), path]), "Primes"],
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert all(model in done.stdout for model in ("blocking", "threads(2)", "virtualThreads"))
    assert (tmp_path / "primes.json").stat().st_size > 1000


@pytest.mark.long
def test_should_answer_in_jshell(ready, jars, tmp_path):
    """The lines that kernel-lib/README shows."""
    readme = (ROOT / "kernel-lib/README.md").read_text(encoding="utf-8")
    lines = re.search(r"```jshell\n(.*?)```", readme, re.S)[1]
    done = subprocess.run(
        [ready.jdk.tool("jshell"), "--class-path", os.pathsep.join(jars), "-R-Djava.awt.headless=true", "-s", "-"],
        input=f"{lines}\nSystem.out.println({CELL}.summary())\n/exit\n",
        cwd=tmp_path, capture_output=True, text=True, timeout=120,
    )
    assert "error" not in (done.stdout + done.stderr).lower(), done.stdout
    assert "blocking" in done.stdout and "threads(2)" in done.stdout


def plain(argv):
    """JJava without anything of ours on its class path."""
    at = argv.index("-cp") + 1
    jjava = argv[at].split(os.pathsep)[-1]
    kept = [a for a in argv[:at] if not a.startswith(("-XX:AOT", "-Xlog:aot"))]
    return [*kept, jjava, *argv[at + 1 :]]


def serves(kernel):
    """From the import on, what a notebook of ours does without asking for it."""
    outcome = kernel.execute("import static io.github.concurrencylab.Lab.*;")
    assert outcome.error is None, outcome.error
    outcome = kernel.execute(CELL)
    assert outcome.error is None, outcome.error
    assert "blocking" in outcome.text() and "<table" in outcome.text("text/html")
    chart = kernel.execute("published().bars()")
    assert chart.error is None and chart.text("image/svg+xml"), chart


@pytest.mark.parametrize("first", soon(["lab", "libraries"], "lab"))
def test_should_serve_plain_jjava(ready, jars, first):
    ours, libraries = jars
    assert ours.endswith("concurrency-lab.jar") and libraries.endswith("concurrency-lab-libraries.jar")
    with Kernel(command=plain) as kernel:
        assert kernel.execute(CELL).error
        for jar in jars if first == "lab" else reversed(jars):
            outcome = kernel.execute(f"%classpath {jar}")
            assert outcome.error is None, outcome.error
            waits = first == "lab" and jar == ours
            assert ("add concurrency-lab-libraries.jar too" in outcome.stdout) == waits
        serves(kernel)


@pytest.mark.long
def test_should_serve_plain_jjava_from_a_maven_repository(ready, jars, tmp_path):
    """As `mvn install` lays it down: the jar beside its pom, and the parent's."""
    version = wheel.version()
    for name, pom in ("concurrency-lab-parent", ROOT / "pom.xml"), ("concurrency-lab", ROOT / "kernel-lib/pom.xml"):
        folder = tmp_path / "io/github/concurrencylab" / name / version
        folder.mkdir(parents=True)
        shutil.copy(pom, folder / f"{name}-{version}.pom")
    shutil.copy(next(j for j in jars if j.endswith("concurrency-lab.jar")), folder / f"{name}-{version}.jar")
    with Kernel(command=plain) as kernel:
        for cell in f"%mavenRepo installed {tmp_path.as_uri()}/", f"%maven io.github.concurrencylab:concurrency-lab:{version}":
            outcome = kernel.execute(cell)
            assert outcome.error is None, outcome.error
        serves(kernel)
