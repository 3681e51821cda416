"""Makes the kernel's ahead-of-time cache: the classes of one short session, and no profile of any method."""

import json
import os
from pathlib import Path

from . import kernelspec
from .kernel_client import Kernel
from .report import Problem, say

SECONDS = 120  # for a machine that is slow, or busy with other things
OPTION = "-XX:AOTCache="

# A profile from here would decide how what is measured is compiled, the lab's own loops as well as
# the JDK's methods that a user's work calls: it starts in a slower tier, and stays there for seconds.
# A later virtual machine may know no such option; a test sees that the cache holds no profile.
NO_PROFILES = ("-XX:+UnlockDiagnosticVMOptions", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:-AOTRecordTraining")

# What the first minutes of a notebook do.
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
    argv = kernelspec.virtual_machine(kernelspec.present(environment))
    cache = Path(next(a for a in argv if a.startswith(OPTION))[len(OPTION):])
    # A kernel may have the old cache mapped: the new one takes its place, it is not written over.
    part = cache.with_name(f".{cache.name}.{os.getpid()}.part")

    def writing(argv):
        written = [f"-XX:AOTCacheOutput={part}" if a.startswith(OPTION) else a for a in argv]
        return [written[0], *NO_PROFILES, *written[1:]]

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
