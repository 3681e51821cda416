"""A fresh Debian 13 with its own Python, an ordinary user, and a proxy as the only way out.

The system is made by debootstrap, from nothing; CONCURRENCY_LAB_DEBIAN names a folder to keep it in between runs.
"""

import contextlib
import os
import select
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from conftest import BINDER, copy_repository
from lab_tools import system

pytestmark = [pytest.mark.long, pytest.mark.alone]

RELEASE = "trixie"
USER = "anna"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PORT = 3128

# Runs where there is no network: takes what comes to a port to the proxy's socket, which lies in the file system.
FORWARD = """
import socket, sys, threading
def pump(a, b):
    try:
        while block := a.recv(65536): b.sendall(block)
    except OSError: pass
    for end in (a, b):
        try: end.shutdown(socket.SHUT_RDWR)
        except OSError: pass
port = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    near, _ = port.accept()
    far = socket.socket(socket.AF_UNIX); far.connect(sys.argv[2])
    for ends in ((near, far), (far, near)): threading.Thread(target=pump, args=ends, daemon=True).start()
"""


class Proxy:
    """Passes on to the host that CONNECT names, and remembers which were asked for."""

    def __init__(self, path):
        self.path, self.hosts = path, set()
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        self.socket.listen(50)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=self._pass_on, args=(self.socket.accept()[0],), daemon=True).start()

    def _pass_on(self, near):
        with near, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head and (block := near.recv(4096)):
                head += block
            method, where = head.split()[:2]
            assert method == b"CONNECT", head
            host, port = where.decode().rsplit(":", 1)
            self.hosts.add(host)
            with socket.create_connection((host, int(port)), timeout=60) as far:
                near.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                ends = {near: far, far: near}
                while ready := select.select(list(ends), [], [], 120)[0]:
                    for end in ready:
                        block = end.recv(65536)
                        if not block:
                            return
                        ends[end].sendall(block)


class Debian:
    """A root directory with Debian in it, as small as it comes."""

    def __init__(self, folder, proxy):
        self.folder, self.proxy = folder, proxy
        self.home = Path("/home") / USER
        self.lab = self.home / "Größe & Straße" / "lab"
        if not (folder / "usr/bin/python3").exists():
            _must("debootstrap", "--variant=minbase", "--include=python3,ca-certificates", RELEASE, folder)
            _must("chroot", folder, "useradd", "-m", USER)
        shutil.copy("/etc/resolv.conf", folder / "etc/resolv.conf")
        # Whom this machine trusts: a company's proxy may be among them.
        shutil.copy(CERTIFICATES, folder / CERTIFICATES.relative_to("/"))

    def root(self, script):
        return _must("chroot", self.folder, "sh", "-ec", f"export DEBIAN_FRONTEND=noninteractive; {script}")

    def install(self, *packages):
        self.root(f"apt-get update -q; apt-get install -yq --no-install-recommends {' '.join(packages)}")
        keys = Path("/etc/ssl/certs/java/cacerts")
        if keys.is_file() and (self.folder / "etc/ssl/certs/java").is_dir():
            shutil.copy(keys, self.folder / keys.relative_to("/"))

    def user(self, *argv, **environ):
        """A command of the user's, at the repository; the proxy is all there is of a network."""
        named = {
            "HOME": self.home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PIP_CERT": CERTIFICATES,
            "HTTPS_PROXY": f"http://127.0.0.1:{PORT}", "NO_PROXY": "localhost,127.0.0.1", **environ,
        }
        words = " ".join(f"'{k}={v}'" for k, v in named.items())
        script = (
            'ip link set lo up; "$1" -c "$2" "$3" "$4" & forward=$!; shift 4; '
            f'chroot --userspec={USER}:{USER} "$1" env -i {words} sh -c \'cd "$0" && exec "$@"\' "$2" "${{@:3}}"; '
            "code=$?; kill $forward; exit $code"
        )
        before = ["unshare", "-n", "bash", "-c", script, "bash", sys.executable, FORWARD, str(PORT), self.proxy.path]
        return subprocess.run([*map(str, [*before, self.folder, self.lab, *argv])], capture_output=True, text=True)


