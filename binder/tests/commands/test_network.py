"""Proxies: what the environment names, told to Java and to Maven, which know none of those variables."""

import http.server
import shutil
import subprocess
import threading
import zipfile
from pathlib import Path

import pytest
from lab_tools import maven, network, places
from lab_tools.kernel_client import Kernel


def options(**environ):
    return set(network.jvm_options(environ))


def test_should_say_nothing_where_no_proxy_is_named():
    assert options() == options(NO_PROXY="example.com") == options(HTTPS_PROXY="") == set()


def test_should_tell_java_the_proxy_of_each_scheme():
    told = options(HTTPS_PROXY="http://proxy.example:3128", http_proxy="other.example:8080")
    assert {"-Dhttps.proxyHost=proxy.example", "-Dhttps.proxyPort=3128"} < told
    assert {"-Dhttp.proxyHost=other.example", "-Dhttp.proxyPort=8080"} < told


def test_should_prefer_small_letters_as_curl_does():
    assert "-Dhttps.proxyHost=small" in options(HTTPS_PROXY="http://capital:1", https_proxy="http://small:1")


def test_should_use_one_proxy_for_all_where_only_that_is_named():
    assert {"-Dhttps.proxyHost=all", "-Dhttp.proxyHost=all"} < options(ALL_PROXY="http://all:1")
    assert {"-DsocksProxyHost=all", "-DsocksProxyPort=1080"} < options(ALL_PROXY="socks5://all")


def test_should_pass_on_a_user_and_a_password_with_any_letter():
    environ = {"HTTPS_PROXY": "http://an%40na:p%20%22w@proxy:1"}
    assert {"-Dhttps.proxyUser=an@na", '-Dhttps.proxyPassword=p "w'} < set(network.jvm_options(environ))
    assert """'-Dhttps.proxyPassword=p "w'""" in network.java_options(environ)
    assert "p%20" not in network.shown(environ["HTTPS_PROXY"]) and network.shown(environ["HTTPS_PROXY"]) == "proxy:1"


@pytest.mark.parametrize("no_proxy, patterns", [
    ("example.com", ["example.com", "*.example.com"]),
    (".example.com", ["example.com", "*.example.com"]),
    ("*.example.com", ["example.com", "*.example.com"]),
    ("host:8080, 10.1.2.3", ["host", "*.host", "10.1.2.3"]),
    ("10.0.0.0/8 192.168.7.0/24", ["10.*", "192.168.7.*"]),
    ("10.1.2.3/32,10.0.0.0/12,what/ever", ["10.1.2.3"]),
    ("::1", ["[::1]"]),
    ("", []),
    ("a,*", None),
])
def test_should_tell_java_which_hosts_to_reach_directly(no_proxy, patterns):
    assert network.direct(no_proxy) == patterns


def test_should_keep_this_machine_among_the_direct_ones():
    assert "-Dhttp.nonProxyHosts=localhost|127.*|[::1]|corp|*.corp" in options(HTTPS_PROXY="http://p:1", NO_PROXY="corp")
    assert options(HTTPS_PROXY="http://p:1", NO_PROXY="*") == set()


class Proxy:
    """A proxy on this machine that answers for a host which exists nowhere, from a Maven repository's files."""

    HOST = "repository.invalid"

    def __init__(self, files, password=""):
        outer, self.asked = self, []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append(self.path)
                if password and self.headers.get("Proxy-Authorization") != password:
                    self.send_response(407)
                    self.send_header("Proxy-Authenticate", 'Basic realm="proxy"')
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                file = files / self.path.removeprefix(f"http://{Proxy.HOST}/")
                found = file.is_file() and self.path.startswith(f"http://{Proxy.HOST}/")
                body = file.read_bytes() if found else b""
                self.send_response(200 if found else 404)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args):
                pass

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self.http.server_port}"

    def __enter__(self):
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *error):
        self.http.shutdown()
        self.http.server_close()


POM = """<project>
 <modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId><version>1</version>
 <packaging>pom</packaging>
 <parent><groupId>only.behind</groupId><artifactId>the-proxy</artifactId><version>1</version><relativePath/></parent>
</project>"""
PARENT = """<project>
 <modelVersion>4.0.0</modelVersion><groupId>only.behind</groupId><artifactId>the-proxy</artifactId>
 <version>1</version><packaging>pom</packaging>
</project>"""
SETTINGS = f"""<settings><mirrors><mirror>
 <id>company</id><mirrorOf>*</mirrorOf><url>http://{Proxy.HOST}/</url>
</mirror></mirrors></settings>"""


class Behind:
    """A project whose parent lies in a company's repository, and a user whose settings name that one."""

    def __init__(self, folder, monkeypatch):
        self.files, self.project, self.home = folder / "files", folder / "project", folder / "home"
        parent = self.files / "only/behind/the-proxy/1/the-proxy-1.pom"
        for file, text in ((parent, PARENT), (self.project / "pom.xml", POM), (self.home / ".m2/settings.xml", SETTINGS)):
            file.parent.mkdir(parents=True)
            file.write_text(text)
        for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.lower(), raising=False)
        monkeypatch.setenv("HOME", str(self.home))
        self.set = monkeypatch.setenv

    def validate(self, jdk):
        argv = maven.command(places.Environment(self.home, own=True), jdk, "validate")
        return subprocess.run(argv, cwd=self.project, env=maven.surroundings(jdk), capture_output=True, text=True)


