"""Machines as they are: nothing there, nothing allowed, strange names, strange languages, a clock that leaps."""

import contextlib
import json
import os
import re
import resource
import shutil
import subprocess
import unicodedata
from pathlib import Path

import nbformat
import pytest
from conftest import lab as command
from faults.conftest import Lab
from lab_tools import kernelspec
from leftovers import wait_until

SMALL = "article().terms(20_000)"
OWN = 'tasks("own", 4, i -> "result " + i)'
JAVA = "blocking(), threads(2), processes(2)"
CPYTHON = "python(blocking())"
NOBODY = 54_321  # a user without a name, a home or any rights
MOUNT = shutil.which("mount") if hasattr(os, "geteuid") and os.geteuid() == 0 else None


def works(running):
    """Whether a kernel does what it should: all kinds of models, own tasks in children, a chart, the machine."""
    assert running.value(f"trials(1).warmups(0).run({SMALL}, {JAVA})")
    assert running.value(f"trials(1).warmups(0).run({OWN}, threads(2), processes(2))")
    chart = running.execute("published().bars()")
    assert chart.error is None and "<svg" in chart.text("image/svg+xml"), chart
    assert running.value("machine()") and running.value("doctor()")
    wait_until(lambda: not running.processes(), "no child is left")
    return True


# No python3, or none that is one.


@pytest.mark.long
@pytest.mark.fault("no python3")
def test_should_say_that_there_is_no_python3(ready, tmp_path):
    (tmp_path / "empty").mkdir()
    with Lab(tmp_path / "lab", {"PATH": str(tmp_path / "empty")}) as running:
        assert_only_python_is_missing(running, "python3")
        assert works(running)


@pytest.mark.fault("a python3 that prints rubbish")
@pytest.mark.parametrize(
    "script",
    ["while :; do echo '{\"say\": rubbish <b>'; done", "exec cat /dev/zero", "exec head -c 3000 /dev/urandom"],
    ids=["lines", "one endless line", "bytes"],
)
def test_should_survive_a_python3_that_prints_rubbish(lab, nothing_left, tmp_path, script):
    fake = tmp_path / "python3"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    assert_only_python_is_missing(lab, "no ", f'python("{fake}", blocking())')
    nothing_left()


def assert_only_python_is_missing(running, why, model=CPYTHON):
    alone = running.execute(f"run({SMALL}, {model})")
    assert why in alone.error["evalue"] and "install CPython" in alone.error["evalue"]
    assert "\n" not in alone.error["evalue"].strip() and len(alone.error["evalue"]) < 1_000
    beside = running.value(f"run({SMALL}, blocking(), {model}, threads(2))")
    assert re.search(r"^threads\(2\) +5 ", beside, re.M)
    # An interpreter that cannot tell what it is goes by its file's name.
    assert re.search(r"not measured: (python\(blocking\)|python3 #\w+ blocking)", beside)


# A store, a temporary directory, a home that will not do.


@contextlib.contextmanager
def mounted(folder, options):
    """A file system of its own in a folder; where that is not allowed the test is skipped, and says so."""
    folder.mkdir()
    if not MOUNT or subprocess.call([MOUNT, "-t", "tmpfs", "-o", options, "none", folder]):
        pytest.skip("only root can mount a file system, and not in every container")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def assert_told_once(running, cell, words, trials):
    outcome = running.execute(cell)
    assert outcome.error is None and outcome.stderr == ""
    assert outcome.text().count("not kept: ") == 1
    assert words in outcome.text()
    assert "set CONCURRENCY_LAB_STORE to a directory that can be written" in outcome.text()
    page = outcome.text("text/html")
    assert page.count("not kept: ") == 1 and "<table" in page
    assert running.value(f"run({SMALL}, blocking()).table().rowCount()") == str(trials)


@pytest.mark.long
@pytest.mark.fault("a read-only disk for the store")
def test_should_run_with_a_store_on_a_read_only_disk(ready, tmp_path):
    with mounted(tmp_path / "disk", "size=64k,ro") as disk:
        with Lab(tmp_path / "lab", {"CONCURRENCY_LAB_STORE": str(disk / "store")}) as running:
            assert_told_once(running, f"run({SMALL}, blocking())", "ead-only file system", 5)
            assert "no run is kept" in running.execute("last()").error["evalue"]


@pytest.mark.fault("no directory for the store")
def test_should_run_without_a_store(ready, tmp_path):
    file = tmp_path / "a file"
    file.write_text("x")
    with Lab(tmp_path / "lab", {"CONCURRENCY_LAB_STORE": str(file / "store")}) as running:
        assert_told_once(running, f"run({SMALL}, blocking())", "a file", 5)
        assert "no run is kept" in running.execute("last()").error["evalue"]
        assert "not kept: " not in running.value("published()")


