"""The set-up as a whole: skipped when done, in odd places, for other users, without a network."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from conftest import ROOT, copy_repository, lab
from lab_tools import jars, kernelspec, places, steps
from lab_tools.kernel_client import Kernel
from lab_tools.report import Problem
from lab_tools.stamps import Stamps, digest

NOBODY = 61_234  # no such user: Java takes the home of a known one from the password file, not from HOME
SHARED = shutil.ignore_patterns("site-packages", "test", "tests", "__pycache__", "idlelib", "*.a")


def test_should_skip_every_step_the_second_time(ready):
    start = time.monotonic()
    done = lab("setup")
    assert (done.stdout, done.stderr) == ("set up\n", "")
    assert time.monotonic() - start < 3


def test_should_do_a_step_again_if_its_inputs_change(ready, tmp_path):
    source = tmp_path / "Source.java"
    source.write_text("class Source {}")
    before = digest(tmp_path)
    source.write_text("class Source { int i; }")
    assert digest(tmp_path) != before
    source.rename(tmp_path / "Other.java")
    assert digest(tmp_path) != before


def test_should_find_work_again_if_what_was_built_is_gone(ready):
    stamps = Stamps(ready.environment)
    assert steps.todo(ready.environment, stamps, ready.jdk) == []
    spec = ready.environment.kernelspec
    hidden = spec.rename(spec.with_suffix(".hidden"))
    try:
        assert steps.todo(ready.environment, stamps, ready.jdk) == ["Java packages"]
    finally:
        hidden.rename(spec)


def test_should_start_one_jvm_directly_from_the_jdk_found(ready):
    spec = kernelspec.present(ready.environment)
    assert kernelspec.virtual_machine(spec)[0] == str(ready.jdk.tool("java"))
    assert spec["display_name"] == "Java (Concurrency Lab)" and spec["interrupt_mode"] == "message"
    with Kernel() as kernel:
        said = kernel.execute("ProcessHandle.current().pid() + \" \" + ProcessHandle.current().children().count()")
        assert said.text() == f"{kernel.pid} 0"


def test_should_run_from_jars_that_a_build_does_not_touch(ready):
    paths = kernelspec.class_path(ready.environment)
    assert len(paths) == len(jars.built())
    assert not any(str(jar.parent) in p for p in paths for jar in jars.built())


def test_should_offer_one_java_kernel_only(ready):
    kernels = ready.environment.prefix / "share" / "jupyter" / "kernels"
    languages = [json.loads(k.read_text(encoding="utf-8"))["language"] for k in kernels.glob("*/kernel.json")]
    assert languages.count("java") == 1


@pytest.mark.skipif(places.WINDOWS, reason="a ':' is no letter of a path there")
def test_should_refuse_a_path_that_the_class_path_cannot_hold(tmp_path):
    with pytest.raises(Problem, match="holds a ':'.*move or rename the folder"):
        kernelspec.check_path(places.Environment(tmp_path / "a:b", own=True))


def test_should_say_so_before_the_set_up(tmp_path):
    copy = copy_repository(tmp_path / "copy")
    done = lab("doctor", root=copy)
    assert done.returncode == 1
    assert "MEND  environment" in done.stdout and "run binder/lab" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_should_find_nothing_to_mend_after_the_set_up(ready):
    done = lab("doctor")
    assert done.returncode == 0, done.stdout
    assert "starts and answers 1 + 1" in done.stdout and "MEND" not in done.stdout


class Elsewhere:
    """A copy of the repository as Binder has it: another user, that user's own Python, an odd path."""

    def __init__(self, base, jdk):
        self.base, self.home = base, base / "home"
        self.root = copy_repository(base / "Größe & Straße 3" / "lab")
        # An environment of its own, as on Binder, and no part of the system's Python.
        python = self._python()
        repository = Path.home() / ".m2" / "repository"
        shutil.copytree(repository, self.home / ".m2" / "repository")
        if (fetched := Path.home() / ".m2" / "wrapper").is_dir():
            shutil.copytree(fetched, self.home / ".m2" / "wrapper")
        self.environment = {
            "HOME": str(self.home),
            # A Python built with a shared library looks for it where it was installed first.
            "LD_LIBRARY_PATH": str(base / "python" / "lib"),
            "PATH": f"{base / 'environment' / 'bin'}{os.pathsep}{os.defpath}{os.pathsep}/usr/local/bin",
            **{k: v for k, v in os.environ.items() if k.lower().endswith("_proxy") or k.startswith(("PIP_", "SSL_"))},
        }
        if not self._readable(jdk.home):
            shutil.copytree(jdk.home, base / "jdk")
            self.environment["CONCURRENCY_LAB_JDK"] = str(base / "jdk")
        base.chmod(0o755)
        if os.geteuid() == 0:
            subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(base)], check=True)
        made = self.run(python, "-m", "venv", base / "environment")
        assert made.returncode == 0, made.stdout

    def _python(self):
        """A Python that the other user may run: the one below ours, or a copy of it."""
        below = Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))
        if self._readable(below):
            return below
        shutil.copytree(sys.base_prefix, self.base / "python", symlinks=True, ignore=SHARED)
        return self.base / "python" / "bin" / below.name

    @staticmethod
    def _readable(path):
        return all(p.stat().st_mode & 0o005 == 0o005 for p in (path, *path.parents))

    def start(self, *argv, offline=False):
        before = ["unshare", "-n", "sh", "-c", 'ip link set lo up; exec "$@"', "sh"] if offline else []
        if os.geteuid() == 0:
            before += ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs"]
        return subprocess.Popen([*before, *argv], cwd=self.root, env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")

    def run(self, *argv, offline=False):
        process = self.start(*argv, offline=offline)
        said, _ = process.communicate(timeout=600)
        return subprocess.CompletedProcess(argv, process.returncode, said)


@pytest.fixture(scope="module")
def elsewhere(ready):
    base = Path(tempfile.mkdtemp(prefix="lab-", dir="/tmp"))
    try:
        yield Elsewhere(base, ready.jdk)
    finally:
        shutil.rmtree(base)


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="changes the user as Linux does it")
class TestElsewhere:
    """In order: the later tests use what the first has set up."""

    def test_should_build_what_binder_needs_as_an_ordinary_user_and_once_for_two_at_once(self, elsewhere):
        both = [elsewhere.start("binder/postBuild") for _ in range(2)]
        said = [p.communicate(timeout=600)[0] for p in both]
        assert [p.returncode for p in both] == [0, 0], said
        assert "".join(said).count("Java packages: built in ") == 1, said
        assert "".join(said).count("waiting for another binder/lab") == 1, said

    def test_should_start_the_kernel_there(self, elsewhere):
        done = elsewhere.run("binder/start", "python3", "binder/lab", "doctor")
        assert "starts and answers 1 + 1" in done.stdout, done.stdout
        assert done.returncode == 0, done.stdout

    def test_should_use_the_small_size_there(self, elsewhere):
        done = elsewhere.run("binder/start", "sh", "-c", "echo $CONCURRENCY_LAB_SIZE")
        assert done.stdout == "small\n"

    def test_should_work_and_rebuild_without_a_network(self, elsewhere):
        if os.geteuid() != 0 or not shutil.which("ip") or subprocess.run(["unshare", "-n", "true"]).returncode:
            pytest.skip("only root can take the network away")
        source = next((elsewhere.root / "kernel-lib" / "src" / "main" / "java").rglob("*.java"))
        source.write_text(source.read_text(encoding="utf-8") + "\n// edited\n", encoding="utf-8")
        done = elsewhere.run("binder/postBuild", offline=True)
        assert done.returncode == 0 and "Java packages: built in " in done.stdout, done.stdout
        done = elsewhere.run("binder/start", "python3", "binder/lab", "doctor", offline=True)
        assert done.returncode == 0, done.stdout


def test_should_know_the_repository_it_lies_in():
    assert places.ROOT == ROOT
