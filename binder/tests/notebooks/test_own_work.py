"""Code from a cell, under every model: in this kernel and in children that know nothing of it."""

import re

from conftest import ROOT

MODELS = "blocking(), threads(4), eventLoop(), virtualThreads(), forkJoin(2), parallelStream(), gil(2)"
CELLS = """
int factor = 5;
record Pair(int x, String name) {}
int times(int i) { return i * factor; }
var names = new ArrayList<>(List.of("a", "b"));
var open = new java.io.ByteArrayOutputStream();
"""


def text(outcome):
    assert outcome.error is None, outcome.error
    return outcome.text()


def test_should_run_a_cells_lambda_in_16_children_with_equal_results(kernel):
    text_of_cells = kernel.execute(CELLS)
    assert text_of_cells.error is None
    shown = text(
        kernel.execute(
            'trials(1).warmups(0).run(tasks("pairs", 20, i -> new Pair(times(i), names.get(i % 2))), '
            + MODELS
            + ", processes(16))"
        )
    )
    assert "processes(16)" in shown
    assert "not measured" not in shown


def test_should_name_the_variable_that_cannot_travel(kernel):
    assert kernel.execute(CELLS).error is None
    outcome = kernel.execute(
        'trials(1).run(tasks("open", 4, i -> { open.write(i); return 1; }), processes(2))'
    )
    said = "\n".join(outcome.error["traceback"])
    assert "it uses variable 'open' of type java.io.ByteArrayOutputStream" in said
    assert "open it inside the task, or use threads(n)" in said


def test_should_show_what_tasks_print_in_other_processes(kernel):
    run = 'trials(1).warmups(0).run(tasks("printing", 30, i -> { System.out.println("hello " + i); return i; }), processes(1))'
    outcome = kernel.execute(run)
    assert outcome.error is None, outcome.error
    lines = outcome.stdout.splitlines()
    assert lines[0] == "processes(1), task 1: hello 0"
    assert lines[9:] == ["processes(1), task 10: hello 9", "… 10 more lines …"] + [
        f"processes(1), task {i + 1}: hello {i}" for i in range(20, 30)
    ]
    outcome = kernel.execute(
        'trials(1).warmups(0).run(pythonTasks("printing", 2, "def task(i):\\n  print(\'hello\', i)\\n  return i"), python(threads(2)))'
    )
    assert sorted(outcome.stdout.splitlines()) == [f"python(threads(2)), task {i + 1}: hello {i}" for i in range(2)]


def test_should_show_causes_and_frames_of_a_failure_in_a_child_as_on_a_thread(kernel):
    cell = """
    int reciprocal(int i) {
      try { return 1 / (i - i); } catch (ArithmeticException e) { throw new IllegalStateException("planted", e); }
    }
    """
    assert kernel.execute(cell).error is None
    for model in "threads(2)", "processes(2)", "blocking()":
        outcome = kernel.execute(f'trials(1).warmups(0).run(tasks("failing", 2, i -> reciprocal(i)), {model})')
        said = "\n".join(outcome.error["traceback"])
        assert "java.lang.IllegalStateException: planted" in said
        assert "java.lang.ArithmeticException: / by zero" in said
        assert said.count(".reciprocal(#") == 2
        for inside in ("concurrencylab.measure", "concurrencylab.model.Recording", "jjava", "jdk.jshell", "java.util.concurrent"):
            assert inside not in said


def example():
    """The model in the documentation of Model, and the cell that runs it."""
    javadoc = (ROOT / "kernel-lib/src/main/java/io/github/concurrencylab/model/Model.java").read_text(encoding="utf-8")
    block = re.search(r"<pre>\{@code\n(.*?) \* \}</pre>", javadoc, re.DOTALL).group(1)
    return "\n".join(line.removeprefix(" * ") for line in block.splitlines())


def test_should_run_the_model_of_ones_own_that_is_documented(kernel):
    shown = text(kernel.execute(example()))
    assert "backwards" in shown and "blocking" in shown and "not measured" not in shown
    lanes = kernel.execute('last().timeline("backwards")')
    assert lanes.error is None and "main" in lanes.text()


HOLLOW = {
    "null": "execute must return an execution, got null",
    "new Recording(this, workload).finish().execution()": "task 1 of 2 has no result",
}


def test_should_say_what_a_model_of_ones_own_left_out(kernel):
    for returned, words in HOLLOW.items():
        cell = f"""
        record Hollow() implements Model {{
          public ModelId id() {{ return ModelId.own("hollow"); }}
          public int workers() {{ return 1; }}
          public String description() {{ return "does nothing"; }}
          public Execution execute(Workload workload, Progress progress) {{ return {returned}; }}
        }}
        """
        assert kernel.execute(cell).error is None
        said = kernel.execute('trials(1).warmups(0).run(tasks("own", 2, i -> i), new Hollow())').error["evalue"]
        assert "hollow" in said and words in said and "\n" not in said.strip(), said


INTERRUPTS_ITSELF = {
    "flag": "{ Thread.currentThread().interrupt(); return i; }",
    "sleep": "{ Thread.currentThread().interrupt(); Thread.sleep(1); return i; }",
    "thrown": '{ throw new InterruptedException("mine"); }',
}


