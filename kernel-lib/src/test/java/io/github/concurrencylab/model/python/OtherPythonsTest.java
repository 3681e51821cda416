package io.github.concurrencylab.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.python.PythonBuild.Lock;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.RandomSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Interpreters other than the usual one: as many as this machine has. */
@Slow
class OtherPythonsTest {
  private static final ModuloSum WORK = ModuloSum.article().terms(40_000).tasks(4).skip(0.2);

  private static boolean isHere(String name) {
    return InterpreterChoice.of(name).command().isPresent();
  }

  private static Execution run(String interpreter, Model model, ModuloSum work)
      throws InterruptedException {
    return new Python(model, interpreter).execute(work, new Progress());
  }

  @TestFactory
  Stream<DynamicTest> should_return_javas_sums_with_the_mersenne_twister() {
    ModuloSum work = WORK.random(RandomSource.MERSENNE_TWISTER);
    List<Pythons.Found> found = Pythons.find();
    assertThat(found).isNotEmpty();
    return found.stream()
        .filter(one -> !one.build().implementation().equals("Jython"))
        .map(one ->
            dynamicTest(
                one.build().toString(),
                () ->
                    assertThat(run(one.name(), new Threads(2), work).results())
                        .isEqualTo(new Blocking().execute(work, new Progress()).results())));
  }

  @Test
  @Lengthy
  void should_mean_the_newest_of_a_version_that_is_here() {
    for (Pythons.Found found : Pythons.find()) {
      assertThat(InterpreterChoice.of(found.name()).build()).contains(found.build());
    }
  }

