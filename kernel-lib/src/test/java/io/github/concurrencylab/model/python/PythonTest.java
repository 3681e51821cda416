package io.github.concurrencylab.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Slow
class PythonTest {
  private static final ModuloSum WORK = ModuloSum.article().terms(70_000).tasks(6);

  /** For what is tried many times: its tasks still draw all of the generator's state many times. */
  private static final ModuloSum BRIEF = WORK.terms(15_000);

  static Stream<Model> inner() {
    return Stream.of(
        new Blocking(),
        new Threads(3),
        EventLoopModel.gathering(),
        EventLoopModel.gathering().createTasksFirst(),
        new Processes(3));
  }

  private static Execution run(Model inner, ModuloSum work) throws InterruptedException {
    return Python.of(inner).execute(work, new Progress());
  }

  @Test
  void should_return_equal_sums_under_all_models() throws InterruptedException {
    List<List<Object>> sums = new ArrayList<>();
    for (Model inner : inner().toList()) {
      sums.add(run(inner, WORK).results());
    }
    assertThat(sums).allMatch(sums.getFirst()::equals);
    assertThat(WORK.validate(sums.getFirst())).isEmpty();
  }

  @Test
  void should_return_other_sums_for_another_seed() throws InterruptedException {
    assertThat(run(new Blocking(), WORK).results())
        .isNotEqualTo(run(new Blocking(), WORK.seed(-1)).results());
  }

  @ParameterizedTest
  @MethodSource("inner")
  void should_return_the_closed_form_and_javas_sums_without_random_numbers(Model inner)
      throws InterruptedException {
    ModuloSum work = WORK.random(RandomSource.NONE);
    List<Object> sums = run(inner, work).results();
    assertThat(sums)
        .isEqualTo(LongStream.rangeClosed(1, 6).mapToObj(work::sumOfAll).toList())
        .isEqualTo(new Blocking().execute(work, new Progress()).results());
  }

