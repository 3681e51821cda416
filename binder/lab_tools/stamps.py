"""Which steps are done, and from which inputs; and the lock that keeps two set-ups apart."""

import contextlib
import hashlib
import json
import os
import time

from .places import shown
from .report import DENIED, Problem, say
from .system import try_lock


def digest(*parts):
    """One hash over files, directories of files, and plain values."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, os.PathLike):
            files = sorted(f for f in part.rglob("*") if f.is_file()) if part.is_dir() else [part]
            for file in files:
                total.update(f"{file.relative_to(part)}\0".encode())
                total.update(file.read_bytes() if file.is_file() else b"absent")
        else:
            total.update(json.dumps(part).encode())
        total.update(b"\0")
    return total.hexdigest()


def write_atomically(path, text):
    """Never leaves half a file, and leaves the old one when the disk is full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


class Stamps:
    """A JSON file of step -> digest of the inputs it was last done from."""

    def __init__(self, environment):
        self.file = environment.state / "steps.json"

    def _read(self):
        try:
            return json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def fresh(self, step, inputs):
        return self._read().get(step) == inputs

    def done(self, step, inputs):
        write_atomically(self.file, json.dumps({**self._read(), step: inputs}, indent=1) + "\n")

    def forget(self, *steps):
        kept = {k: v for k, v in self._read().items() if k not in steps}
        write_atomically(self.file, json.dumps(kept, indent=1) + "\n")


@contextlib.contextmanager
def lock(environment):
    """One set-up or build at a time; the system frees the lock however its holder ends."""
    path = environment.state / ".lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = open(path, "a+")
    except OSError as e:
        if e.errno not in DENIED:
            raise
        raise Problem(
            f"cannot write {shown(path.parent)} ({e.strerror}): "
            "make the folder writable, or copy the repository to one of your own"
        ) from e
    with file:
        waiting = False
        while True:
            try:
                try_lock(file)
                break
            except OSError:
                if not waiting:
                    say("waiting for another binder/lab to finish its set-up")
                waiting = True
                time.sleep(0.2)
        yield
