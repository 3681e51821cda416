package io.github.concurrencylab.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.concurrencylab.Attempts;
import io.github.concurrencylab.Fault;
import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Interpreters that are missing, false, or die: always one line, and nothing left. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(240)
@Fault
class PythonFaultsTest {
  private static final ModuloSum WORK = ModuloSum.article().terms(70_000).tasks(6);
  private static final ModuloSum LONG = ModuloSum.article().terms(100_000_000).tasks(4);
  private static final PythonSession.Patience SHORT =
      new PythonSession.Patience(Duration.ofSeconds(3), Duration.ofSeconds(1));
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
  private static final String HELLO =
      "echo '{\"say\":\"hello\",\"implementation\":\"%s\",\"version\":\"%s\",\"lock\":\"on\","
          + "\"jit\":false,\"switchInterval\":0.005,\"startMethod\":\"fork\",\"processors\":2}'";
  private static final String GOOD_HELLO = HELLO.formatted("CPython", "3.11.7");

  @TempDir private Path directory;
  private List<Path> scripts = List.of();

  @BeforeEach
  void remember() {
    scripts = Interpreters.scripts();
  }

  @AfterEach
  void should_leave_nothing() throws InterruptedException {
    List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
    assertThat(Interpreters.survivors(left, Duration.ofSeconds(10))).isEmpty();
    assertThat(Interpreters.scripts()).isEqualTo(scripts);
  }

  /** The message of a failure: one line that names the model. */
  private static String failure(Class<? extends Throwable> type, String interpreter) {
    Python model = new Python(new Blocking(), interpreter);
    Throwable thrown =
        catchThrowable(() -> {
          try (PythonSession session = PythonSession.open(model, TEMPORARY, SHORT)) {
            var ignored = session.execute(WORK, new Progress());
          }
        });
    assertThat(thrown).isInstanceOf(type);
    String message = String.valueOf(thrown.getMessage());
    assertThat(message).contains(model.name()).doesNotContain("\n");
    return message;
  }

  private String unavailable(String... lines) throws IOException {
    String message = failure(ModelUnavailableException.class, Interpreters.fake(directory, lines));
    assertThat(message)
        .endsWith(
            "; install CPython 3.6 or newer, or name another one: pythons() lists those here");
    return message;
  }

  private String failed(String... lines) throws IOException {
    return failure(TaskFailedException.class, Interpreters.fake(directory, lines));
  }

  @Test
  void should_name_an_interpreter_that_is_not_there() {
    assertThat(failure(ModelUnavailableException.class, "/no/such/python3"))
        .contains("interpreter \"/no/such/python3\" could not be started: No such file");
  }

  @Test
  void should_say_what_an_interpreter_printed_instead_of_a_greeting() throws IOException {
    assertThat(unavailable("echo 'Hello from' $0; sleep 100"))
        .contains("is no usable Python: no message of ours: \"Hello from ");
    assertThat(unavailable("head -c 100000 /dev/zero | tr '\\0' 'x'"))
        .contains("message must have at most 65,536 bytes");
    assertThat(unavailable("echo '{\"say\":{\"say\":{\"say\":{}}}}'"))
        .contains("no message of ours");
    assertThat(unavailable("printf '{\"say\":'")).contains("output ended within a message");
  }

  @Test
  void should_say_how_an_interpreter_ended_and_what_it_wrote_last() throws IOException {
    assertThat(unavailable("echo 'no module named site' >&2; exit 3"))
        .contains("it ended, exit status 3; it said: no module named site;");
  }

  @Test
  void should_not_wait_for_ever_for_a_greeting() throws IOException {
    assertThat(unavailable("sleep 1000")).contains("did not start within 3.0 s");
  }

  @Test
  void should_not_wait_for_ever_for_a_trial() throws IOException {
    assertThat(failed(GOOD_HELLO, "sleep 1000"))
        .contains("it gave no sign of life for 1 s, still running");
  }

  @Test
  void should_not_wait_for_ever_within_a_message() throws IOException {
    assertThat(failed(GOOD_HELLO, "read line", "printf '{\"say\":'", "exec sleep 1000"))
        .contains("it gave no sign of life for 1 s, still running");
    assertThat(failed(GOOD_HELLO, "read line", "printf '{\"say\":'; exit 5"))
        .contains("output ended within a message: \"{\"say\":\", exit status 5");
  }

