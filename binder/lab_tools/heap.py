"""The kernel's largest heap, chosen at each start: Jupyter starts the kernel by this file.

It stands alone, and uses little of Python, since every start of a kernel waits for it.
"""

import os
import sys

VARIABLE = "CONCURRENCY_LAB_HEAP"
# Small enough for a container of 2 GB with child JVMs beside it.
SMALL = "512m"


def chosen(environ):
    """The options for `java`: without one it takes a quarter of what the machine or the container has."""
    wished = environ.get(VARIABLE, "")
    if not wished:
        small = environ.get("CONCURRENCY_LAB_SIZE", "").strip().lower() == "small"
        return [f"-Xmx{SMALL}"] if small else []
    digits, unit = wished[:-1], wished[-1]
    if unit not in "mMgG" or not (digits.isascii() and digits.isdigit()) or digits.startswith("0"):
        raise ValueError(f"{VARIABLE} must be a number with m or g behind it, like {SMALL} or 2g, got {wished!r}")
    return [f"-Xmx{wished}"]


def with_heap(argv, environ):
    """A kernel's command line with the heap; one that chooses its own is left as it is."""
    if "-cp" not in argv or any(a.startswith("-Xmx") for a in argv):
        return list(argv)
    at = argv.index("-cp")
    return [*argv[:at], *chosen(environ), *argv[at:]]


def main(argv):
    """Becomes the kernel, so that Jupyter's signals reach it; Windows has no such call."""
    try:
        argv = with_heap(argv, os.environ)
    except ValueError as e:
        print(f"concurrency-lab: {e}", file=sys.stderr)
        return 1
    if os.name == "nt":
        import subprocess

        return subprocess.call(argv)
    os.execvp(argv[0], argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
