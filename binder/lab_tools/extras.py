"""What only some notebooks use: jars fetched once, when asked for, and kept in the user's cache for all time."""

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

from . import fetch, maven
from .places import BINDER, cache, shown
from .report import Problem, working
from .stamps import lock


@dataclass(frozen=True)
class Extra:
    """Some jars that binder/NAME/pom.xml lists."""

    name: str
    version: str
    megabytes: int
    marker: str  # a jar that is there if they are
    call: str  # how a cell asks for it

    @property
    def command(self):
        return self.name.lower()

    @property
    def variable(self):
        return f"CONCURRENCY_LAB_{self.name.upper()}"

    def folder(self):
        """Where the library looks for them too."""
        named = os.environ.get(self.variable, "").strip()
        return Path(named) if named else cache() / self.command / self.version

    def present(self):
        return (self.folder() / self.marker).is_file()

    def ensure(self, ready):
        """Fetches them unless they are there: whole or not at all."""
        folder = self.folder()
        if self.present():
            return folder
        if os.environ.get(self.variable, "").strip():
            raise Problem(
                f"{self.variable} names {folder}, which has no {self.name} {self.version}: unset it to have it fetched"
            )
        with lock(ready.environment):
            with working(f"{self.name} {self.version}", f"fetching {self.megabytes} MB", f"kept in {shown(folder)}"):
                with fetch.workbench(folder.parent) as bench:
                    maven.run(
                        ready.environment, ready.jdk, self.command, "-f", BINDER / self.command / "pom.xml",
                        "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={bench / 'jars'}",
                    )
                    fetch.move_into_place(bench / "jars", folder)
        return folder


SPARK = Extra("Spark", "4.2.0", 220, "spark-core_2.13-4.2.0.jar", r"\bspark\(")
JYTHON = Extra("Jython", "2.7.4", 50, "jython-standalone-2.7.4.jar", r"\bpython\(\s*\"jython\"")
ALL = {extra.command: extra for extra in (SPARK, JYTHON)}


def wanted(paths):
    """Those that any of these notebooks asks for."""
    cells = []
    for path in paths:
        try:
            notebook = json.loads(Path(path).read_text(encoding="utf-8"))
            cells += ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
        except (OSError, ValueError, KeyError, TypeError):
            continue  # whoever runs it says what is wrong with it
    return [extra for extra in ALL.values() if any(re.search(extra.call, cell) for cell in cells)]
