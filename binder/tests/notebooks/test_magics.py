"""The lab's magics, and profiles, in the real kernel."""

import json
import re

import pytest
from leftovers import wait_until, wait_until_running

TIMED = r"[\d.,]+ (ns|µs|ms|s) a loop \(median of {samples} samples? of {loops} loops?; mean .* min .*\): {code}"


def timed(outcome, code, samples=r"\d+", loops=r"[\d,]+"):
    assert outcome.error is None, outcome.error
    assert re.fullmatch(TIMED.format(samples=samples, loops=loops, code=re.escape(code)), outcome.text()), outcome.text()


def test_should_time_an_expression_with_variables_of_earlier_cells(kernel):
    kernel.execute("double timedHere = 2;")
    timed(kernel.execute("%timeit -r 2 timedHere + 1"), "timedHere + 1", samples="2")


def test_should_take_loops_and_samples_as_asked_for(kernel):
    timed(kernel.execute("%timeit -n 100 -r 3 Math.sqrt(5)"), "Math.sqrt(5)", samples="3", loops="100")


def test_should_time_a_cell_of_statements_with_and_without_a_value(kernel):
    cell = 'List<String> l = new ArrayList<>();\nl.add("a b");\nl.size()'
    timed(kernel.execute("%%timeit -n10 -r2\n" + cell), cell.replace("\n", " "), samples="2", loops="10")
    cell = "for (int i = 0; i < 3; i++) { Math.sqrt(i); }"
    timed(kernel.execute("%%timeit -n 10 -r 2\n" + cell), cell)


def test_should_give_a_value_that_answers(kernel):
    kernel.execute("Object inHand = %timeit -n 10 -r 4 1 + 1")
    outcome = kernel.execute("((Timed) inHand).table()")
    assert outcome.error is None and "median (ns)" in outcome.text()
    assert kernel.execute("((Timed) inHand).samples().rowCount()").text() == "4"


DEAD = "double dead = 0;\nfor (int i = 0; i < {}; i++) dead += 1 / (i + 0.5);"


@pytest.mark.parametrize("steps", [1_000, 10_000])
def test_should_say_that_the_compiler_left_unused_work_out(kernel, steps):
    # Ten times the steps take the same time, which is none: a step of a processor is 0.2 ns at least.
    outcome = kernel.execute("%%timeit -r 3\n" + DEAD.format(steps))
    assert outcome.error is None, outcome.error
    assert outcome.text().startswith("less than 0.200 ns a loop, which no processor can do: the compiler left the work out")
    timed(kernel.execute("%%timeit -r 3\n" + DEAD.format(steps) + "\ndead"), DEAD.format(steps).replace("\n", " ") + " dead")


@pytest.mark.long
def test_should_say_that_own_tasks_take_the_same_time_at_ten_times_the_steps(kernel):
    body = "double sum = 0; for (int k = 0; k < steps; k++) sum += 1 / (k + 0.5); return {};"
    work = 'n -> {{ int steps = n.intValue(); return tasks("steps", 4, i -> {{ ' + body + " }}); }}"
    cost = "trials(5).cost(" + work + ", blocking(), 200_000, 20_000_000)"
    words = "times the time at 100 times the size: what takes time does not depend on the size, or the compiler left the work out"
    # Nothing uses the sum; and, beside it, the same with its sum as the result.
    unused = kernel.execute(cost.format("1"), 200)
    used = kernel.execute(cost.format("sum"), 200)
    assert unused.error is None and used.error is None
    assert words in unused.text()
    assert words not in used.text()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("%timeit", "code must be given, got nothing: write %timeit"),
        ("%%timeit\n\n", "code must be given, got nothing"),
        ("%timeit -r x 1 + 1", '-r must be a whole number, got "x"'),
        ("%timeit -n 0 1 + 1", "-n must be at least 1, got 0"),
        ("%%timeit 1 + 1\n2", "%%timeit must have its code below it"),
        ("%timeit nosuch + 1", "code must compile, got cannot find symbol"),
        ("%%timeit\nint y = (", "code must compile, got "),
        ("%models all", '%models must stand alone, got "all"'),
        ("profile(article(), processes(4))", "profile threads(4) or blocking() instead"),
        ("profile(article(), blocking(), 0)", "seconds must be between 0.1 and 600, got 0.0"),
        ("profile(null, blocking())", "workload must be given, got null"),
    ],
)
def test_should_refuse_in_one_line(kernel, cell, words):
    error = kernel.execute(cell).error
    assert error is not None
    assert words in error["evalue"]
    assert "\n" not in error["evalue"].strip()


def test_should_pass_on_what_the_code_throws(kernel):
    error = kernel.execute('%%timeit\nInteger.parseInt("x")').error
    assert 'For input string: "x"' in error["evalue"]


def test_should_list_the_models(kernel):
    outcome = kernel.execute("%models")
    assert outcome.error is None
    for model in ("blocking()", "threads(16)", "eventLoop()", "virtualThreads()", "gil(16)"):
        assert model in outcome.text()


def test_should_stop_a_timing_between_samples(kernel, tmp_path):
    inside = tmp_path / "inside"
    begins = f"new java.io.File({json.dumps(str(inside))}).createNewFile();"
    cell = kernel.submit(f"%%timeit -n 1 -r 10000\n{begins} java.util.concurrent.locks.LockSupport.parkNanos(20_000_000L);")
    wait_until(inside.exists, "the timed code runs")
    kernel.interrupt()
    assert kernel.result(cell, timeout=60).error is not None
    assert kernel.execute("1 + 1").text() == "2"


def test_should_draw_a_profile_and_name_the_bottleneck(kernel):
    outcome = kernel.execute("profile(article(), gil(3), 1)")
    assert outcome.error is None, outcome.error
    assert "the global lock, which only one of them can hold" in outcome.text()
    page = outcome.text("text/html")
    assert "the global lock" in page and "<table" in page and "<img " in page
    for call in ("methods()", "waits()", "states()", "garbage()", "allocations()", "chart()"):
        assert kernel.execute(f"profile(article(), blocking(), 0.2).{call}").error is None


def test_should_stop_a_profile_and_leave_nothing(kernel):
    kernel.execute("profile(article(), threads(2), 0.2)")
    cell = kernel.submit("profile(article().terms(2_000_000_000L), threads(2), 600)")
    wait_until_running(kernel, "thread-1")
    kernel.interrupt()
    assert kernel.result(cell, timeout=60).error is not None
    left = kernel.execute("jdk.jfr.FlightRecorder.getFlightRecorder().getRecordings().size()")
    assert left.text() == "0"