def test_should_take_a_task_that_interrupts_itself_for_a_failed_one(kernel):
    models = "blocking()", "eventLoop()", "threads(2)", "forkJoin(2)"
    for number, body in enumerate(INTERRUPTS_ITSELF.values()):
        for model in models[number % 2 :: 2]:
            outcome = kernel.execute(f'trials(1).warmups(0).run(tasks("own", 2, i -> {body}), {model})')
            said = "\n".join(outcome.error["traceback"])
            assert "of 2 (own) failed under" in said, (body, model, said)
            assert "stopped" not in said
    assert text(kernel.execute('trials(1).warmups(0).run(tasks("after", 2, i -> i), blocking())'))


def test_should_say_that_a_variable_was_reset(kernel):
    assert kernel.execute("int knob = 3;").error is None
    assert kernel.execute('var turned = tasks("turned", 2, i -> i * knob);').error is None
    assert kernel.execute("long knob = 4;").stdout.strip() == (
        "turned was reset when knob changed: run the cell that makes it again"
    )
    assert kernel.execute("long knob = 5;").stdout == ""


def test_should_name_the_method_whose_names_no_cell_declares(kernel):
    assert kernel.execute("long early(long n) { return Later.of(n); }").error is None
    assert kernel.execute("long sums(long n) { return LongStream.range(0, n).sum(); }").error is None
    for model in ("blocking()", "threads(2)", "eventLoop()", "processes(2)"):
        said = kernel.execute(f'trials(1).warmups(0).run(tasks("early", 2, i -> early(i)), {model})').error["evalue"]
        assert "early uses a name that no cell declares: import it" in said and "\n" not in said.strip()
    # Behind an exception of the cell's own the kernel by itself would not end the cell.
    for wrapped in ("CompletableFuture.supplyAsync(() -> early(1)).get()",
                    'try { early(1); } catch (Throwable thrown) { throw new IllegalStateException("mine", thrown); }'):
        outcome = kernel.execute(wrapped, 60)
        assert "early uses a name that no cell declares: import it" in outcome.error["evalue"]
        assert ("IllegalStateException: mine" if "mine" in wrapped else "ExecutionException") in outcome.error["evalue"]
        assert outcome.reply["status"] == "error"
        assert kernel.execute("1 + 1").reply["execution_count"] == outcome.reply["execution_count"] + 1
    assert kernel.execute("class Later { static long of(long n) { return n; } }").error is None
    assert text(kernel.execute('trials(1).warmups(0).run(tasks("late", 2, i -> early(i) + sums(i)), blocking(), processes(2))'))


LOOP = "for (long j = 0; j < 40_000_000L; j++) s += j % 7 * i;"
UNDER_THE_LOCK = {
    "a plain loop": f"{{ long s = 0; {LOOP} return s; }}",
    "a monitor": f"{{ long s = 0; for (int r = 0; r < 3; r++) synchronized (MONITOR) {{ {LOOP} }} return s; }}",
    "a lock": f"{{ long s = 0; for (int r = 0; r < 3; r++) {{ LOCK.lock(); try {{ {LOOP} }} finally {{ LOCK.unlock(); }} }} return s; }}",
    "a library's monitor": f"MAP.merge(0, 1L, (a, b) -> {{ long s = 0; {LOOP} return s; }})",
    "a barrier": f"{{ BARRIER.await(); long s = 0; {LOOP} return s; }}",
    "sleep": f"{{ long s = 0; for (int r = 0; r < 3; r++) {{ Thread.sleep(20); {LOOP} }} return s; }}",
}
AS_ONE = """
Object MONITOR = new Object();
var LOCK = new java.util.concurrent.locks.ReentrantLock();
var BARRIER = new CyclicBarrier(2);
var MAP = new ConcurrentHashMap<Integer, Long>(Map.of(0, 1L));
Execution executed(Model model, Workload work) throws Exception {
  return model.execute(work, new io.github.concurrencylab.model.Progress());
}
boolean takeTurns(Execution done) {
  var holds = done.timeline().lock().stream().filter(span -> span.state().name().equals("HOLDING"))
      .sorted(Comparator.comparing(span -> span.startNanos())).toList();
  for (int i = 1; i < holds.size(); i++) {
    if (holds.get(i).startNanos() < holds.get(i - 1).endNanos()) return false;
  }
  return holds.size() > 2;
}
"""


def test_should_hand_the_lock_over_inside_any_lambda(kernel):
    outcome = kernel.execute("import io.github.concurrencylab.model.*;\nimport io.github.concurrencylab.workload.*;\n" + AS_ONE)
    assert outcome.error is None, outcome.error
    for kind, body in UNDER_THE_LOCK.items():
        outcome = kernel.execute(f'var locked = executed(gil(2), tasks("locked", 2, i -> {body}))')
        assert outcome.error is None, (kind, outcome.error)
        said = text(kernel.execute('locked.timeline().handOvers() + " " + takeTurns(locked)'))
        assert re.fullmatch(r"([2-9]|\d\d+) true", said), (kind, said)
    same = f'tasks("locked", 2, i -> {UNDER_THE_LOCK["a plain loop"]})'
    assert text(kernel.execute(f"executed(gil(2), {same}).results().equals(executed(blocking(), {same}).results())")) == "true"


def test_should_say_that_own_tasks_poll_for_the_lock(kernel):
    note = "own tasks poll for the lock of gil(n) in this run"
    loop = f'tasks("loops", 2, i -> {UNDER_THE_LOCK["a plain loop"]})'
    assert note in text(kernel.execute(f"trials(1).warmups(0).run({loop}, blocking(), gil(2))"))
    assert note not in text(kernel.execute(f"trials(1).warmups(0).run({loop}, blocking())"))
    assert note not in text(kernel.execute("trials(1).warmups(0).run(article().terms(1000), blocking(), gil(2))"))
