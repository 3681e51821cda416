"""Keeps the built jars where a later build does not touch them."""

import contextlib
import hashlib
import os
import shutil
import time

from .places import LAB, ROOT
from .report import logged

# Maven's modules whose jars the kernel runs with.
MODULES = {"kernel-lib": "concurrency-lab.jar", "kernel-lib/libraries": "concurrency-lab-libraries.jar"}
DAYS = 14
TRAINING = "io.github.concurrencylab.model.process.ChildTraining"


def built():
    """Our jar and that of the libraries it runs with, as Maven leaves them."""
    return [ROOT / module / "target" / "set-up" / jar for module, jar in MODULES.items()]


def keep(environment):
    """Copies each jar to a directory named by its content and returns the copies.

    A running kernel reads classes from its jars all the time, and starts child JVMs from
    them: a build in another terminal must neither change nor remove them. Copies that no
    set-up has used for two weeks go.
    """
    kept = []
    for jar in built():
        place = environment.jars / hashlib.sha256(jar.read_bytes()).hexdigest()[:16]
        if not (place / jar.name).is_file():
            place.mkdir(parents=True, exist_ok=True)
            part = place / f".{jar.name}.part"
            shutil.copyfile(jar, part)
            part.replace(place / jar.name)
        kept.append(place / jar.name)
    _remove_old(environment, {jar.parent for jar in kept})
    return kept


def quicken(environment, jdk, kept):
    """Makes the caches with which kernels and child JVMs start faster; without one they are only slower."""
    logged(environment.log("children"), [jdk.tool("java"), "-cp", kept[0], TRAINING])
    here = {} if environment.own else {"CONCURRENCY_LAB_HERE": "1"}
    logged(environment.log("kernel"), [environment.python, LAB, "_train"], env={**os.environ, **here})


def _remove_old(environment, used):
    for place in environment.jars.iterdir():
        if place in used:
            place.touch()
            continue
        # Large, and a kernel that runs has opened its own.
        for cache in place.glob("kernel-*.aot"):
            with contextlib.suppress(OSError):
                cache.unlink()
        if time.time() - place.stat().st_mtime > DAYS * 86_400:
            shutil.rmtree(place, ignore_errors=True)
