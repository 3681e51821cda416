"""The set-up, step by step; each is skipped while its inputs are what they were."""

import contextlib
import os
import platform
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from . import jars, java, kernelspec, maven, network, system, training
from .places import BINDER, ROOT, Environment, home, shown
from .report import Problem, full, installs, logged, working
from .stamps import Stamps, digest, lock

REQUIREMENTS = BINDER / "requirements.txt"
TEST_REQUIREMENTS = BINDER / "requirements-test.txt"
KERNEL_STEP = "Java packages"


@dataclass(frozen=True)
class Ready:
    environment: Environment
    jdk: java.Jdk


def set_up(environment, kernel=True):
    """Does what is not done yet and returns when notebooks can run; without a kernel, when Maven can."""
    kernelspec.check_path(environment)
    kernelspec.check_heap()
    check_home()
    stamps = Stamps(environment)
    jdk = java.find()
    left = todo(environment, stamps, jdk)
    if not left or (not kernel and left == [KERNEL_STEP]):
        return Ready(environment, jdk)
    with lock(environment), contextlib.ExitStack() as ends:
        _venv(environment, stamps)
        compiled = None
        if kernel and jdk and KERNEL_STEP in left[1:]:
            # Maven and pip do not need each other; where there is no JDK yet, a package of pip's fetches one.
            compiled = jdk, ends.enter_context(_compile(environment, jdk))
        _packages(environment, stamps)
        jdk = _jdk(environment, stamps)
        if kernel:
            _build(environment, stamps, jdk, compiled)
    return Ready(environment, jdk)


def todo(environment, stamps, jdk):
    """Names of the steps still to do; reads files only, so that a second start is quick."""
    steps = {
        "Python environment": stamps.fresh("venv", _venv_inputs(environment)) and environment.python.exists(),
        "Python packages": stamps.fresh("packages", _package_inputs(environment)) and environment.jjava.exists(),
        "JDK": jdk and stamps.fresh("jdk", _jdk_inputs(jdk)),
        KERNEL_STEP: jdk and _built(environment, stamps, jdk),
    }
    return [step for step, done in steps.items() if not done]


def _venv_inputs(environment):
    # A moved repository has an environment full of wrong paths.
    base = getattr(sys, "_base_executable", None) or sys.executable
    return digest(str(environment.prefix), os.path.realpath(base), platform.python_version())


def _venv(environment, stamps):
    inputs = _venv_inputs(environment)
    if stamps.fresh("venv", inputs) and environment.python.exists():
        return
    if environment.own:
        with working("Python environment", "building", f"built in {shown(environment.prefix)}"):
            _clear(environment)
            base = getattr(sys, "_base_executable", None) or sys.executable
            log = environment.log("venv")
            code, output = logged(log, [base, "-m", "venv", environment.prefix])
            if code:
                remedy = "see the log"
                if "ensurepip" in output or "No module named venv" in output:
                    how = system.HERE.install("venv", installs) or "use a complete Python"
                    remedy = f"this Python lacks its venv module, install it ({how})"
                raise Problem(
                    full(output, environment.prefix)
                    or f"the Python environment could not be built: {remedy}; whole log in {shown(log)}"
                )
    stamps.done("venv", inputs)


def _clear(environment):
    """Removes an old environment but for the lock that is being held."""
    for child in environment.prefix.iterdir():
        if child.name != ".lock":
            shutil.rmtree(child) if child.is_dir() and not child.is_symlink() else child.unlink()


def _package_inputs(environment, requirements=REQUIREMENTS):
    return digest(_venv_inputs(environment), requirements)


def _packages(environment, stamps, step="packages", requirements=REQUIREMENTS, thing="Python packages"):
    inputs = _package_inputs(environment, requirements)
    if stamps.fresh(step, inputs) and (requirements != REQUIREMENTS or environment.jjava.exists()):
        return
    with working(thing, "installing", "installed"):
        log = environment.log(step)
        pip = [environment.python, "-m", "pip", "install", "-q", "--no-input", "--disable-pip-version-check"]
        # A pip.conf that installs for the user by default does not mean this environment.
        into = {**os.environ, "PIP_USER": "0"}
        code, output = logged(log, [*pip, "--require-hashes", "-r", requirements], env=into)
        if code:
            errors = [line for line in output.splitlines() if line.startswith("ERROR")] or output.splitlines()
            raise Problem(
                full(output, environment.prefix)
                or f"pip could not install {shown(requirements)}, whole log in {shown(log)}:\n"
                + "\n".join("  " + line[:300] for line in errors[-5:])
                + f"\n  {_pip_remedy(environment)}"
            )
    stamps.done(step, inputs)


