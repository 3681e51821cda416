"""Finds a JDK that fits among those installed, or fetches one into the user's cache."""

import os
import platform
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from . import fetch, system
from .places import cache, home
from .report import Problem, duration, installs, say

FEATURE = 25
ADOPTIUM = f"https://adoptium.net/temurin/releases?version={FEATURE}"


@dataclass(frozen=True)
class Jdk:
    home: Path
    version: str
    unfit: str = ""

    @property
    def feature(self):
        match = re.match(r"(?:1\.)?(\d+)", self.version)
        return int(match[1]) if match else 0

    def tool(self, name):
        return self.home / "bin" / (system.HERE.program(name))


def usual_places():
    """Patterns of directories that hold JDKs, by the habits of installers."""
    return system.HERE.jdks(os.environ, home()) + [cache() / "jdk" / "*"]


def _homes(patterns):
    """(directory, was it named by the user or by PATH), most telling first, none twice."""
    named = [os.environ.get("JAVA_HOME"), _on_path()]
    found = [(Path(n), True) for n in named if n]
    for pattern in patterns:
        found += [(p, False) for p in sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))]
    seen = set()
    for home, told in found:
        for inner in ("Contents/Home", "libexec/openjdk.jdk/Contents/Home"):
            if os.path.isdir(home / inner):
                home = home / inner
        key = os.path.realpath(home)
        if key not in seen and (told or os.path.isfile(home / "bin" / (system.HERE.program("java")))):
            seen.add(key)
            yield home


def _on_path():
    java = shutil.which("java")
    if not java:
        return None
    home = Path(java).resolve().parent.parent
    if os.path.isfile(home / "release") or system.HERE is system.System.MAC:
        return home
    # A version manager's stand-in: only the running VM knows its home.
    match = re.search(r"java\.home = (.+)", _run(java, "-XshowSettings:properties", "-version"))
    return match[1].strip() if match else None


def _run(*argv):
    try:
        done = subprocess.run([str(a) for a in argv], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60, text=True, errors="replace")
    except (OSError, subprocess.TimeoutExpired) as e:
        return f"does not run ({e})"
    return done.stdout if done.returncode == 0 else f"does not run ({done.stdout.strip()[:200]})"


