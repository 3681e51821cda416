"""Spark from a cell: on this machine, and on a standalone cluster that loses a worker."""

import re
import subprocess
import time

import pytest
from lab_tools import extras, spark_cluster

CELLS = """
int factor = 5;
record Pair(int x, String name) {}
int times(int i) { return i * factor; }
var names = new ArrayList<>(List.of("a", "b"));
var open = new java.io.ByteArrayOutputStream();
"""


@pytest.fixture(scope="module")
def jars(ready):
    return extras.SPARK.ensure(ready)


@pytest.fixture(scope="module")
def cluster(ready, jars, tmp_path_factory):
    """A master and two workers with a processor each: the master's URL, and the workers."""
    with spark_cluster.Cluster(ready.jdk, jars, tmp_path_factory.mktemp("cluster")) as both:
        yield both.address, [both.add_worker(), both.add_worker()]


def shown(outcome):
    assert outcome.error is None, outcome.error
    return outcome.text()


def test_should_have_equal_sums_on_this_machine_and_show_tables_and_timeline(kernel, jars):
    table = shown(kernel.execute(
        'var local = trials(2).warmups(0).run(article().terms(200_000), spark("local[2]"), blocking(), processes(2));\n'
        "local.table()"
    ))
    rows = [line for line in table.splitlines() if line.startswith("spark")]
    assert len(rows) == 2
    assert len({line.split()[-1] for line in table.splitlines() if line[:5] in ("spark", "block", "proce")}) == 1
    starts = shown(kernel.execute('local.table().where(t -> t.stringColumn("model").isEqualTo("spark(\\"local[2]\\")"))'
                                  '.doubleColumn("pool start (s)").asList()'))
    first, second = (float(value) for value in starts.strip("[]").split(", "))
    assert first > second, "only the first trial starts the driver"
    timeline = shown(kernel.execute('local.timeline(spark("local[2]"))'))
    lanes = [line.split()[0] for line in timeline.splitlines() if line.strip().startswith("driver-")]
    assert 1 <= len(lanes) < 10, "a lane is a thread, and not a task: " + timeline