def _must(*argv):
    done = subprocess.run([str(a) for a in argv], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


@pytest.fixture(scope="module")
def debian(tmp_path_factory):
    if not (system.HERE is system.System.LINUX and system.root()):
        pytest.skip("only root on Linux can make a system in a folder")
    for program in ("debootstrap", "chroot", "unshare", "ip", "bash"):
        if not shutil.which(program):
            pytest.skip(f"needs {program} on PATH")
    kept = os.environ.get("CONCURRENCY_LAB_DEBIAN")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("debian")
    proxy = Proxy(tmp_path_factory.mktemp("proxy") / "socket")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # pytest's own folders are root's alone, and this one is to be everybody's /
    made = Debian(folder, proxy)
    _must("mount", "-t", "proc", "proc", folder / "proc")
    try:
        place = folder / made.lab.relative_to("/")
        # The user comes anew, also where the system was kept.
        for kept in (place, *(folder / made.home.relative_to("/") / n for n in (".m2", ".cache", ".config", ".local"))):
            shutil.rmtree(kept, ignore_errors=True)
        place.parent.mkdir(exist_ok=True)
        copy_repository(place)
        made.root(f"chown -R {USER}:{USER} {made.home}")
        yield made
    finally:
        _must("umount", "-l", folder / "proc")


PACKAGES = (BINDER / "apt.txt").read_text().split()
FONTS = "libharfbuzz0b"


class TestFreshDebian:
    """In order: from a system that lacks everything to one that lacks nothing."""

    def test_should_name_the_package_of_the_venv_module(self, debian):
        debian.root("apt-get remove -yq 'python3*-venv' || true")
        done = debian.user("binder/lab")
        assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
        version = debian.root("python3 -c 'import sys; print(\"%d.%d\" % sys.version_info[:2])'").strip()
        assert f"sudo apt install python{version}-venv" in done.stderr

    def test_should_advise_no_package_that_there_is_not(self, debian):
        """As on Debian 12: its packages have no JDK 25."""
        debian.install("python3-venv")
        debian.root("apt-get purge -yq 'openjdk-25-*' || true; mv /var/lib/apt/lists /var/lib/apt/no-lists")
        try:
            debian.root("mkdir /var/lib/apt/lists; rm -f /var/cache/apt/*.bin")
            done = debian.user("binder/lab", "setup", CONCURRENCY_LAB_JDK_URL="http://127.0.0.1:9/jdk.tar.gz")
        finally:
            debian.root("rm -r /var/lib/apt/lists; mv /var/lib/apt/no-lists /var/lib/apt/lists")
        assert done.returncode == 1 and "no JDK 25 or later was found" in done.stderr
        assert "apt install openjdk" not in done.stderr and "adoptium.net" in done.stderr

    def test_should_set_up_as_an_ordinary_user_through_the_proxy(self, debian):
        debian.install("python3-venv", *(p for p in PACKAGES if p != FONTS))
        debian.root(f"apt-get remove -yq {FONTS} || true")
        config = debian.folder / debian.home.relative_to("/") / ".config/pip/pip.conf"
        config.parent.mkdir(parents=True, exist_ok=True)
        config.write_text("[install]\nuser = true\n")
        done = debian.user("binder/lab", "setup")
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.splitlines()[-1] == "set up"
        # Python's packages and Maven's came that way, and there was no other.
        assert {h for h in debian.proxy.hosts if "maven" in h} and {h for h in debian.proxy.hosts if "py" in h}

    def test_should_name_the_library_without_which_there_are_no_charts(self, debian):
        done = debian.user("binder/lab", "doctor")
        assert done.returncode == 1 and "starts and answers 1 + 1" in done.stdout
        mend = [line for line in done.stdout.splitlines() if line.startswith("MEND")]
        assert len(mend) == 1 and "libharfbuzz" in mend[0] and FONTS in mend[0], mend

    def test_should_lack_nothing_with_all_that_is_named(self, debian):
        debian.install(*PACKAGES)
        done = debian.user("binder/lab", "doctor", PYTHONPATH="/usr/lib/python3/dist-packages")
        assert done.returncode == 0 and "MEND" not in done.stdout, done.stdout
        assert "/usr/bin/python3" in done.stdout and f"through 127.0.0.1:{PORT}" in done.stdout

    def test_should_say_so_if_the_home_may_not_be_written(self, debian):
        done = debian.user("binder/lab", "setup", HOME="/root")
        assert done.returncode == 1 and len(done.stderr.splitlines()) == 1
        assert "your home directory /root cannot be written" in done.stderr

    def test_should_register_its_kernel(self, debian):
        done = debian.user("binder/lab", "kernel", "--user")
        assert done.returncode == 0, done.stderr
        spec = debian.folder / debian.home.relative_to("/") / ".local/share/jupyter/kernels/concurrency-lab/kernel.json"
        assert str(debian.lab) in spec.read_text(encoding="utf-8")
