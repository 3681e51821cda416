"""The command line of binder/lab."""

import argparse
import difflib
import locale
import os
import signal
import sys

from . import steps, system
from .places import ROOT, Environment
from .report import Problem, cause, say

HELP = """\
usage: binder/lab [COMMAND] [OPTION...]

  binder/lab                        set up if needed, open JupyterLab at notebooks/00-start.ipynb
  binder/lab run [NB...]            execute notebooks (all, if none is named) and write their outputs
  binder/lab test [PART]            run the tests: unit, notebooks, browser, faults, or all of these; quick or long
  binder/lab bench [--json FILE]    print the benchmark table; --only NAME,... takes some of its figures
  binder/lab book [--serve]         build the book as a site, in English and Japanese, into target/; --check, --translate
  binder/lab doctor                 say what is wrong with this set-up and how to mend it
  binder/lab kernel [--user]        register the kernel with your own Jupyter; --sys-prefix, --remove
  binder/lab wheel                  pack the kernel for pip, into target/
  binder/lab address URL            say where your copy is published; README's links and the pom follow
  binder/lab spark                  fetch Spark (220 MB) for notebook 12 and keep it for offline use
  binder/lab jython                 fetch Jython (50 MB), a Python without a global lock, and keep it likewise

Options of JupyterLab go behind the bare command: binder/lab --no-browser --port 9999
More about one command: binder/lab run -h

environment:
  CONCURRENCY_LAB_SIZE      full or small: how large the notebooks' workloads are
  CONCURRENCY_LAB_STORE     the directory where runs are kept instead of one in your home
  CONCURRENCY_LAB_HEAP      the largest heap of kernels that start from then on, like 2g; a quarter of what the machine
                            or container has unless told otherwise, 512m at the small size
  CONCURRENCY_LAB_JDK       the home of the JDK to use (25 or later) instead of one found
  CONCURRENCY_LAB_JDK_URL   where to fetch a JDK's archive from when none is found
  MVNW_REPOURL              a repository to fetch Maven from when mvn is missing or too old
"""

COMMANDS = ("run", "test", "bench", "book", "doctor", "kernel", "wheel", "address", "spark", "jython", "setup")


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(2, f"{self.prog}: {message} ({self.prog} -h lists what there is)\n")


def _parser(command, description):
    return _Parser(prog=f"binder/lab {command}", description=description, allow_abbrev=False)


