"""Starts the kernel: Jupyter calls `python -m concurrency_lab CONNECTION_FILE`."""

import importlib.metadata
import os
import sys
from pathlib import Path

from .lab_tools import heap, java, kernelspec, report
from .lab_tools.places import Environment

HERE = Path(__file__).resolve().parent


def main(arguments):
    try:
        if arguments == ["--jdk"]:
            java.ensure(Environment(Path(sys.prefix), own=False))
            return 0
        if len(arguments) != 1 or arguments[0].startswith("-"):
            print("usage: python -m concurrency_lab CONNECTION_FILE | --jdk", file=sys.stderr)
            return 2
        return report.replace(command(arguments[0]), dict(os.environ))
    except report.Problem as e:
        print(f"concurrency_lab: {e}", file=sys.stderr)
        return 1


def command(connection_file):
    """The kernel's command line, for the JDK found now."""
    jdk = java.find()
    if not jdk:
        fetch = f"  or have one fetched: {sys.executable} -m concurrency_lab --jdk"
        raise report.Problem(f"{java.message(java.installed())}\n{fetch}")
    kernelspec.check_heap()
    argv = kernelspec.command(jdk, sorted((HERE / "jars").glob("*.jar")), _jjava(), HERE / "logging.properties")
    return [*heap.with_proxies(heap.with_heap(argv, os.environ), os.environ), connection_file]


def _jjava():
    for file in importlib.metadata.files("jjava") or ():
        if file.name == "jjava.jar":
            return Path(file.locate()).resolve()
    raise report.Problem("the package jjava has no jjava.jar: install it anew, pip install --force-reinstall jjava")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