  @Test
  void should_say_how_to_get_a_version_that_is_not_here() {
    assertThatThrownBy(() -> run("3.99t", new Threads(2), WORK))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            "CPython 3.99t threads(2): interpreter \"3.99t\" is not here; get it with uv python"
                + " install 3.99t");
  }

  @Test
  void should_warm_up_pypy() {
    assumeTrue(isHere("pypy"), "PyPy is not here");
    assertThat(new Python(new Blocking(), "pypy").warmsUp()).isTrue();
    assertThat(Python.of(new Blocking()).warmsUp())
        .isEqualTo(InterpreterChoice.of(Python.usualInterpreter()).build().orElseThrow().jit());
  }

  // Free-threaded builds: none can be had for these tests, so that one is played here by a CPython
  // that says of itself what such a build does. How tasks run side by side there it cannot show.

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void should_tell_a_build_without_the_lock(@TempDir Path directory)
      throws IOException, InterruptedException {
    String standIn =
        "import runpy, sys, sysconfig; sys._is_gil_enabled = lambda: False; "
            + "sysconfig.get_config_vars()[\"Py_GIL_DISABLED\"] = 1; "
            + "sys.argv = [a for a in sys.argv if a.endswith(\".py\")] + [\"temporary\"]; "
            + "runpy.run_path(sys.argv[0], run_name=\"__main__\")";
    String python = Interpreters.fake(directory, "exec python3 -u -c '" + standIn + "' \"$@\"");

    assertThat(InterpreterChoice.of(python).build())
        .hasValueSatisfying(build -> {
          assertThat(build.lock()).isEqualTo(Lock.OFF);
          assertThat(build.label()).matches("CPython 3\\.\\d+t");
        });
    try (Session session = new Python(new Threads(2), python).open()) {
      assertThat(session.runtime()).matches("CPython 3\\.\\d+\\.\\d+t \\(GIL off, .*");
    }
  }

  // Subinterpreters.

  @Test
  void should_run_in_interpreters() throws InterruptedException {
    assumeTrue(isHere("3.14"), "CPython 3.14 is not here");
    Execution execution = run("3.14", new InterpreterPool(2), WORK);

    assertThat(execution.results()).isEqualTo(run("3.14", new Blocking(), WORK).results());
    assertThat(execution.timeline().tasks())
        .allMatch(span -> span.worker().matches("interpreter-[12]"));
    assertThat(execution.poolStartNanos()).isBetween(1L, execution.nanos());
  }

  @Test
  void should_refuse_interpreters_where_there_are_none() {
    String older =
        Pythons.find().stream()
            .filter(found -> !found.build().hasInterpreters())
            .filter(found -> !found.build().implementation().equals("Jython"))
            .findFirst()
            .orElseThrow()
            .name();
    assertThatThrownBy(() -> run(older, new InterpreterPool(2), WORK))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("has no subinterpreters: CPython 3.14 or newer has, this is ");
    assertThatThrownBy(() -> new InterpreterPool(2).execute(WORK, new Progress()))
        .hasMessage(
            "interpreters(2): Java has no subinterpreters: use python(\"3.14\", interpreters(2))");
  }

  // Jython.

  @Test
  void should_run_threads_side_by_side_in_jython() throws InterruptedException {
    assumeTrue(isHere("jython"), "Jython is not here: binder/lab jython fetches it");
    Python threads = new Python(new Threads(2), "jython");
    ModuloSum plain = WORK.random(RandomSource.NONE);
    ModuloSum shared = WORK.random(RandomSource.SHARED);
    try (Session session = threads.open()) {
      assertThat(session.runtime()).startsWith("Jython 2.7.4 (GIL none, JIT, ");
      Execution execution = session.execute(plain, new Progress());
      assertThat(execution.results())
          .isEqualTo(LongStream.rangeClosed(1, 4).mapToObj(plain::sumOfAll).toList());
      assertThat(execution.timeline().tasks())
          .extracting(Span::worker)
          .allMatch(worker -> worker.matches("thread-[12]"));
      assertThat(execution.childCpuNanos()).isPositive();
      List<Object> own = session.execute(WORK, new Progress()).results();
      assertThat(WORK.validate(own)).isEmpty();
      assertThat(session.execute(WORK, new Progress()).results()).isEqualTo(own);
      assertThat(shared.validate(session.execute(shared, new Progress()).results())).isEmpty();
      OwnTasks tasks = OwnTasks.inPython("squares", 3, "def task(i):\n    return i ** 2");
      assertThat(session.execute(tasks, new Progress()).results()).containsExactly(0L, 1L, 4L);
      ModuloSum mersenne = WORK.random(RandomSource.MERSENNE_TWISTER);
      assertThatThrownBy(() -> session.execute(mersenne, new Progress()))
          .isInstanceOf(ModelUnavailableException.class)
          .hasMessage(threads.refusal(mersenne).orElseThrow());
    }
    assertThat(threads.resultsFamily(WORK)).isEqualTo("jython");
    assertThat(threads.warmsUp()).isTrue();
  }

  @Test
  @Lengthy
  void should_say_what_failed_in_jython() {
    assumeTrue(isHere("jython"), "Jython is not here: binder/lab jython fetches it");
    OwnTasks tasks = OwnTasks.inPython("bad", 2, "def task(i):\n    return 1 // (1 - i)");
    assertThatThrownBy(() -> new Python(new Blocking(), "jython").execute(tasks, new Progress()))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("ZeroDivisionError: integer division or modulo by zero (line 2)");
  }

  @Test
  void should_refuse_what_jython_lacks() {
    assumeTrue(isHere("jython"), "Jython is not here: binder/lab jython fetches it");
    Python blocking = new Python(new Blocking(), "jython");
    assertThat(blocking.refusal(WORK.random(RandomSource.MERSENNE_TWISTER)))
        .hasValue(
            "Jython 2.7 blocking: Jython has no counterpart of random source"
                + " MERSENNE_TWISTER; use one of [NONE, PER_TASK, SHARED]");
    assertThatThrownBy(() -> new Python(EventLoopModel.gathering(), "/x/jython.jar"))
        .hasMessageContaining("must be blocking() or threads(n)");
  }
}