def test_should_end_its_driver_with_the_cell_even_if_interrupted(kernel, jars):
    started = kernel.submit('run(article().terms(10_000_000_000L), spark("local[2]"))')
    alive = 'ProcessHandle.current().descendants().filter(p -> p.info().commandLine().orElse("").contains("DriverMain")).count()'
    try:
        deadline = time.monotonic() + 120
        while not _drivers(kernel.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert _drivers(kernel.pid)
    finally:
        kernel.interrupt()
    assert kernel.result(started).error is not None
    assert shown(kernel.execute(alive)) == "0"


def _drivers(pid):
    listed = subprocess.run(["ps", "--ppid", str(pid), "-ww", "-o", "args="], capture_output=True, text=True).stdout
    return "DriverMain" in listed


def pairs(count):
    """What the cells' tasks return, made in the kernel without their variable."""
    one = 'new Pair(5 * i, i % 2 == 0 ? "a" : "b")'
    return f"java.util.stream.IntStream.range(0, {count}).mapToObj(i -> {one}).toList()"


def _fails(outcome):
    assert outcome.error is not None
    return "\n".join(outcome.error["traceback"])


@pytest.mark.long
def test_should_run_a_cells_lambda_with_blockings_results(kernel, jars):
    shown(kernel.execute(CELLS))
    shown(kernel.execute(
        'var pairs = tasks("pairs", 20, i -> new Pair(times(i), names.get(i % 2)));\n'
        'var own = trials(2).warmups(0).run(pairs, blocking(), spark("local[2]"));'
    ))
    table = shown(kernel.execute("own.table()"))
    assert len([line for line in table.splitlines() if line.startswith("spark")]) == 2, table
    once = 'spark("local[2]").execute(pairs, new io.github.concurrencylab.model.Progress()).results()'
    assert shown(kernel.execute(f"{once}.equals({pairs(20)})")) == "true"


TRAVELLED = (
    "{}.results().measurements().getFirst().trials().stream().filter(t -> t.model().kind() == ModelKind.SPARK)"
    ".map(t -> ((io.github.concurrencylab.measure.Trial.Measured) t).details().get().traffic().{}()).findFirst().get()"
)


@pytest.mark.long
def test_should_count_what_travels_with_tasks_and_results(kernel, jars):
    for name, size in (("small", 1), ("large", 100_000)):
        work = f'tasks("{name}", 10, i -> new byte[{size}])'
        shown(kernel.execute(f'var {name} = trials(1).warmups(0).run({work}, blocking(), spark("local[2]"));\n1'))
    sent, received = (
        [int(shown(kernel.execute(TRAVELLED.format(name, way))).replace(",", "")) for name in ("small", "large")]
        for way in ("sent", "received")
    )
    # A task is a message of some kilobytes, whatever comes back.
    assert 10 * 1_000 < sent[0] < 10 * 100_000 and sent[1] == pytest.approx(sent[0], rel=0.1)
    assert received[1] - received[0] == pytest.approx(10 * 100_000, rel=0.05)


@pytest.mark.long
def test_should_wait_under_spark_too(kernel, jars):
    table = shown(kernel.execute(
        'trials(1).warmups(0).run(waiting(6, Duration.ofMillis(5)), blocking(), spark("local[2]")).table()'
    ))
    assert [line for line in table.splitlines() if line.startswith("spark")], table


@pytest.mark.long
def test_should_ask_this_kernels_server_over_http_or_refuse_in_one_line(kernel, jars):
    run = 'trials(1).warmups(0).run(httpGets(6, Duration.ofMillis(5)), {}).table()'
    table = shown(kernel.execute(run.format('blocking(), spark("local[2]")')))
    rows = [line for line in table.splitlines() if line.startswith(("blocking", "spark"))]
    assert len(rows) == 2 and len({line.split()[-1] for line in rows}) == 1, table
    said = _fails(kernel.execute(run.format('spark("spark://elsewhere:7077")')))
    assert "httpGets asks a server on this machine's loopback, which executors elsewhere cannot reach: use " in said


def test_should_name_what_cannot_travel_to_spark(kernel, jars):
    shown(kernel.execute(CELLS))
    said = _fails(kernel.execute('run(tasks("open", 4, i -> { open.write(i); return 1; }), spark("local[2]"))'))
    assert 'spark("local[2]"): tasks "open" cannot travel to another process: it uses variable \'open\' of type ' \
        "java.io.ByteArrayOutputStream" in said
    assert "open it inside the task, or use threads(n)" in said


def test_should_name_the_task_that_throws_on_spark(kernel, jars):
    said = _fails(kernel.execute(
        'run(tasks("odd", 4, i -> { if (i == 2) throw new IllegalStateException("not " + i); return i; }), '
        'spark("local[2]"))'
    ))
    assert 'task 3 of 4 (odd) failed under spark("local[2]") on driver-' in said
    assert "java.lang.IllegalStateException: not 2" in said


@pytest.mark.long
def test_should_carry_a_cells_lambda_to_processes_of_a_cluster(kernel, cluster):
    address, _ = cluster
    shown(kernel.execute(CELLS))
    shown(kernel.execute(
        'var far = tasks("far", 8, i -> new Pair(times(i), names.get(i % 2)));\n'
        f'var done = spark("{address}").execute(far, new io.github.concurrencylab.model.Progress());', timeout=200
    ))
    assert shown(kernel.execute(f"done.results().equals({pairs(8)})")) == "true"
    assert shown(kernel.execute('done.timeline().tasks().stream().allMatch(s -> s.worker().startsWith("exec-"))')) == "true"


@pytest.mark.long
def test_should_say_how_many_executors_and_cores_a_cluster_gave(kernel, cluster):
    address, _ = cluster
    header = shown(kernel.execute(
        f'trials(2).warmups(0).run(article().tasks(20).terms(1_000_000), spark("{address}")).header()', timeout=200
    ))
    assert re.search(r"Spark 4\.2\.0 \([12] executors?, [12] cores?\)", header), header


# The last one: its cluster has one worker less afterwards.


@pytest.mark.long
def test_should_have_right_sums_on_a_cluster_that_loses_a_worker_in_the_middle(kernel, cluster):
    address, workers = cluster
    shown(kernel.execute(
        "import io.github.concurrencylab.model.*;\n"
        "var work = article().tasks(30).terms(60_000_000);\n"
        "var progress = new Progress();\n"
        f'var onCluster = new FutureTask<List<Object>>(() -> spark("{address}").execute(work, progress).results());\n'
        "var starter = Thread.startVirtualThread(onCluster);"
    ))
    shown(kernel.execute("while (progress.done() == 0 && !onCluster.isDone()) Thread.sleep(20);"))
    assert shown(kernel.execute("onCluster.isDone()")) == "false"
    workers[0].kill()
    expected = "blocking().execute(work, new Progress()).results()"
    assert shown(kernel.execute(f"onCluster.get().equals({expected})", timeout=200)) == "true"