def look(home):
    """What is in a directory that should be a JDK, and why it does not do, if so."""
    home = Path(home).expanduser().absolute()
    # os.path, not Path: a folder that may not be read is simply no JDK.
    if not os.path.isfile(home / "bin" / (system.HERE.program("java"))):
        return Jdk(home, "", "has no bin/java")
    try:
        release = (home / "release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        release = ""
    match = re.search(r'^JAVA_VERSION="?([^"\n]+)', release, re.M)
    version = match[1] if match else ""
    if not version:
        match = re.search(r'version "([^"]+)"', _run(home / "bin" / (system.HERE.program("java")), "-version"))
        version = match[1] if match else ""
    jdk = Jdk(home, version)
    if not version:
        return Jdk(home, "", "does not tell its version")
    if jdk.feature < FEATURE:
        return Jdk(home, version, f"is older than {FEATURE}")
    if not os.path.isfile(jdk.tool("javac")):
        return Jdk(home, version, "has no compiler (bin/javac), so it is a runtime only")
    modules = re.search(r'^MODULES="([^"]+)"', release, re.M)
    if modules and "jdk.jshell" not in modules[1].split():
        return Jdk(home, version, "lacks the module jdk.jshell")
    return jdk


def installed(patterns=None):
    return [look(home) for home in _homes(usual_places() if patterns is None else patterns)]


def choose(found):
    """The lowest version that fits, so that 25, the long-term one, comes before newer ones."""
    fit = [jdk for jdk in found if not jdk.unfit]
    return min(fit, key=lambda jdk: jdk.feature) if fit else None


def wished():
    """The JDK that CONCURRENCY_LAB_JDK names: a wish that is carried out or refused, not passed over."""
    home = os.environ.get("CONCURRENCY_LAB_JDK")
    if not home:
        return None
    jdk = look(home)
    if jdk.unfit:
        version = f" (Java {jdk.version})" if jdk.version else ""
        raise Problem(
            f"CONCURRENCY_LAB_JDK={home}{version} {jdk.unfit}: "
            f"set it to the home of a JDK {FEATURE} or later, or unset it"
        )
    return jdk


def find(patterns=None):
    """A fitting installed JDK without starting any process in the usual case, or None."""
    return wished() or choose(installed(patterns))


def check_runs(jdk):
    """A JDK for another processor or C library looks right and fails only when started."""
    said = _run(jdk.tool("javac"), "-version")
    return "" if "javac" in said and not said.startswith("does not run") else said.strip()


def ensure(environment, patterns=None):
    """Finds a JDK that runs, or fetches one; says which was taken."""
    found = [wished()] if os.environ.get("CONCURRENCY_LAB_JDK") else installed(patterns)
    while jdk := choose(found):
        trouble = check_runs(jdk)
        if not trouble:
            say(f"JDK: Java {jdk.version} at {jdk.home}")
            return jdk
        found[found.index(jdk)] = Jdk(jdk.home, jdk.version, trouble)
    try:
        return _fetch(environment)
    except fetch.FetchError as e:
        raise Problem(message(found, str(e))) from e


def message(found, fetching=""):
    """Everything there is to know when no JDK fits, in one message."""
    lines = [f"no JDK {FEATURE} or later was found" + (f", and none could be fetched: {fetching}" if fetching else "")]
    for jdk in found:
        lines.append(f"  {jdk.home} (Java {jdk.version or '?'}) {jdk.unfit}")
    if not found:
        lines.append("  no Java at all was seen in JAVA_HOME, on PATH or in the usual places")
    how = system.HERE.install("jdk", installs) or f"no package here: unpack one from {ADOPTIUM} anywhere"
    lines.append(f"  install one ({how}), or name one you have: CONCURRENCY_LAB_JDK=/path/to/jdk binder/lab")
    return "\n".join(lines)


# The install-jdk package lives in the environment, not in the Python that runs this script.
_ADDRESS = """
import sys, jdk
from jdk.enums import Architecture
arch = Architecture.AARCH64 if sys.argv[2] in ("arm64", "aarch64") else jdk.ARCH
print(jdk.get_download_url(sys.argv[1], arch=arch))
"""
_UNPACK = """
import sys
from jdk import extractor
extractor.extract_files(sys.argv[1], extractor.get_compressed_file_ext(sys.argv[1]), sys.argv[2])
"""


def _fetch(environment):
    start = time.monotonic()
    address = os.environ.get("CONCURRENCY_LAB_JDK_URL")
    if not address:
        address = _run(environment.python, "-c", _ADDRESS, FEATURE, platform.machine().lower()).strip()
        if not address.startswith("http"):
            raise fetch.FetchError(f"install-jdk {address}")
    say(f"JDK: fetching Temurin {FEATURE} from {address} into {cache() / 'jdk'} (about 200 MB)")
    with fetch.workbench(cache() / "jdk") as bench:
        archive = bench / system.HERE.jdk_archive
        sha, addresses = fetch.download(address, archive, "JDK")
        checked = _check_sum(sha, addresses)
        unpacked = bench / "unpacked"
        unpacked.mkdir()
        said = _run(environment.python, "-c", _UNPACK, archive, unpacked)
        tops = list(unpacked.iterdir())
        if said.startswith("does not run") or len(tops) != 1:
            raise fetch.FetchError(f"what {address} sent does not unpack, {sha[:12]}...")
        home = system.HERE.jdk_home(tops[0])
        jdk = look(home)
        trouble = jdk.unfit or check_runs(jdk)
        if trouble:
            raise fetch.FetchError(f"what {address} sent (Java {jdk.version or '?'}) {trouble}")
        target = cache() / "jdk" / tops[0].name
        fetch.move_into_place(tops[0], target)
    jdk = look(system.HERE.jdk_home(target))
    say(f"JDK: Java {jdk.version} fetched and checked ({checked}) in {duration(time.monotonic() - start)}: {jdk.home}")
    return jdk


def _check_sum(sha, addresses):
    """Temurin keeps a SHA-256 beside each archive, under the archive's own name."""
    for address in (a.split("?")[0] for a in addresses):
        if not address.endswith((".tar.gz", ".zip")):
            continue
        match = re.match(r"\s*([0-9a-fA-F]{64})\b", fetch.text(address + ".sha256.txt"))
        if match and match[1].lower() != sha:
            raise fetch.FetchError(f"the SHA-256 of what {address} sent is {sha}, its vendor says {match[1].lower()}")
        if match:
            return "SHA-256, it runs"
    return "its vendor gives no checksum; it runs"
