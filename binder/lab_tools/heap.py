"""The kernel's largest heap and its proxies, chosen at each start: Jupyter starts the kernel by this file.

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
    if any(a.startswith("-Xmx") for a in argv):
        return list(argv)
    return _with(argv, chosen(environ))


def with_proxies(argv, environ):
    """The same with the proxies that the environment names, but no password: a command line is everybody's to read."""
    if not any(name.lower().endswith("_proxy") for name in environ):
        return list(argv)
    # By itself this file sees nothing beside it; behind all that is Python's, so that nothing here stands in for it.
    sys.path.append(os.path.dirname(os.path.abspath(__file__)))
    import network

    secret = (".proxyUser=", ".proxyPassword=")
    return _with(argv, [option for option in network.jvm_options(environ) if not any(s in option for s in secret)])


def _with(argv, options):
    if "-cp" not in argv:
        return list(argv)
    at = argv.index("-cp")
    return [*argv[:at], *options, *argv[at:]]


def main(argv):
    """Becomes the kernel, so that Jupyter's signals reach it; Windows has no such call."""
    try:
        argv = with_proxies(with_heap(argv, os.environ), os.environ)
    except ValueError as e:
        print(f"concurrency-lab: {e}", file=sys.stderr)
        return 1
    if os.name == "nt":
        import subprocess

        return subprocess.call(argv)
    os.execvp(argv[0], argv)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
