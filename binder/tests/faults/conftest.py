"""What fault tests share: kernels that can be watched, and what each test says in the table of faults."""

import os
import time
import uuid
from dataclasses import dataclass, field

import pytest
from lab_tools.kernel_client import Kernel
from leftovers import marked, more, processor_seconds, threads, wait_until

MARK = "CONCURRENCY_LAB_TEST"
ATTEMPTS = 4
PATIENCE = 15


def pytest_configure(config):
    config.addinivalue_line("markers", "fault(name): the row of the table of faults in which a test counts")


def pytest_itemcollected(item):
    marker = item.get_closest_marker("fault")
    if marker:
        item.user_properties.append(("fault", marker.args[0]))


@dataclass
class Fault:
    """What a test found: seconds until the kernel was idle again, and what was left over."""

    idle: float | None = None
    left: list = field(default_factory=list)

    def within(self, seconds, attempt):
        """A machine may be busy with something else at that moment: one attempt of a few must be quick enough."""
        taken = []
        while len(taken) < ATTEMPTS and not any(t < seconds for t in taken):
            taken.append(attempt())
        self.idle = min(taken)
        assert self.idle < seconds, taken


@pytest.fixture
def fault(request):
    """Where a test says how it went."""
    found = Fault()
    yield found
    if found.idle is not None:
        request.node.user_properties.append(("idle", f"{found.idle:.3f}"))
    request.node.user_properties.append(("left", len(found.left)))


class Lab(Kernel):
    """A kernel whose processes, runs and temporary files can be told from all others."""

    def __init__(self, folder, env=None, options=(), command=list, cwd=None):
        self.folder, self.store, self.temporary = folder, folder / "store", folder / "temporary"
        self.temporary.mkdir(parents=True, exist_ok=True)
        self.mark = f"{MARK}={uuid.uuid4()}"
        env = {
            "CONCURRENCY_LAB_STORE": str(self.store),
            "TMPDIR": str(self.temporary),
            MARK: self.mark.partition("=")[2],
            **(env or {}),
        }
        options = [f"-Djava.io.tmpdir={self.temporary}", *options]
        super().__init__(cwd or folder, env, command=lambda argv: command([argv[0], *options, *argv[1:]]))

    def processes(self):
        """Those it has started, and theirs, whether it lives or not."""
        return [pid for pid in marked(self.mark) if pid != self.pid]

    def files(self):
        return sorted(os.listdir(self.temporary))

    def newest(self):
        """The newest run's file, or None."""
        return max(self.store.glob("*.jsonl"), default=None)

    def finished(self):
        """How many trials the newest run has in the store."""
        newest = self.newest()
        return newest.read_text(encoding="utf-8").count('"kind":"trial"') if newest else 0

    def value(self, code, timeout=120):
        """A cell's value as text; the cell must not fail."""
        outcome = self.execute(code, timeout)
        assert outcome.error is None, outcome.error
        return outcome.text() or ""

    def checksums(self, work, model):
        return self.value(
            f'trials(1).warmups(0).run({work}, {model}).table().stringColumn("checksum").unique().asList()'
        )


@pytest.fixture(scope="session")
def lab(ready, tmp_path_factory):
    """One kernel for all faults that it must survive; it has done a little of everything."""
    with Lab(tmp_path_factory.mktemp("lab")) as running:
        models = "blocking(), threads(2), eventLoop(), processes(2), virtualThreads(), parallelStream(), gil(2)"
        running.value(f"trials(1).warmups(0).run(article().terms(20_000), {models})")
        running.value("trials(1).warmups(0).run(article().terms(2_000), python(processes(2)))")
        yield running


@pytest.fixture
def nothing_left(lab, fault):
    """Waits until what a fault may have left is gone, and says what stays."""
    before, files = threads(lab), lab.files()

    def left():
        return more(threads(lab), before) + lab.processes() + more(lab.files(), files)

    def check():
        deadline = time.monotonic() + PATIENCE
        while (rest := left()) and time.monotonic() < deadline:
            time.sleep(0.02)
        fault.left += rest
        assert rest == []
        wait_until(lambda: rests(lab.pid), "the kernel rests")

    return check


def rests(pid):
    """Whether a process uses next to no processor for a moment: whatever it is called, nothing computes."""
    before = processor_seconds(pid)
    time.sleep(0.1)
    return processor_seconds(pid) - before < 0.05
