"""Finds Maven, or fetches the one that the Maven Wrapper's settings name; runs it."""

import os
import re
import shutil
import stat
import subprocess
import zipfile

from . import fetch
from .places import BINDER, ROOT, WINDOWS, cache, shown
from .report import Problem, logged, say

OLDEST = (3, 8)
SETTINGS = BINDER / ".mvn" / "wrapper" / "maven-wrapper.properties"


def version_of(mvn, jdk):
    """(3, 8, 7), or () where it does not run."""
    try:
        said = subprocess.run([mvn, "--version"], env=surroundings(jdk), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60, text=True, errors="replace").stdout
    except (OSError, subprocess.TimeoutExpired):
        return ()
    match = re.search(r"Apache Maven (\d+)\.(\d+)\.(\d+)", said)
    return tuple(int(g) for g in match.groups()) if match else ()


def surroundings(jdk):
    """Maven itself runs on the JDK found, whatever the machine's default `java` is."""
    return {**os.environ, "JAVA_HOME": str(jdk.home)}


def settings():
    lines = SETTINGS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def fetched():
    """Where a Maven fetched by us lies, whether or not it is there."""
    name = settings()["distributionUrl"].rsplit("/", 1)[1].removesuffix("-bin.zip")
    return cache() / "maven" / name / "bin" / ("mvn.cmd" if WINDOWS else "mvn")


def find(jdk):
    """(Maven's program, its version, '' or why the one on PATH does not do)."""
    why = "mvn is not on PATH"
    if mvn := shutil.which("mvn"):
        version = version_of(mvn, jdk)
        if version >= OLDEST:
            return mvn, version, ""
        why = f"{mvn} is {'.'.join(map(str, version))}, older than 3.8" if version else f"{mvn} does not run"
    if fetched().is_file():
        return str(fetched()), version_of(str(fetched()), jdk), ""
    return None, (), why


def ensure(jdk):
    mvn, _, why = find(jdk)
    if mvn:
        return mvn
    wanted = settings()
    address = wanted["distributionUrl"]
    name = address.rsplit("/", 1)[1]
    if repository := os.environ.get("MVNW_REPOURL"):
        version = name.removeprefix("apache-maven-").removesuffix("-bin.zip")
        address = f"{repository.rstrip('/')}/org/apache/maven/apache-maven/{version}/{name}"
    say(f"Maven: fetching {name} from {address} ({why})")
    try:
        with fetch.workbench(cache() / "maven") as bench:
            sha, _ = fetch.download(address, bench / name, "Maven")
            if sha != wanted["distributionSha256Sum"]:
                pinned = wanted["distributionSha256Sum"]
                raise fetch.FetchError(f"the SHA-256 of what {address} sent is {sha}, not {pinned}")
            with zipfile.ZipFile(bench / name) as archive:
                archive.extractall(bench)
            home = bench / fetched().parents[1].name
            program = home / "bin" / fetched().name
            program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
            fetch.move_into_place(home, fetched().parents[1])
    except (fetch.FetchError, OSError, zipfile.BadZipFile) as e:
        raise Problem(
            f"{why}, and Maven could not be fetched: {e}\n"
            "  install Maven 3.8 or later (sudo apt install maven, brew install maven, winget install Apache.Maven),\n"
            "  or name a repository that has it: MVNW_REPOURL=https://... binder/lab"
        ) from e
    return str(fetched())


def run(environment, jdk, step, *goals):
    """Runs Maven at the root, all it says into a log; a failure shows the lines that tell why."""
    log = environment.log(step)
    code, output = logged(log, [ensure(jdk), "-B", "-ntp", *goals], cwd=ROOT, env=surroundings(jdk))
    if code:
        raise Problem(f"Maven failed (exit {code}), whole log in {shown(log)}:\n" + why(output))


NETWORK = re.compile(
    r"Could not transfer|Unknown host|UnknownHost|Network is unreachable|Connection refused"
    r"|Temporary failure in name resolution|timed out|in offline mode"
)
NOISE = re.compile(
    r"Re-run Maven|To see the full stack trace|For more information about the errors"
    r"|\[Help \d\] http|After correcting the problems|mvn <args> -rf|^(\[ERROR\])?\s*$"
)


def why(output):
    """The lines that name the cause: errors, and warnings where those are what failed."""
    levels = "ERROR|FATAL"
    if "-Werror" in output:
        levels += r"|WARNING(?=\] \S+\.java:)"
    lines = [m[2] for m in re.finditer(rf"^\[({levels})\] ?(.*)$", output, re.M) if not NOISE.search(m[2])]
    lines = [re.sub(r" *->? *\[Help \d\]", "", line) for line in lines]
    kept = list(dict.fromkeys(filter(str.strip, lines))) or output.splitlines()
    told = "\n".join("  " + line[:300] for line in kept[:20])
    if NETWORK.search(output):
        return told + "\n  Java packages could not be fetched: the first set-up needs the network; run it again there"
    return told + "\n  mend the cause above and run the command again"
