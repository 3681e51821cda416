"""What the system refuses, in one line that names the thing and the remedy."""

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from conftest import LAB, ROOT, copy_repository, lab
from lab_tools import cli, fetch, report, steps, system
from lab_tools.report import Problem


@pytest.mark.parametrize("number, name, parts", [
    (errno.ENOSPC, "/x/y.jar", ["the disk is full", "/x/y.jar", "400 MB"]),
    (errno.ENOSPC, None, ["the disk is full", "/here", "400 MB"]),
    (errno.EDQUOT, "/x", ["the disk is full", "/x"]),
    (errno.EACCES, "/x", ["/x may not be read or written", "permissions"]),
    (errno.EROFS, "/x", ["/x may not be read or written", "a copy of your own"]),
    (errno.ENOENT, "/x", ["/x is not there", "binder/lab doctor"]),
    (errno.EIO, "/x", ["/x", os.strerror(errno.EIO)]),
])
def test_should_turn_what_the_system_refuses_into_one_line(monkeypatch, capsys, number, name, parts):
    def refuse(arguments):
        raise OSError(number, os.strerror(number), name)

    monkeypatch.setattr(cli, "_dispatch", refuse)
    monkeypatch.setattr(cli, "ROOT", "/here")
    assert cli.main([]) == 1
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1 and all(part in said for part in parts)


@pytest.mark.parametrize("output", [
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    "[ERROR] Failed: java.io.IOException: No space left on device",
    "java.io.IOException: There is not enough space on the disk",
])
def test_should_know_a_full_disk_from_what_other_programs_say(output):
    assert "the disk is full: .venv could not be written" in report.full(output, ".venv")
    assert report.full("connection refused", ".venv") == ""


def mounted(folder, megabytes):
    """Whether a small file system of its own could be put there."""
    argv = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    return system.HERE is system.System.LINUX and system.root() and subprocess.call(argv, stderr=subprocess.DEVNULL) == 0


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    if not mounted(folder, 24):
        pytest.skip("only root on Linux can make a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_should_say_so_if_the_disk_is_full(small_disk):
    """At whichever step it is: the Python environment, its packages, a log."""
    copy = copy_repository(small_disk / "lab")
    done = lab("setup", root=copy)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "the disk is full" in done.stderr and "400 MB" in done.stderr


def test_should_tell_a_full_disk_from_a_network_that_fails(small_disk, server):
    (server.folder / "large").write_bytes(bytes(32 << 20))
    with pytest.raises(OSError) as raised:
        fetch.download(server.address + "/large", small_disk / "large", "JDK")
    assert raised.value.errno == errno.ENOSPC


NOBODY = 61_234


def as_nobody(*argv, **environ):
    """The command as a user who may write nowhere."""
    if not (system.HERE is system.System.LINUX and system.root()):
        pytest.skip("only root can become another user")
    become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    done = subprocess.run([*become, *argv], capture_output=True, text=True, env={**os.environ, **environ})
    if "Permission denied" in done.stderr and "setpriv: failed to execute" in done.stderr:
        pytest.skip("another user may not run this Python")
    return done


@pytest.mark.parametrize("home, why", [("/nowhere/at/all", "is not there"), ("/", "cannot be written")])
def test_should_say_so_if_the_home_directory_does_not_do(monkeypatch, home, why):
    monkeypatch.setenv("HOME", home)
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(Problem, match=f"your home directory {home} {why}.*HOME=/path/to/folder"):
        steps.check_home()


@pytest.fixture
def open_folder():
    """A folder that any user may enter; pytest's own are closed to others."""
    with tempfile.TemporaryDirectory(prefix="lab-", dir="/tmp") as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


def test_should_say_so_if_a_notebook_may_not_be_read(open_folder):
    python = "/usr/bin/python3"
    if not os.access(python, os.X_OK):
        pytest.skip("needs a Python that any user may run")
    copy, closed = copy_repository(open_folder / "lab"), open_folder / "closed"
    closed.mkdir(mode=0o700)
    (closed / "a.ipynb").write_text("{}")
    (open_folder / "b.ipynb").write_text("{}")
    (open_folder / "b.ipynb").chmod(0o600)
    for path in (closed / "a.ipynb", open_folder / "b.ipynb"):
        done = as_nobody(python, str(copy / "binder" / "lab"), "run", str(path))
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1 and f"{path} may not be read" in done.stderr


@pytest.mark.long
def test_should_not_take_packages_from_elsewhere(ready, tmp_path):
    (tmp_path / "jupyter_client.py").write_text("raise ImportError('an old one')")
    (tmp_path / "packaging.py").write_text("raise ImportError('an old one')")
    done = lab("doctor", env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 0 and "MEND" not in done.stdout, done.stdout


def test_should_install_into_the_environment_whatever_pip_is_told(ready, tmp_path, monkeypatch):
    config = tmp_path / "pip.conf"
    config.write_text("[install]\nuser = true\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    asked = [sys.executable, "-m", "pip", "install", "-q", "--no-index", "pip"]
    assert subprocess.run(asked, capture_output=True).returncode != 0
    (requirements := tmp_path / "requirements.txt").write_text("")
    steps._packages(ready.environment, _Never(), "test-pip", requirements, "nothing")


class _Never:
    """Stamps under which every step is to be done."""

    def fresh(self, step, inputs):
        return False

    def done(self, step, inputs):
        pass


def test_should_name_the_setting_that_sends_pip_elsewhere(ready, tmp_path, monkeypatch):
    config = tmp_path / "pip.conf"
    config.write_text("[global]\nindex-url = http://127.0.0.1:9/simple\nretries = 0\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    (requirements := tmp_path / "requirements.txt").write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")
    with pytest.raises(Problem) as raised:
        steps._packages(ready.environment, _Never(), "test-pip", requirements, "nothing")
    assert f"{config} sets global.index-url to http://127.0.0.1:9/simple" in str(raised.value)


def test_should_end_without_a_word_if_nobody_reads_on():
    process = subprocess.Popen([*LAB, "-h"], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert b"Traceback" not in process.communicate()[1]
