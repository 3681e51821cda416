"""Spark's jars: fetched only for who uses Spark, and kept in the user's cache for all time."""

import json
import os
import re
from pathlib import Path

from . import fetch, maven
from .places import BINDER, cache, shown
from .report import Problem, working
from .stamps import lock

VERSION = "4.2.0"
POM = BINDER / "spark" / "pom.xml"


def folder():
    """Where the library looks for them too."""
    named = os.environ.get("CONCURRENCY_LAB_SPARK", "").strip()
    return Path(named) if named else cache() / "spark" / VERSION


def present():
    return (folder() / f"spark-core_2.13-{VERSION}.jar").is_file()


def ensure(ready):
    """Fetches them unless they are there: whole or not at all."""
    if present():
        return folder()
    if os.environ.get("CONCURRENCY_LAB_SPARK", "").strip():
        raise Problem(f"CONCURRENCY_LAB_SPARK names {folder()}, which has no Spark {VERSION}: unset it to have it fetched")
    with lock(ready.environment):
        with working(f"Spark {VERSION}", "fetching 220 MB", f"kept in {shown(folder())}"):
            with fetch.workbench(folder().parent) as bench:
                maven.run(
                    ready.environment, ready.jdk, "spark", "-f", POM,
                    "dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={bench / 'jars'}",
                )
                fetch.move_into_place(bench / "jars", folder())
    return folder()


def wanted(paths):
    """Whether any of these notebooks calls spark(...)."""
    for path in paths:
        try:
            cells = json.loads(Path(path).read_text(encoding="utf-8"))["cells"]
            code = "\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code")
        except (OSError, ValueError, KeyError, TypeError):
            continue  # whoever runs it says what is wrong with it
        if re.search(r"\bspark\(", code):
            return True
    return False