@pytest.fixture
def behind(ready, tmp_path, monkeypatch):
    return Behind(tmp_path, monkeypatch)


def test_should_reach_mavens_repository_through_a_proxy_that_is_the_only_way(behind, ready):
    assert behind.validate(ready.jdk).returncode != 0
    shutil.rmtree(behind.home / ".m2/repository")
    with Proxy(behind.files) as proxy:
        behind.set("http_proxy", f"http://{proxy.address}")
        done = behind.validate(ready.jdk)
        assert done.returncode == 0, done.stdout
        assert f"http://{Proxy.HOST}/only/behind/the-proxy/1/the-proxy-1.pom" in proxy.asked


@pytest.mark.long
def test_should_give_the_proxy_its_password(behind, ready):
    with Proxy(behind.files, "Basic YW5uYTpzIGVjcmV0") as proxy:  # anna:s ecret
        behind.set("HTTP_PROXY", f"http://anna:s%20ecret@{proxy.address}")
        done = behind.validate(ready.jdk)
        assert done.returncode == 0, done.stdout
    # The company's mirror is still among the settings, and nobody else may read them.
    settings = behind.home / "maven-settings.xml"
    assert Proxy.HOST in settings.read_text() and settings.stat().st_mode & 0o077 == 0


@pytest.mark.long
def test_should_not_ask_the_proxy_for_a_host_that_is_to_be_reached_directly(behind, ready):
    with Proxy(behind.files) as proxy:
        behind.set("HTTP_PROXY", f"http://{proxy.address}")
        behind.set("NO_PROXY", "localhost,.invalid")
        assert behind.validate(ready.jdk).returncode != 0
        assert proxy.asked == []


@pytest.mark.long
def test_should_name_the_mirror_that_failed_and_its_file(behind, ready):
    told = maven.why(behind.validate(ready.jdk).stdout)
    file = behind.home / ".m2/settings.xml"
    assert told.splitlines()[-1].strip() == (
        f"{file} names the mirror company (http://{Proxy.HOST}/) that failed: mend it there, or take it out"
    )


def test_should_name_the_settings_that_keep_maven_offline(behind, ready):
    file = behind.home / ".m2/settings.xml"
    file.write_text("<settings><offline>true</offline></settings>")
    told = maven.why(behind.validate(ready.jdk).stdout)
    assert f"{file} keeps Maven offline" in told.splitlines()[-1]


def test_should_name_the_proxy_that_did_not_let_maven_through(behind, ready):
    (Path(behind.home) / ".m2/settings.xml").unlink()
    behind.set("HTTPS_PROXY", "http://anna:secret@127.0.0.1:9")
    told = maven.why(behind.validate(ready.jdk).stdout)
    assert "through the proxy 127.0.0.1:9" in told.splitlines()[-1] and "secret" not in told.splitlines()[-1]


READ = f'new String(URI.create("http://{Proxy.HOST}/only/behind/the-proxy/1/the-proxy-1.pom").toURL().openStream().readAllBytes())'


class TestKernel:
    """What a cell fetches goes the same way."""

    def test_should_fetch_through_the_proxy(self, behind, ready):
        with Proxy(behind.files) as proxy:
            behind.set("http_proxy", f"http://{proxy.address}")
            # What it fetches is kept at home.
            with Kernel(command=lambda argv: [argv[0], f"-Duser.home={behind.home}", *argv[1:]]) as kernel:
                assert "<artifactId>the-proxy</artifactId>" in kernel.execute(READ).text()
                # A library, from a repository that only the proxy reaches.
                library(behind.files)
                for cell in f"%mavenRepo company http://{Proxy.HOST}/", "%maven only.behind:library:1":
                    outcome = kernel.execute(cell)
                    assert outcome.error is None, outcome.error
            assert f"http://{Proxy.HOST}/only/behind/library/1/library-1.jar" in proxy.asked

    @pytest.mark.long
    def test_should_give_the_proxy_its_password_and_nobody_else(self, behind, ready):
        with Proxy(behind.files, "Basic YW5uYTpzIGVjcmV0") as proxy:  # anna:s ecret
            behind.set("HTTP_PROXY", f"http://anna:s%20ecret@{proxy.address}")
            with Kernel() as kernel:
                assert "<artifactId>the-proxy</artifactId>" in kernel.execute(READ).text()
                words = kernel.execute("ProcessHandle.current().info().commandLine().orElseThrow()").text()
            assert proxy.address.split(":")[1] in words and "ecret" not in words

    @pytest.mark.long
    def test_should_not_ask_the_proxy_for_a_host_that_is_to_be_reached_directly(self, behind, ready):
        with Proxy(behind.files) as proxy:
            behind.set("HTTP_PROXY", f"http://{proxy.address}")
            behind.set("NO_PROXY", ".invalid")
            with Kernel() as kernel:
                assert "UnknownHostException" in str(kernel.execute(READ).error)
            assert proxy.asked == []


def library(files):
    """A library of one text in a repository of Maven's."""
    folder = files / "only/behind/library/1"
    folder.mkdir(parents=True)
    (folder / "library-1.pom").write_text(PARENT.replace("the-proxy", "library").replace("<packaging>pom</packaging>", ""))
    with zipfile.ZipFile(folder / "library-1.jar", "w") as jar:
        jar.writestr("said.txt", "reached")