@pytest.mark.long
@pytest.mark.fault("a full disk for the store")
def test_should_run_on_when_the_disk_with_the_store_is_full(ready, tmp_path):
    with mounted(tmp_path / "disk", "size=64k") as disk:
        (disk / "store").mkdir()
        with Lab(tmp_path / "lab", {"CONCURRENCY_LAB_STORE": str(disk / "store")}) as running:
            running.store = disk / "store"
            cell = running.submit(f"trials(300).warmups(0).run({SMALL}, blocking(), threads(2))")
            wait_until(lambda: running.finished() > 0, "a trial is kept")
            with contextlib.suppress(OSError), open(disk / "ballast", "wb", buffering=0) as ballast:
                while True:
                    ballast.write(b"x" * 512)
            outcome = running.result(cell)
            assert outcome.error is None and outcome.stderr == ""
            assert outcome.text().count("not kept: ") == 1 and "No space left" in outcome.text()
            assert running.value(f"trials(300).warmups(0).run({SMALL}, blocking()).table().rowCount()") == "300"
            kept = running.value("history()")
            assert "cut short" in kept


@pytest.mark.long
@pytest.mark.fault("a full disk for the store")
def test_should_run_on_when_no_file_may_grow(ready, tmp_path):
    with Lab(tmp_path / "lab") as running:
        assert running.value(f"run({SMALL}, blocking())")
        resource.prlimit(running.pid, resource.RLIMIT_FSIZE, (2_000, 2_000))
        assert_told_once(running, f"run({SMALL}, blocking(), threads(2))", "File too large", 5)
        assert "cut short" in running.value("history()")


@pytest.mark.long
@pytest.mark.fault("a full disk for temporary files")
def test_should_run_without_room_for_temporary_files(ready, tmp_path):
    with mounted(tmp_path / "disk", "size=16k") as disk:
        (disk / "ballast").write_bytes(b"x" * 12_000)
        options = [f"-Djava.io.tmpdir={disk}"]
        with Lab(tmp_path / "lab", {"TMPDIR": str(disk)}, options) as running:
            running.temporary = disk
            alone = running.execute(f"run({SMALL}, {CPYTHON})").error["evalue"]
            assert "No space left" in alone and "\n" not in alone.strip()
            assert works(running)
            assert running.files() == ["ballast"]


@pytest.mark.long
@pytest.mark.fault("no home directory")
@pytest.mark.parametrize("home", [None, "a file"])
def test_should_run_without_a_home_directory(ready, tmp_path, home):
    if home == "a file":
        home = str(tmp_path / "file")
        Path(home).write_text("x")
    ours = ("XDG_STATE_HOME", "XDG_CACHE_HOME", "CONCURRENCY_LAB_STORE", "CONCURRENCY_LAB_LOCK")
    nowhere = {"HOME": home, **dict.fromkeys(ours)}
    # What Java takes for it is in the system's list of users, where a user without one has a question mark.
    with Lab(tmp_path / "lab", nowhere, [f"-Duser.home={home or '?'}"]) as running:
        outcome = running.execute(f"run({SMALL}, {JAVA}, {CPYTHON})")
        assert outcome.error is None and outcome.stderr == ""
        assert outcome.text().count("not kept: ") == 1
        assert works(running)


# A user without rights.


@pytest.mark.long
@pytest.mark.fault("a user without a home, who sees no other processes")
def test_should_run_for_a_user_without_rights(ready, tmp_path):
    if not (MOUNT and shutil.which("setpriv") and shutil.which("unshare")):
        pytest.skip("only root can become another user")
    become = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    spec = kernelspec.present(ready.environment)
    java, jar = (kernelspec.virtual_machine(spec)[0], kernelspec.class_path(ready.environment)[0])
    if subprocess.call([*become, "sh", "-c", f"test -x '{java}' && test -r '{jar}'"]):
        pytest.skip("another user may not read this folder, or the JDK's")
    folder = tmp_path / "lab"
    for parent in (tmp_path, *tmp_path.parents[:2]):
        parent.chmod(0o755)  # pytest's own, closed to others

    def as_nobody(argv):
        script = (
            # Another view of /proc, of this process alone.
            'mount -t proc -o hidepid=2 proc /proc || exit 1; chown -R "$1" "$2"; chown "$1" "$3"; '
            'chmod a+x "$(dirname "$3")"; shift 3; exec "$@"'
        )
        own = [str(NOBODY), str(folder), "{connection_file}"]
        return ["unshare", "-m", "sh", "-c", script, "sh", *own, *become, *argv]

    with connection_files_in(tmp_path / "connections"):
        ours = ("XDG_STATE_HOME", "XDG_CACHE_HOME", "CONCURRENCY_LAB_STORE", "CONCURRENCY_LAB_LOCK")
        nothing = dict.fromkeys(("HOME", *ours))
        with Lab(folder, nothing, command=as_nobody) as running:
            assert running.value('System.getProperty("user.home")') == "?"
            assert running.value("ProcessHandle.of(1).isPresent()") == "false"
            outcome = running.execute(f"run({SMALL}, {JAVA}, {CPYTHON})")
            assert outcome.error is None and outcome.stderr == ""
            assert "not kept: this user has no home directory" in outcome.text()
            assert works(running)