  @Test
  void should_not_wait_for_ever_for_an_interpreter_that_does_not_read() throws IOException {
    String source = "\n".repeat(OwnTasks.LONGEST_SOURCE - 30) + "def task(i): return i";
    OwnTasks work = OwnTasks.of("long", 2, i -> i).python(source);
    Python model =
        new Python(new Blocking(), Interpreters.fake(directory, GOOD_HELLO, "exec sleep 1000"));
    assertThat(catchThrowable(() -> execute(model, work)))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("(long) failed under " + model.name())
        .hasMessageContaining("it gave no sign of life for 1 s, still running");
  }

  private static void execute(Python model, Workload work) throws InterruptedException {
    try (PythonSession session = PythonSession.open(model, TEMPORARY, SHORT)) {
      var ignored = session.execute(work, new Progress());
    }
  }

  /** Tasks in Python whose body is this. */
  private static OwnTasks own(String body) {
    return OwnTasks.of("own", 2, i -> i)
        .python("import os, signal, time\ndef task(i):\n  " + body + "\n  return i\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "processes  ! task [12] of 2 .*on process-[12]: it gave no sign of life for 2 s",
        "blocking   ! on interpreter \"python3\": it gave no sign of life for 2 s, still running",
        "threads    ! on interpreter \"python3\": it gave no sign of life for 2 s, still running",
      })
  void should_notice_a_process_that_was_stopped(String form, String words) {
    String late = "time.sleep(1.2); os.kill(os.getpid(), signal.SIGSTOP)";
    assertThat(catchThrowable(() -> patiently(form, own(late))))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("failed under python(" + form)
        .message()
        .containsPattern(words);
  }

  /** Two seconds: a process is heard of each second. */
  private static void patiently(String form, Workload work) throws InterruptedException {
    Model inner =
        switch (form) {
          case "processes" -> new Processes(2);
          case "threads" -> new Threads(2);
          default -> new Blocking();
        };
    var patience = new PythonSession.Patience(Duration.ofSeconds(30), Duration.ofSeconds(2));
    try (PythonSession session = PythonSession.open(Python.of(inner), TEMPORARY, patience)) {
      var ignored = session.execute(work, new Progress());
    }
  }

  @Lengthy
  @ParameterizedTest
  @CsvSource({
    "processes, time.sleep(5)",
    "threads, time.sleep(5)",
    "threads, sum(range(250_000_000))"
  })
  void should_wait_for_a_task_that_is_silent_for_longer_than_a_process_may_be(
      String form, String body) throws Exception {
    // A busy machine may hold a process up: one attempt of a few must do.
    Attempts.assertWithinMillis(
        1, () -> catchThrowable(() -> patiently(form, own(body))) == null ? 0L : 1L);
  }

  @Test
  void should_refuse_an_interpreter_that_is_too_old_or_unknown() throws IOException {
    assertThat(unavailable(HELLO.formatted("CPython", "3.5.10"), "sleep 100"))
        .contains("must be CPython or PyPy 3.6 or newer, got CPython 3.5.10;");
    assertThat(unavailable(HELLO.formatted("GraalVM", "3.11.7"), "sleep 100"))
        .contains("must be CPython or PyPy 3.6 or newer, got GraalVM 3.11.7;");
  }

  @Test
  void should_refuse_really_old_interpreters() {
    assumeThat(Interpreters.installed(false)).isNotEmpty();
    for (Path old : Interpreters.installed(false)) {
      assertThat(failure(ModelUnavailableException.class, old.toString()))
          .contains("CPython 3.6 or newer");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"say\":\"task\",\"task\":99,\"result\":1,\"worker\":\"w\",\"start\":1,\"end\":2}",
        "{\"say\":\"task\",\"task\":1,\"result\":1.5,\"worker\":\"w\",\"start\":1,\"end\":2}",
        "{\"say\":\"finished\",\"nanos\":1,\"poolStart\":0,\"cpu\":0}",
        "{\"say\":\"task\"}",
        "[]",
        "nonsense"
      })
  void should_refuse_answers_that_make_no_sense(String answer) throws IOException {
    var ignored = failed(GOOD_HELLO, "read line", "echo '" + answer + "'", "sleep 100");
  }