def _pip_remedy(environment):
    """Which setting sends pip to another index, if one does."""
    _, told = logged(environment.log("pip-settings"), [environment.python, "-m", "pip", "config", "debug"])
    file, found = "", []
    for line in told.splitlines():
        if line.strip().endswith("exists: True"):
            file = line.strip().removesuffix(", exists: True")
        elif match := re.match(r"\s+(PIP_\w*INDEX\w*|[\w.-]*index-url|[\w.-]*no-index)[=:]\s*(\S+)", line):
            found.append(f"{file or 'the environment'} sets {match[1]} to {match[2]}")
        elif line.startswith("env"):
            file = ""
    if found:
        return f"{found[-1]}: see that this index answers and has these packages, or take the setting out"
    if through := network.proxies():
        return f"it went through the proxy {network.shown(next(iter(through.values())))}: see that it may, and run it again"
    return "the first set-up needs the network; behind a proxy set HTTPS_PROXY"


def check_home():
    """Maven, pip and Jupyter keep files in the user's home directory; each fails in its own words without one."""
    if not os.access(home(), os.W_OK | os.X_OK):
        raise Problem(
            f"your home directory {home()} {'cannot be written' if home().exists() else 'is not there'}: Maven's, "
            f"Jupyter's and our files go there; name another folder, HOME=/path/to/folder {system.HERE.command}"
        )


def test_packages(environment):
    """What only the tests need."""
    more_packages(environment, "test-packages", TEST_REQUIREMENTS, "Python packages for tests")


def more_packages(environment, step, requirements, thing):
    """What only one command needs."""
    stamps = Stamps(environment)
    if not stamps.fresh(step, _package_inputs(environment, requirements)):
        with lock(environment):
            _packages(environment, stamps, step, requirements, thing)


def apart(prefix, requirements, thing):
    """An environment for one command alone, so that the ordinary one stays small."""
    environment = Environment(prefix, own=True)
    stamps = Stamps(environment)
    with lock(environment):
        _venv(environment, stamps)
        _packages(environment, stamps, "packages", requirements, thing)
    return environment


def _jdk_inputs(jdk):
    return digest(str(jdk.home), jdk.version)


def _jdk(environment, stamps):
    jdk = java.find()
    if jdk and stamps.fresh("jdk", _jdk_inputs(jdk)):
        return jdk
    jdk = java.ensure(environment)
    stamps.done("jdk", _jdk_inputs(jdk))
    return jdk


def sources():
    """The files that the jars are made of."""
    parts = [ROOT / module / part for module in jars.MODULES for part in ("pom.xml", "src/main")]
    return [ROOT / "pom.xml", *parts]


def _build_inputs(environment, jdk):
    # The kernelspec and the caches are written with the build, so their text counts as a source.
    ours = [Path(module.__file__) for module in (kernelspec, jars, training)]
    return digest(_package_inputs(environment), _jdk_inputs(jdk), *ours, *sources())


def _built(environment, stamps, jdk):
    return stamps.fresh("build", _build_inputs(environment, jdk)) and kernelspec.present(environment)


def _compile(environment, jdk):
    # Fetching Maven says so itself, on lines of its own.
    maven.ensure(jdk)
    return maven.started(environment, jdk, "build", "-Pset-up", "-pl", ",".join(jars.MODULES), "-am", "package")


def _build(environment, stamps, jdk, compiled=None):
    """What was begun beside the packages counts if it was with the same JDK."""
    if _built(environment, stamps, jdk):
        return
    inputs = _build_inputs(environment, jdk)
    begun, finish = compiled or (None, None)
    with contextlib.ExitStack() as ends:
        if begun != jdk:
            finish = ends.enter_context(_compile(environment, jdk))
        with working("Java packages", "building", "built"):
            finish()
            for jar in jars.built():
                if not jar.is_file():
                    raise Problem(f"Maven left no {shown(jar)}: see {shown(environment.log('build'))}")
            kept = jars.keep(environment)
            kernelspec.install(environment, jdk, kept)
            jars.quicken(environment, jdk, kept)
    stamps.done("build", inputs)
