"""The kernel as a package for pip: jars, launcher and kernelspec; JJava is a dependency."""

import shutil
import xml.etree.ElementTree as ET

from . import kernelspec, steps
from .places import BINDER, ROOT, shown
from .report import Problem, full, logged, say, working
from .stamps import lock, write_atomically

SOURCE = BINDER / "wheel"
REQUIREMENTS = BINDER / "requirements-wheel.txt"
NOTICE = ROOT / "kernel-lib" / "src" / "main" / "resources" / "META-INF" / "NOTICE"
STAGE = ROOT / "target" / "wheel"
# What the launcher needs of ours: how a JDK is found and fetched, and how the kernel is started.
MODULES = ("__init__", "fetch", "heap", "java", "kernelspec", "network", "places", "report", "stamps", "system")


def version():
    """As the root pom has it."""
    return ET.parse(ROOT / "pom.xml").findtext("{*}version")


def build(ready):
    environment = ready.environment
    steps.more_packages(environment, "wheel-packages", REQUIREMENTS, "Python packages that build one")
    with lock(environment), working("package", "building", "built"):
        _stage(kernelspec.class_path(environment))
        log = environment.log("wheel")
        pip = [environment.python, "-m", "pip", "wheel", "-q", "--no-input", "--disable-pip-version-check"]
        code, output = logged(log, [*pip, "--no-deps", "--no-build-isolation", "-w", STAGE.parent, STAGE])
        if code:
            raise Problem(full(output, ROOT) or f"the package could not be built, whole log in {shown(log)}")
    file = STAGE.parent / f"concurrency_lab-{version()}-py3-none-any.whl"
    say(f"install it anywhere: pip install {shown(file)}")
    return 0


def _stage(class_path):
    shutil.rmtree(STAGE, ignore_errors=True)
    package = STAGE / "concurrency_lab"
    for folder in (package / "jars", package / "lab_tools"):
        folder.mkdir(parents=True)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(SOURCE / name, STAGE)
    for file in (ROOT / "LICENSE", NOTICE):
        shutil.copy(file, STAGE)
    shutil.copy(SOURCE / "launcher.py", package / "__main__.py")
    for module in MODULES:
        shutil.copy(BINDER / "lab_tools" / f"{module}.py", package / "lab_tools")
    for jar in class_path:
        shutil.copy(jar, package / "jars")
    write_atomically(package / "__init__.py", '"""The kernel of Concurrency Lab."""\n')
    write_atomically(package / "version.py", f'__version__ = "{version()}"\n')
    write_atomically(package / "logging.properties", kernelspec.LOGGING)
    # Jupyter puts its own Python in the place of this word.
    argv = ["python", "-m", "concurrency_lab"]
    write_atomically(STAGE / "kernelspec" / "kernel.json", kernelspec.text(kernelspec.spec(argv)))