@contextlib.contextmanager
def connection_files_in(folder):
    folder.mkdir()
    before, os.environ["JUPYTER_RUNTIME_DIR"] = os.environ.get("JUPYTER_RUNTIME_DIR"), str(folder)
    try:
        yield
    finally:
        del os.environ["JUPYTER_RUNTIME_DIR"]
        if before:
            os.environ["JUPYTER_RUNTIME_DIR"] = before


# No network.


@pytest.mark.long
@pytest.mark.fault("no network")
def test_should_need_no_network(ready, tmp_path):
    cells = [
        f"run({SMALL}, {JAVA}, eventLoop(), virtualThreads(), {CPYTHON})",
        "run(httpGets(8, 0.001), threads(2), eventLoop())",
        "last().bars()",
        "machine()",
        "doctor()",
    ]
    file = tmp_path / "offline.ipynb"
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    nbformat.write(book, file)
    nowhere = "http://127.0.0.1:9"
    env = {"CONCURRENCY_LAB_STORE": str(tmp_path / "store"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    env |= {name: nowhere for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")}
    done = without_network("run", file, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    outputs = [o for c in nbformat.read(file, 4).cells for o in c.outputs]
    assert "install CPython" not in json.dumps(outputs)
    assert not any(o.output_type in ("error", "stream") for o in outputs)


def without_network(*arguments, env):
    """Runs binder/lab where there is no other machine, if that may be; else behind proxies that are not there."""
    alone = ["unshare", "-n", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    can = MOUNT and shutil.which("ip") and subprocess.call([*alone, "true"], stderr=subprocess.DEVNULL) == 0
    return command(*arguments, env=env, prefix=alone if can else ())


# Where it lies.


@pytest.mark.fault("a class path with spaces and letters of all kinds")
def test_should_run_from_a_folder_with_any_name(ready, tmp_path):
    assert_runs_from(tmp_path / "mit Leerzeichen" / "çalışma – 実験 'n&\"$x % + مختبر", tmp_path / "lab")


@pytest.mark.long
@pytest.mark.fault("a very long path")
def test_should_run_from_a_very_long_path(ready, tmp_path):
    assert_runs_from(tmp_path.joinpath(*["a very long name of a folder " * 7] * 5), tmp_path / "lab")


def assert_runs_from(place, folder):
    place.mkdir(parents=True)

    def from_there(argv):
        at = argv.index("-cp") + 1
        jars = [copied(Path(jar), place) for jar in argv[at].split(os.pathsep)]
        return [*argv[:at], os.pathsep.join(jars), *argv[at + 1 :]]

    with Lab(folder, {"LC_ALL": "C.UTF-8"}, command=from_there, cwd=place) as running:
        assert works(running)
        assert running.value(f"trials(1).run({SMALL}, {CPYTHON})")
        file = place / "figures.json"
        assert running.value(f"last().save({json.dumps(str(file))})") and file.is_file()
        assert running.value(f"load({json.dumps(str(file))}).results().equals(last().results())") == "true"


def copied(jar, place):
    there = place / jar.name
    try:
        os.link(jar, there)
    except OSError:
        shutil.copyfile(jar, there)
    return str(there)


# What language, what time.

LANGUAGES = {
    "tr": ("tr", "TR", "Europe/Istanbul"),
    "ja": ("ja", "JP", "Asia/Tokyo"),
    "ar": ("ar", "EG", "America/St_Johns"),
}
FIGURES = [
    "published()",
    "published().table()",
    "published().summary()",
    "published().compare()",
    "published().sentences()",
    "published().bars()",
    "published().boxPlot()",
    "claims(published())",
    "article().random(MERSENNE_TWISTER).terms(1_234_567)",
    "waiting(1_234, 0.0015)",
    'tasks("own", 1_234, i -> i)',
    "threads(0)",
    "article().terms(-1_234_567)",
    "trials(1_234_567)",
    'Table.create("t", tech.tablesaw.api.DoubleColumn.indexColumn("i", 1_234, 1).asDoubleColumn())',
]


@pytest.fixture(scope="module")
def figures(lab):
    return {cell: shown(lab.execute(cell)) for cell in FIGURES}


def shown(outcome):
    if outcome.error:
        return outcome.error["evalue"]
    # Where a letter stands depends on the fonts, which depend on the language.
    words = re.findall(r">([^<>]*)</text", outcome.text("image/svg+xml") or "")
    return [outcome.text(), re.sub('src="data:[^"]*"|position:absolute[^"]*', "", outcome.text("text/html") or ""), words]


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.fault("language, country and time zone at odds")
def test_should_show_and_read_the_same_in_every_language(lab, figures, tmp_path, language):
    name, country, zone = LANGUAGES[language]
    options = [f"-Duser.language={name}", f"-Duser.country={country}"]
    own, theirs = tmp_path / "own.json", tmp_path / "theirs.json"
    run = "trials(2).warmups(0).run(article().random(MERSENNE_TWISTER).terms(12_345), processes(2), python(threads(2)))"
    lab.value(f"{run}.save({json.dumps(str(own))})")
    with Lab(tmp_path / "lab", {"TZ": zone, "LC_ALL": f"{name}_{country}.UTF-8"}, options) as running:
        assert running.value("Locale.getDefault().getLanguage()") == name
        assert {cell: shown(running.execute(cell)) for cell in FIGURES} == figures
        outcomes = [running.execute(cell) for cell in (run, "last()", "history()", "machine()", "doctor()")]
        outcomes += [running.execute("last().timeline()"), running.execute("last().cpuUsage()")]
        outcomes += [running.execute("run(httpGets(4, 0.001), threads(2))"), running.execute(f"run({OWN}, processes(2))")]
        outcomes += [running.execute("profile(article().random(SHARED), threads(2), 0.5)")]
        assert [o.error for o in outcomes if o.error] == []
        text = json.dumps([o.outputs for o in outcomes], ensure_ascii=False)
        assert {c for c in text if unicodedata.category(c) == "Nd" and not c.isascii()} == set()
        assert running.value(f"load({json.dumps(str(own))}).summary()") == lab.value(f"load({json.dumps(str(own))}).summary()")
        running.value(f"last(3).save({json.dumps(str(theirs))})")
        assert running.value(f"load({json.dumps(str(theirs))}).results().equals(last(3).results())") == "true"
        assert lab.value(f"load({json.dumps(str(theirs))}).table()") == running.value("last(3).table()")
        names = [file.name for file in running.store.iterdir()]
        assert names and all(re.fullmatch(r"\d{8}T\d{9}Z-[0-9a-f]{8}\.jsonl", n, re.ASCII) for n in names)


@pytest.fixture(scope="module")
def leaping_clock(tmp_path_factory):
    """A library under which the wall clock leaps."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    library = tmp_path_factory.mktemp("clock") / "clock.so"
    source = Path(__file__).with_name("clock.c")
    if not compiler or subprocess.call([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]):
        pytest.skip("a clock that leaps needs a C compiler")
    return library


@pytest.mark.long
@pytest.mark.fault("a clock that leaps")
def test_should_measure_under_a_clock_that_leaps(ready, leaping_clock, tmp_path):
    with Lab(tmp_path / "lab", {"LD_PRELOAD": str(leaping_clock)}) as running:
        times = "java.util.stream.IntStream.range(0, 30).mapToLong(i -> { try { Thread.sleep(10); } catch (InterruptedException e) {} "
        leapt = running.value(times + "return System.currentTimeMillis(); }).distinct().max().getAsLong() > 0")
        assert leapt == "true"
        outcome = running.execute(f"trials(3).run({SMALL}, {JAVA}, {CPYTHON})")
        assert outcome.error is None and outcome.stderr == ""
        seconds = running.value('last().table().doubleColumn("seconds").asList()')
        figures = [float(s) for s in re.findall(r"[\d.]+(?:E-?\d+)?", seconds)]
        assert len(figures) == 12 and all(0 < f < outcome.seconds for f in figures)
        rows = []
        for tasks in range(2, 8):  # the newest is the one made last, whatever the clock says
            running.value(f'trials(1).warmups(0).run(tasks("run", {tasks}, i -> i), blocking())')
            rows.append(running.value("last().header()"))
            assert f"{tasks} own tasks" in rows[-1]
        assert len(set(rows)) == len(rows)
        assert works(running)


@pytest.mark.fault("runs dated in the future")
def test_should_list_new_runs_first_after_one_from_the_future(lab, nothing_left):
    lab.value(f"trials(1).run({SMALL}, blocking())")
    future = lab.newest().with_name("29991231T235959000Z-00000000.jsonl")
    shutil.copyfile(lab.newest(), future)
    try:
        for tasks in (2, 3):
            lab.value(f'trials(1).warmups(0).run(tasks("later", {tasks}, i -> i), blocking())')
            assert f"{tasks} own tasks" in lab.value("last().header()")
    finally:
        for file in lab.store.glob("[3-9]*.jsonl"):
            file.unlink()
        for file in lab.store.glob("2999*.jsonl"):
            file.unlink()
    nothing_left()
