"""What the user reads: one short line for each step, one line for each failure."""

import contextlib
import errno
import re
import shutil
import subprocess
import sys
import time

from . import system

SPACE = "make room, a set-up takes 400 MB, and 730 MB where a JDK is fetched too"
DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)
FULL = (errno.ENOSPC, errno.EDQUOT)
LITTLE = 4 << 20  # bytes
SAYS_FULL = re.compile(r"No space left on device|Disk quota exceeded|not enough space on the disk", re.I)


class Problem(Exception):
    """A failure that names the thing and, after a colon or on the next line, its remedy."""


def cause(error, place):
    """An OSError in one line with its remedy; it happened in `place`, if it does not say where."""
    where = error.filename or place
    if error.errno in FULL:
        return f"the disk is full: {where} could not be written ({error.strerror}): {SPACE}"
    if error.errno in DENIED:
        return f"{where} may not be read or written ({error.strerror}): change its permissions, or use a copy of your own"
    if error.errno == errno.ENOENT:
        return f"{where} is not there ({error.strerror}): run binder/lab doctor"
    return f"{where}: {error.strerror or error}: run binder/lab doctor"


def full(output, place):
    """The line to say if another program failed for want of space; else ''.

    Not all say so, and a log on the same disk may have lost what they said.
    """
    if not SAYS_FULL.search(output) and _free(place) > LITTLE:
        return ""
    return f"the disk is full: {place} could not be written: {SPACE}"


def _free(place):
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return LITTLE + 1


def installs(program, *arguments):
    """Whether a program is there and, with these arguments, succeeds."""
    path = shutil.which(program)
    if not path or not arguments:
        return bool(path)
    nothing = subprocess.DEVNULL
    try:
        return subprocess.call([path, *arguments], stdin=nothing, stdout=nothing, stderr=nothing, timeout=60) == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def say(text):
    print(text, flush=True)


def duration(seconds):
    """12.3 -> '12 s', 125 -> '2 min 5 s'; below ten seconds with one decimal."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def live(text):
    """Overwrites the current line of a terminal; a file or a pipe gets nothing."""
    if sys.stdout.isatty():
        print(f"\r\x1b[K{text}", end="", flush=True)


@contextlib.contextmanager
def working(thing, doing, done):
    """Says `thing: done in 12 s` afterwards, and on a terminal `thing: doing ...` meanwhile."""
    start = time.monotonic()
    live(f"{thing}: {doing} ...")
    try:
        yield
    finally:
        live("")
    say(f"{thing}: {done} in {duration(time.monotonic() - start)}")


def logged(log, argv, **options):
    """Runs a command with all its output in a log file; returns (exit code, output)."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "w+", encoding="utf-8", errors="replace") as out:
        try:
            code = subprocess.call(
                [str(a) for a in argv],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                **options,
            )
        except OSError as e:
            out.write(f"{argv[0]}: {e.strerror}\n")
            code = 127
        out.seek(0)
        return code, _plain(out.read())


def _plain(text):
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@contextlib.contextmanager
def child(argv, **options):
    """A process that ends with us, also when we are told to end."""
    process = subprocess.Popen([str(a) for a in argv], **options)
    try:
        yield process
        process.wait()
    except BaseException:
        process.terminate()
        process.wait()
        raise


def call(argv, **options):
    """Runs a command in the foreground and leaves Ctrl-C to it: it tidies up, then we end."""
    with child(argv, **options) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue


def replace(argv, env):
    """Ends this process in favour of another program, where the system has such a call."""
    return system.become([str(a) for a in argv], env, call)


class Beside:
    """A command that runs while something else does, its output in a log; it ends with us."""

    def __init__(self, argv, log, **options):
        self.argv, self.log, self.options = argv, log, options
        self.process, self._ends = None, contextlib.ExitStack()

    def start(self):
        if self.process:
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        out = self._ends.enter_context(open(self.log, "w", encoding="utf-8"))
        pipes = {"stdin": subprocess.DEVNULL, "stdout": out, "stderr": subprocess.STDOUT}
        self.process = self._ends.enter_context(child(self.argv, **pipes, **self.options))

    def wait(self):
        self.start()
        return self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return self._ends.__exit__(*error)

    def output(self):
        return _plain(self.log.read_text(encoding="utf-8", errors="replace"))