  @ParameterizedTest
  @MethodSource("inner")
  void should_return_java_s_sums_with_the_mersenne_twister(Model inner)
      throws InterruptedException {
    try (Session session = Python.of(inner).open()) {
      for (long seed :
          new long[] {0, 1, -1, 2020, -7, 1L << 31, 1L << 32, 1L << 63, 77, ~(1L << 63)}) {
        ModuloSum work = BRIEF.random(RandomSource.MERSENNE_TWISTER).seed(seed).skip(0.3);
        assertThat(session.execute(work, new Progress()).results())
            .as("seed %d", seed)
            .isEqualTo(new Blocking().execute(work, new Progress()).results());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("inner")
  void should_return_likely_sums_with_a_shared_generator(Model inner) throws InterruptedException {
    ModuloSum work = WORK.random(RandomSource.SHARED).skip(0.2);
    assertThat(work.validate(run(inner, work).results())).isEmpty();
  }

  @Test
  void should_seed_a_shared_generator_for_each_trial() throws InterruptedException {
    ModuloSum work = WORK.random(RandomSource.SHARED);
    try (Session session = Python.of(new Blocking()).open()) {
      List<Object> first = session.execute(work, new Progress()).results();
      assertThat(session.execute(work, new Progress()).results()).isEqualTo(first);
    }
    // With one task a worker there is no other that could have drawn before it.
    List<Object> first = run(new Blocking(), work.tasks(1)).results();
    assertThat(run(new Processes(1), work.tasks(1)).results()).isEqualTo(first);
  }

  @ParameterizedTest
  @MethodSource("inner")
  void should_tell_when_and_where_each_task_ran(Model inner) throws InterruptedException {
    Progress progress = new Progress();
    Execution execution = Python.of(inner).execute(WORK, progress);
    assertThat(progress.done()).isEqualTo(WORK.units());
    assertThat(execution.nanos()).isPositive();
    assertThat(execution.poolStartNanos()).isBetween(0L, execution.nanos());
    assertThat(execution.childCpuNanos()).isPositive();
    assertThat(execution.timeline().tasks())
        .extracting(Span::task)
        .containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(execution.timeline().tasks())
        .allMatch(span ->
            span.startNanos() >= 0
                && span.startNanos() < span.endNanos()
                && span.endNanos() <= execution.nanos());
    String workers =
        switch (inner) {
          case Blocking() -> "main";
          case Threads(int n) -> "thread-[123]";
          case Processes(int n) -> "process-[123]";
          default -> "loop";
        };
    assertThat(execution.timeline().tasks()).allMatch(span -> span.worker().matches(workers));
  }

  @Test
  void should_run_tasks_of_an_event_loop_one_after_another() throws InterruptedException {
    List<Span> spans = run(EventLoopModel.gathering(), WORK).timeline().tasks();
    for (int task = 1; task < spans.size(); task++) {
      assertThat(spans.get(task).startNanos())
          .isGreaterThanOrEqualTo(spans.get(task - 1).endNanos());
    }
  }

  @Test
  void should_count_the_children_s_processor_time() throws InterruptedException {
    ModuloSum work = WORK.terms(1_000_000);
    Execution blocking = run(new Blocking(), work);
    Execution processes = run(new Processes(2), work);
    assertThat(processes.childCpuNanos()).isGreaterThan(blocking.childCpuNanos() / 2);
  }

  @Test
  void should_serve_all_trials_with_one_interpreter() throws InterruptedException {
    try (Session session = Python.of(new Threads(2)).open()) {
      long pid = ((PythonSession) session).pid();
      for (int trial = 0; trial < 3; trial++) {
        assertThat(session.execute(WORK, new Progress()).results()).hasSize(6);
      }
      assertThat(ProcessHandle.of(pid)).isPresent();
      assertThat(session.runtime())
          .matches("CPython 3\\..*\\(GIL o.*, switch interval 5 ms, .*\\)");
    }
  }

  @Test
  void should_leave_no_process_and_no_file() throws InterruptedException {
    List<Path> scripts = Interpreters.scripts();
    Session session = Python.of(new Processes(2)).open();
    ProcessHandle interpreter = ProcessHandle.of(((PythonSession) session).pid()).orElseThrow();
    var ignored = session.execute(WORK, new Progress());
    assertThat(interpreter.descendants()).isEmpty();
    session.close();
    session.close();
    assertThat(Interpreter.isGone(interpreter)).isTrue();
    assertThat(Interpreters.scripts()).isEqualTo(scripts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fork", "spawn", "forkserver"})
  void should_mean_the_same_under_every_start_method(String startMethod)
      throws InterruptedException {
    try (Session session = Python.of(new Processes(2)).open()) {
      PythonSession python = (PythonSession) session;
      assertThat(python.execute(WORK, new Progress(), startMethod).results())
          .isEqualTo(run(new Blocking(), WORK).results());
      ModuloSum shared = WORK.random(RandomSource.SHARED).tasks(1);
      assertThat(python.execute(shared, new Progress(), startMethod).results())
          .isEqualTo(run(new Blocking(), shared).results());
    }
  }

  @Lengthy
  @ParameterizedTest
  @MethodSource("inner")
  void should_return_equal_sums_from_every_interpreter_here(Model inner)
      throws InterruptedException {
    assumeThat(Interpreters.installed(true)).isNotEmpty();
    List<Object> expected = run(new Blocking(), BRIEF).results();
    for (Path path : Interpreters.installed(true)) {
      Python python = new Python(inner, path.toString());
      assertThat(python.execute(BRIEF, new Progress()).results())
          .as(python.name())
          .isEqualTo(expected);
    }
  }

  @Test
  void should_find_its_script_in_a_directory_with_spaces_and_foreign_letters(@TempDir Path parent)
      throws InterruptedException, IOException {
    Path directory;
    try {
      directory = Files.createDirectories(parent.resolve("two words/été 日本"));
    } catch (InvalidPathException localeWithoutThem) {
      directory = Files.createDirectories(parent.resolve("two words"));
    }
    Python model = Python.of(new Processes(2));
    try (PythonSession session =
        PythonSession.open(model, directory, PythonSession.Patience.STANDARD)) {
      assertThat(session.execute(WORK, new Progress(), "spawn").results()).hasSize(6);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void should_be_named_as_the_call_that_makes_it_or_by_its_interpreter() {
    assertThat(Python.of(new Threads(16))).hasToString("python(threads(16))");
    assertThat(Python.of(EventLoopModel.gathering().createTasksFirst()).name())
        .isEqualTo("python(eventLoop().createTasksFirst())");
    assertThat(new Python(new Threads(4), "3.13").name()).isEqualTo("CPython 3.13 threads(4)");
    assertThat(new Python(new Threads(2), "python3.13").name())
        .isEqualTo("CPython 3.13 threads(2)");
    assertThat(new Python(new Blocking(), "pypy").name()).isEqualTo("PyPy blocking");
    assertThat(new Python(new Blocking(), "pypy3.9").name()).isEqualTo("PyPy 3.9 blocking");
    assertThat(new Python(new Blocking(), "jython").name()).isEqualTo("Jython 2.7 blocking");
    assertThat(new Python(new Blocking(), "/opt/py/bin/python3.14t").name())
        .matches("CPython 3\\.14t #[0-9a-f]{6} blocking");
    assertThat(new Python(new Blocking(), "/a\n" + "b".repeat(5000)).name()).hasSizeLessThan(64);
  }

  @Test
  void should_tell_two_interpreters_apart_without_their_paths() {
    String parts = "/a-directory-with-a-long-name".repeat(5);
    Python one = new Python(new Threads(2), "/one" + parts + "/bin/python3");
    Python other = new Python(new Threads(2), "/other" + parts + "/bin/python3");

    assertThat(one.id()).isNotEqualTo(other.id());
    assertThat(one.name()).isNotEqualTo(other.name()).doesNotContain("one", "directory", "/");
    assertThat(one.name().length()).isLessThanOrEqualTo(64); // what an axis shows whole
  }

  @Test
  void should_fail_if_cpython_has_no_such_model() {
    assertThatThrownBy(() -> Python.of(Python.of(new Blocking())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "model in python(...) must be blocking(), threads(n), eventLoop(), processes(n) or"
                + " interpreters(n), got python(blocking)");
    assertThatThrownBy(() -> new Python(new Blocking(), " "))
        .hasMessage(
            "interpreter must be a version, \"pypy\", \"jython\", a command or a path, got \" \"");
    assertThatThrownBy(() -> new Python(EventLoopModel.gathering(), "jython"))
        .hasMessage(
            "model in python(\"jython\", ...) must be blocking() or threads(n), got eventLoop");
  }

  @Test
  void should_belong_to_java_s_family_unless_it_draws_its_own_numbers() {
    Python model = Python.of(new Blocking());
    assertThat(model.resultsFamily(WORK)).isEqualTo("python");
    assertThat(model.resultsFamily(WORK.random(RandomSource.NONE))).isEqualTo("java");
    assertThat(model.resultsFamily(WORK.random(RandomSource.MERSENNE_TWISTER))).isEqualTo("java");
    assertThat(new Blocking().resultsFamily(WORK)).isEqualTo("java");
  }
}
