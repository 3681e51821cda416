"""Kernels for a benchmark: each new, silent, and restricted by the system to so many processors."""

import os
import subprocess

from .kernel_client import Kernel
from .report import Problem

PATIENCE = 1800  # seconds for a cell


def kernel(processors=None, **env):
    """A new kernel; on all processors if no number is given."""
    if processors is None:
        return Kernel(env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    cores = ",".join(map(str, sorted(os.sched_getaffinity(0))[:processors]))
    return Kernel(
        env=env, command=lambda argv: ["taskset", "-c", cores, *argv], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def done(kernel, cell):
    """What a cell shows as text; a cell that fails ends the benchmark."""
    outcome = kernel.execute(cell, PATIENCE)
    if outcome.error:
        raise Problem(f"a cell failed: {outcome.error['ename']}: {outcome.error['evalue']}")
    return outcome.text()
