"""Makes the kernel's ahead-of-time cache: classes, and profiles of hot methods, of one short session."""

import json
import os
from pathlib import Path

from . import kernelspec
from .kernel_client import Kernel
from .report import Problem, say

SECONDS = 120  # for a machine that is slow, or busy with other things
OPTION = "-XX:AOTCache="

# What the first minutes of a notebook do. The runs are far too short for their loops to get hot:
# what is measured later is compiled from its own profile, not from one of these.
CELLS = (
    "published()",
    "published().bars()",
    "published().summary()",
    "published().boxPlot()",
    "var r = run(article().terms(100), blocking(), threads(4), eventLoop(), processes(2)); r",
    "r.table()",
    "r.compare(blocking())",
    "r.bars()",
    "r.timeline()",
    "r.cpuUsage()",
    "claims(r)",
    "threads(0)",
    "int square(int x) { return x * x; }",
    "for (int i = 0; i < 3; i++) { square(i); }",
    "record Point(int x, int y) {}",
    "new Point(1, 2)",
)


def train(environment):
    """Runs the kernel once as Jupyter would; the virtual machine writes the cache when it ends."""
    argv = kernelspec.present(environment)["argv"]
    cache = Path(next(a for a in argv if a.startswith(OPTION))[len(OPTION):])
    # A kernel may have the old cache mapped: the new one takes its place, it is not written over.
    part = cache.with_name(f".{cache.name}.{os.getpid()}.part")

    def writing(argv):
        return [f"-XX:AOTCacheOutput={part}" if a.startswith(OPTION) else a for a in argv]

    try:
        _session(writing)
        if not part.is_file():
            raise Problem(f"the virtual machine wrote no cache: kernels start slower ({' '.join(writing(argv))})")
        os.replace(part, cache)
    finally:
        part.unlink(missing_ok=True)
    return 0


def _session(command):
    # What it says goes into the log of who called.
    with Kernel(command=command, stdout=None, stderr=None) as kernel:
        for cell in CELLS:
            error = kernel.execute(cell, SECONDS).error
            say(f"{cell}: {json.dumps(error['evalue'] if error else 'ok')}")
        # An end of the virtual machine's own, which writes the cache; a signal might not.
        kernel.submit("System.exit(0)")
        kernel.wait(SECONDS)