  @Test
  void should_survive_an_interpreter_that_floods_its_error_stream() throws IOException {
    assertThat(failed(GOOD_HELLO, "head -c 5000000 /dev/zero | tr '\\0' 'x' >&2", "exit 4"))
        .contains("exit status 4; it said: xxx")
        .hasSizeLessThan(1000);
  }

  @Test
  void should_end_a_false_interpreter_and_its_children() throws IOException {
    assertThat(failed("sleep 1000 &", GOOD_HELLO, "trap '' TERM", "sleep 1000 & wait"))
        .contains("it gave no sign of life");
  }

  @Test
  void should_refuse_a_random_source_without_counterpart() {
    ModuloSum work = WORK.random(RandomSource.L64X128);
    assertThat(catchThrowable(() -> Python.of(new Blocking()).execute(work, new Progress())))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            "python(blocking): CPython has no counterpart of random source L64X128; use one of"
                + " [NONE, PER_TASK, SHARED, MERSENNE_TWISTER]");
  }

  @Test
  void should_refuse_an_algorithm_without_counterpart() {
    assertThat(
            catchThrowable(() -> Python.of(new Blocking()).execute(WORK.jumps(), new Progress())))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            "python(blocking): CPython has only the loop here, got jumps(); use article().loop(),"
                + " or a model of Java's");
  }

  static Stream<Model> inner() {
    return PythonTest.inner();
  }

  @ParameterizedTest
  @MethodSource("inner")
  void should_say_what_a_task_threw(Model inner) throws IOException {
    Path broken = directory.resolve("broken.py");
    String interpreter =
        Interpreters.fake(
            directory,
            "sed 's/x = task + 1/raise ZeroDivisionError(\"planted\\\\nhere\")/' \"$5\" > "
                + broken,
            "exec python3 -I -u -X utf8 " + broken);
    Python model = new Python(inner, interpreter);
    assertThat(catchThrowable(() -> model.execute(WORK, new Progress())))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageMatching(
            "task [1-6] of 6 \\(modulo sum, a generator per task\\) failed under .* on"
                + " (main|loop|thread-\\d|process-\\d|a new process): ZeroDivisionError: planted"
                + " here");
  }

  @Test
  void should_say_that_threads_could_not_be_started() throws IOException {
    String interpreter =
        Interpreters.fake(directory, "ulimit -s 60000", "ulimit -v 500000", "exec python3 \"$@\"");
    Python model = new Python(new Threads(100), interpreter);
    assertThat(catchThrowable(() -> model.execute(LONG.tasks(100), new Progress())))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("can't start new thread");
  }

  @Test
  void should_name_the_worker_that_was_killed() throws InterruptedException {
    Python model = Python.of(new Processes(2));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Progress progress = new Progress();
    Thread runner =
        Thread.startVirtualThread(
            () -> thrown.set(catchThrowable(() -> model.execute(LONG, progress))));
    while (progress.done() < 20_000_000) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    ProcessHandle worker =
        ProcessHandle.current()
            .descendants()
            .filter(handle -> handle.children().findAny().isEmpty())
            .findFirst()
            .orElseThrow();
    worker.destroyForcibly();
    runner.join();
    assertThat(thrown.get())
        .isInstanceOf(TaskFailedException.class)
        .message()
        .matches(
            "task [12] of 4 \\(modulo sum, a generator per task\\) failed under"
                + " python\\(processes\\(2\\)\\) on process-[12]: it ended, killed by signal 9");
  }

  @Test
  void should_name_an_interpreter_that_was_killed() throws InterruptedException {
    Python model = Python.of(new Processes(2));
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Progress progress = new Progress();
    Thread runner =
        Thread.startVirtualThread(
            () -> thrown.set(catchThrowable(() -> model.execute(LONG, progress))));
    while (progress.done() < 20_000_000) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    ProcessHandle interpreter = ProcessHandle.current().children().findFirst().orElseThrow();
    List<ProcessHandle> workers = interpreter.descendants().toList();
    interpreter.destroyForcibly();
    runner.join();
    assertThat(thrown.get())
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("interpreter \"python3\": it ended, exit status 137");
    assertThat(workers).hasSize(2);
    assertThat(Interpreters.survivors(workers, Duration.ofSeconds(10))).isEmpty();
  }
}
