"""Finds Maven, or takes the Maven Wrapper that lies beside; runs it."""

import contextlib
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

from . import network, system
from .places import BINDER, ROOT, home, shown
from .report import Beside, Problem, full, installs, say

OLDEST = (3, 8)
WRAPPER = BINDER / system.HERE.script("mvnw")
# Maven is done before the virtual machine's better compiler would pay.
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def version_of(mvn, jdk):
    """(3, 8, 7), or () where it does not run."""
    return _version(_asked(mvn, jdk))


def _asked(mvn, jdk, timeout=60):
    try:
        # The wrapper's own helpers look for each other from where it lies.
        return subprocess.run([mvn, "--version"], env=surroundings(jdk), stdin=subprocess.DEVNULL, cwd=BINDER,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=timeout, text=True,
                              errors="replace").stdout
    except (OSError, subprocess.TimeoutExpired) as e:
        return str(e)


def _version(said):
    match = re.search(r"Apache Maven (\d+)\.(\d+)\.(\d+)", said)
    return tuple(int(g) for g in match.groups()) if match else ()


def surroundings(jdk):
    """Maven itself runs on the JDK found, whatever the machine's default `java` is, and behind the user's proxies."""
    ours = {"MAVEN_OPTS": QUICK, **os.environ, "JAVA_HOME": str(jdk.home)}
    if options := network.java_options(home=elsewhere()):
        ours["JDK_JAVA_OPTIONS"] = options
    if system.HERE.windows:
        # There the wrapper looks for its settings from the current folder upwards.
        ours["MAVEN_BASEDIR"] = str(BINDER)
    return ours


def elsewhere():
    """The home directory that HOME names, if it is not the one that Java takes from the system's list of users."""
    try:
        import pwd

        known = pwd.getpwuid(os.getuid()).pw_dir
    except (ImportError, KeyError):
        return None
    return None if os.path.realpath(known) == os.path.realpath(home()) else home()


def find(jdk):
    """(Maven's program, its version, '' or why the one on PATH does not do)."""
    mvn = shutil.which("mvn")
    if not mvn:
        return None, (), "mvn is not on PATH"
    version = version_of(mvn, jdk)
    if version >= OLDEST:
        return mvn, version, ""
    return None, (), f"{mvn} is {'.'.join(map(str, version))}, older than 3.8" if version else f"{mvn} does not run"


def ensure(jdk):
    """A Maven that runs; the wrapper fetches one the first time."""
    mvn, _, why = find(jdk)
    if mvn:
        return mvn
    say(f"Maven: {shown(WRAPPER)} fetches it unless it has done so before ({why})")
    said = _asked(WRAPPER, jdk, timeout=600)
    if not _version(said):
        told = [line.strip() for line in said.splitlines() if line.strip() and not line.startswith(("NOTE:", "\tat "))]
        raise Problem(
            full(said, home() / ".m2")
            or f"{why}, and {shown(WRAPPER)} could not fetch it: {' '.join(told)[:600] or 'it says nothing'}\n"
            f"  install Maven 3.8 or later ({system.HERE.install('maven', installs) or 'from https://maven.apache.org'}),\n"
            "  or name a repository that has it: MVNW_REPOURL=https://... binder/lab"
        )
    return str(WRAPPER)


def command(environment, jdk, *goals):
    """Maven's command line for these goals."""
    return [ensure(jdk), "-B", "-ntp", *_with_password(environment), *goals]


def _with_password(environment):
    """The user's settings with the proxies' passwords added: Maven takes them from nowhere else."""
    proxies = network.with_password()
    user = _parsed(_user_settings())
    if not proxies or (user is not None and user.find("{*}proxies/{*}proxy") is not None):
        return []
    settings = ET.Element("settings") if user is None else user
    space = settings.tag.removesuffix("settings")
    kept = ET.SubElement(settings, f"{space}proxies")
    for proxy in proxies:
        one = ET.SubElement(kept, f"{space}proxy")
        for tag, text in proxy.items():
            ET.SubElement(one, f"{space}{tag}").text = text
    file = environment.state / "maven-settings.xml"
    file.touch(mode=0o600)
    file.write_text(ET.tostring(settings, encoding="unicode"), encoding="utf-8")
    return ["-s", str(file)]


def run(environment, jdk, step, *goals):
    """Runs Maven at the root, all it says into a log; a failure shows the lines that tell why."""
    with started(environment, jdk, step, *goals) as finish:
        finish()


@contextlib.contextmanager
def started(environment, jdk, step, *goals):
    """The same beside something else, with which it ends; what is given waits for it, and then says what failed."""
    argv, log = command(environment, jdk, *goals), environment.log(step)
    with Beside(argv, log, cwd=ROOT, env=surroundings(jdk)) as process:
        process.start()

        def finish():
            if code := process.wait():
                output = process.output()
                raise Problem(full(output, ROOT) or f"Maven failed (exit {code}), whole log in {shown(log)}:\n" + why(output))

        yield finish


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
    return f"{told}\n  {_remedy(output)}"


def _remedy(output):
    if re.search(r"Could not create local repository|repository.*(Permission denied|AccessDenied)", output):
        return "Maven keeps what it fetches in .m2 of your home directory: make that writable and run it again"
    if not NETWORK.search(output):
        return "mend the cause above and run the command again"
    for file, settings in _settings():
        if "in offline mode" in output and settings.findtext("{*}offline", "").strip() == "true":
            return f"{file} keeps Maven offline: set <offline> there to false for the first set-up"
        for mirror in settings.iterfind("{*}mirrors/{*}mirror"):
            named, url = (mirror.findtext(f"{{*}}{tag}", "").strip() for tag in ("id", "url"))
            if named and re.search(rf"(from/to|in|from) {re.escape(named)} \(", output):
                return f"{file} names the mirror {named} ({url}) that failed: mend it there, or take it out"
    if through := network.proxies():
        return f"it went through the proxy {network.shown(next(iter(through.values())))}: see that it may, and run it again"
    return "the first set-up needs the network: run it again there; behind a proxy set HTTPS_PROXY"


def _settings():
    """(file, its XML) of what Maven was told by the user and by who installed it."""
    places = [_user_settings()]
    if mvn := shutil.which("mvn"):
        places.append(os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(mvn))), "conf", "settings.xml"))
    for file in places:
        settings = _parsed(file)
        if settings is not None:
            yield file, settings


def _user_settings():
    return home() / ".m2" / "settings.xml"


def _parsed(file):
    with contextlib.suppress(OSError, ET.ParseError):
        return ET.parse(file).getroot()
    return None
