"""Where things lie: the repository, the Python environment, the user's cache."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from . import system

ROOT = Path(__file__).resolve().parents[2]
BINDER = ROOT / "binder"
LAB = BINDER / "lab"
NOTEBOOKS = ROOT / "notebooks"
START = NOTEBOOKS / "00-start.ipynb"
KERNEL = "concurrency-lab"
WINDOWS = system.HERE is system.System.WINDOWS


@dataclass(frozen=True)
class Environment:
    """The Python environment with JupyterLab in it: .venv, or on Binder the image's own."""

    prefix: Path
    own: bool

    @staticmethod
    def current(here=False):
        if here or os.environ.get("CONCURRENCY_LAB_HERE") == "1":
            return Environment(Path(sys.prefix), own=False)
        return Environment(ROOT / ".venv", own=True)

    @property
    def python(self):
        return system.HERE.python(self.prefix) if self.own else Path(sys.executable)

    @property
    def state(self):
        """Stamps, lock and logs."""
        return self.prefix if self.own else self.prefix / "share" / "concurrency-lab"

    @property
    def jars(self):
        return self.prefix / "share" / "concurrency-lab" / "jars"

    @property
    def jjava(self):
        return self.prefix / "share" / "jupyter" / "kernels" / "java" / "jjava.jar"

    @property
    def kernelspec(self):
        return self.prefix / "share" / "jupyter" / "kernels" / KERNEL / "kernel.json"

    def log(self, step):
        return self.state / "log" / f"{step}.log"


def shown(path):
    """A path as the user would type it from the repository's root."""
    try:
        return os.path.relpath(path, ROOT) if Path(path).is_relative_to(ROOT) else str(path)
    except ValueError:
        return str(path)


def home():
    """The user's home directory."""
    return Path(os.path.expanduser("~"))


def cache():
    """The user's cache directory for this project."""
    return system.HERE.cache(os.environ, home()) / "concurrency-lab"