def main(arguments):
    _use_utf8()
    _isolate()
    # An exception, so that what we have started is ended too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return _dispatch(arguments)
    except Problem as e:
        sys.stdout.flush()
        print(f"binder/lab: {e}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever read our output has gone, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 141
    except OSError as e:
        # The one place that turns what the system refuses into a line.
        print(f"binder/lab: {cause(e, ROOT)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("binder/lab: interrupted", file=sys.stderr)
        return 130


def _use_utf8():
    # In the C locale Java cannot open a file whose name holds a letter beyond ASCII.
    if system.HERE.needs_utf8(lambda: locale.nl_langinfo(locale.CODESET)):
        os.environ["LC_ALL"] = "C.UTF-8"
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _isolate():
    # What the user keeps for other programs must not take the place of the pinned packages.
    for name in ("PYTHONPATH", "PYTHONHOME"):
        os.environ.pop(name, None)
    os.environ["PYTHONNOUSERSITE"] = "1"


def _dispatch(arguments):
    first = arguments[0] if arguments else ""
    if first in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0
    if first in _INSIDE:
        return _INSIDE[first](arguments[1:])
    if first in COMMANDS:
        return globals()[f"_{first}"](arguments[1:])
    if first and not first.startswith("-"):
        near = difflib.get_close_matches(first, COMMANDS[:-1], 1)
        hint = f"did you mean {near[0]}?" if near else "it is run, test, bench, book, doctor, kernel, wheel, address, spark, jython or nothing"
        told = f"binder/lab: no command '{first}': {hint} (binder/lab -h lists what there is)"
        print(told, file=sys.stderr)
        return 2
    from . import opening

    extra = arguments[1:] if first == "--" else arguments
    return opening.open_lab(steps.set_up(Environment.current()), extra)


def _run(arguments):
    parser = _parser("run", "Execute notebooks through the real kernel and write their outputs into them.")
    parser.add_argument("notebooks", nargs="*", metavar="NB", help="notebook files; all in notebooks/ if none is named")
    parser.add_argument("--size", choices=("full", "small"), help="the workloads' size; else CONCURRENCY_LAB_SIZE says")
    options = parser.parse_args(arguments)
    from . import extras, notebooks

    paths = notebooks.chosen(options.notebooks)
    ready = steps.set_up(Environment.current())
    for extra in extras.wanted(paths):
        extra.ensure(ready)
    return notebooks.run(ready, options.notebooks, options.size)


def _test(arguments):
    from . import testing

    parser = _parser("test", "Run the tests; the last line says 'N passed, N failed'.")
    parser.add_argument("part", nargs="?", choices=testing.CHOICES,
                        help="unit, notebooks, browser or faults, all four if none is named; quick is for after each "
                        "edit, long for before a release")
    options = parser.parse_args(arguments)
    try:
        ready = steps.set_up(Environment.current(), kernel=options.part not in testing.WITHOUT_KERNEL)
    except Problem as e:
        # A set-up or a build that breaks is a failed test too.
        print(f"binder/lab: {e}", file=sys.stderr, flush=True)
        say("0 passed, 1 failed")
        return 1
    return testing.run(ready, options.part)


def _bench(arguments):
    parser = _parser("bench", "Measure, and print each figure beside its goal; all ratios are from this one run.")
    parser.add_argument("--json", metavar="FILE", help="also write the figures as a JSON list, and their chart beside it")
    parser.add_argument("--only", metavar="NAME[,NAME]", default="", help="take only these figures")
    against = "hold them against those of a file that --json wrote, or of the last runs on this kind of machine: the word last"
    parser.add_argument("--against", metavar="FILE", help=against)
    options = parser.parse_args(arguments)
    from . import bench

    only = [name.strip() for name in options.only.split(",") if name.strip()]
    bench.check(only)
    return bench.run(steps.set_up(Environment.current()), options.json, only, options.against)


def _book(arguments):
    from . import book

    parser = _parser("book", "Build the book as a static site, in English and Japanese; needs no kernel and runs no cell.")
    does = parser.add_mutually_exclusive_group()
    does.add_argument("--serve", action="store_true", help="open it in the browser, served to this machine alone")
    does.add_argument("--check", action="store_true", help="list broken links and other faults, and what is not in Japanese")
    does.add_argument("--translate", action="store_true", help="bring the Japanese catalogues up to the text")
    parser.add_argument("--port", type=int, default=book.PORT, help=f"where --serve answers, {book.PORT} unless told otherwise")
    options = parser.parse_args(arguments)
    if not 0 <= options.port <= 65535:
        parser.error(f"--port must be from 0 to 65535, got {options.port}")
    ready = steps.set_up(Environment.current(), kernel=False)
    if options.check:
        return book.check(ready)
    if options.translate:
        return book.translate(ready)
    book.build(ready)
    return book.serve(options.port) if options.serve else 0


def _doctor(arguments):
    _parser("doctor", "Check this set-up; exit code 0 when all that is needed is there.").parse_args(arguments)
    from . import doctor

    return doctor.run(Environment.current())


def _kernel(arguments):
    from . import registration

    parser = _parser("kernel", "Register the kernel with a Jupyter of your own: JupyterLab, Notebook, VS Code.")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--user", action="store_true", help="for every Jupyter of yours; so it is unless told otherwise")
    place.add_argument("--sys-prefix", action="store_true", help="for the environment of the Python that runs this")
    parser.add_argument("--remove", action="store_true", help="take it out again")
    options = parser.parse_args(arguments)
    prefix = sys.prefix if options.sys_prefix else None
    if options.remove:
        return registration.remove(Environment.current(), prefix)
    return registration.register(steps.set_up(Environment.current()), prefix)


def _wheel(arguments):
    _parser("wheel", "Pack kernel, jars and launcher as a package that pip can install.").parse_args(arguments)
    from . import wheel

    return wheel.build(steps.set_up(Environment.current()))


def _address(arguments):
    parser = _parser("address", "Say where this repository is published; README's links and the pom follow.")
    parser.add_argument("address", metavar="URL", help="like https://github.com/OWNER/NAME; '' takes it out")
    options = parser.parse_args(arguments)
    from . import address

    return address.set_to(options.address)


def _spark(arguments):
    return _fetch("spark", arguments)


def _jython(arguments):
    return _fetch("jython", arguments)


def _fetch(command, arguments):
    from . import extras

    extra = extras.ALL[command]
    _parser(command, f"Fetch {extra.name} into the user's cache, unless it is there.").parse_args(arguments)
    say(f"{extra.name} {extra.version} is in {extra.ensure(steps.set_up(Environment.current()))}")
    return 0


def _setup(arguments):
    parser = _parser("setup", "Only set up, without opening anything; Binder's postBuild calls it.")
    parser.add_argument("--here", action="store_true", help="use the Python that runs this, not a .venv")
    options = parser.parse_args(arguments)
    steps.set_up(Environment.current(options.here))
    say("set up")
    return 0


def _run_inside(arguments):
    from . import notebooks

    return notebooks.run_inside(arguments)


def _probe(arguments):
    from . import notebooks

    return notebooks.probe()


def _start(arguments):
    from . import registration

    return registration.start(Environment.current(), arguments[0])


def _train(arguments):
    from . import training

    return training.train(Environment.current())


def _figures(arguments):
    from . import figures

    return figures.measure(arguments)


def _draw(arguments):
    from . import figures

    return figures.draw(arguments[0])


# Called by ourselves with the environment's Python, which has the packages.
_INSIDE = {"_run": _run_inside, "_probe": _probe, "_start": _start, "_train": _train, "_figures": _figures, "_draw": _draw}
