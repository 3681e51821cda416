package io.github.concurrencylab.model.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Attempts;
import io.github.concurrencylab.Fault;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However it ends, nothing goes on. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(240)
@Fault
class PythonEndTest {
  private static final ModuloSum LONG = ModuloSum.article().terms(1_000_000_000);
  private static final long MOST_MILLIS = 500;

  /** For what must be gone in the end: an orphan would stay for minutes. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);

  static Stream<Model> inner() {
    return Stream.of(
        new Blocking(),
        new Threads(16),
        EventLoopModel.gathering(),
        EventLoopModel.gathering().createTasksFirst(),
        new Processes(1),
        new Processes(16));
  }

  @ParameterizedTest
  @MethodSource("inner")
  void should_end_at_once_when_interrupted_while_tasks_run(Model inner) throws Exception {
    interrupted(inner, null, 1_000_000, 0);
  }

  @ParameterizedTest
  @CsvSource({"fork", "spawn", "forkserver"})
  void should_end_at_once_when_interrupted_under_every_start_method(String startMethod)
      throws Exception {
    interrupted(new Processes(4), startMethod, 1_000_000, 0);
  }

  @ParameterizedTest
  @CsvSource({"fork,0", "fork,5", "fork,20", "spawn,0", "spawn,40", "forkserver,40"})
  void should_end_at_once_when_interrupted_during_the_pool_s_start(
      String startMethod, long afterMillis) throws Exception {
    interrupted(new Processes(16), startMethod, 0, afterMillis);
  }

  @ParameterizedTest
  @CsvSource({"0", "5", "20", "40"})
  void should_end_at_once_when_interrupted_during_the_interpreter_s_start(long afterMillis)
      throws Exception {
    Attempts.assertWithinMillis(MOST_MILLIS, () -> interruptedWhileItStarts(afterMillis));
  }

  private static long interruptedWhileItStarts(long afterMillis) throws Exception {
    List<Path> scripts = Interpreters.scripts();
    var idle = new CompletableFuture<Long>();
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try (Session session = Python.of(new Blocking()).open()) {
                var ignored = session.execute(LONG, new Progress());
                idle.completeExceptionally(new AssertionError("not interrupted"));
              } catch (InterruptedException expected) {
                idle.complete(System.nanoTime());
              }
            });
    TimeUnit.MILLISECONDS.sleep(afterMillis);
    runner.interrupt();
    long start = System.nanoTime();
    long millis = TimeUnit.NANOSECONDS.toMillis(idle.get() - start);
    List<ProcessHandle> left =
        ProcessHandle.current().descendants().filter(one -> !Interpreter.cleansUp(one)).toList();
    assertThat(Interpreters.survivors(left, Duration.ofMillis(100))).isEmpty();
    assertThat(Interpreters.scripts()).isEqualTo(scripts);
    return millis;
  }

  private static void interrupted(
      Model inner, @Nullable String startMethod, long afterUnits, long afterMillis)
      throws Exception {
    Attempts.assertWithinMillis(
        MOST_MILLIS, () -> millisToEnd(inner, startMethod, afterUnits, afterMillis));
  }

  private static long millisToEnd(
      Model inner, @Nullable String startMethod, long afterUnits, long afterMillis)
      throws InterruptedException, ExecutionException {
    List<Path> scripts = Interpreters.scripts();
    Progress progress = new Progress();
    var begun = new CompletableFuture<Boolean>();
    var idle = new CompletableFuture<Long>();
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try (Session session = Python.of(inner).open()) {
                begun.complete(true);
                var ignored = ((PythonSession) session).execute(LONG, progress, startMethod);
                idle.completeExceptionally(new AssertionError("not interrupted"));
              } catch (InterruptedException expected) {
                idle.complete(System.nanoTime());
              }
            });
    begun.get();
    while (progress.done() < afterUnits) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    TimeUnit.MILLISECONDS.sleep(afterMillis);
    List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
    List<ProcessHandle> workers = all.stream().filter(one -> !Interpreter.cleansUp(one)).toList();
    long start = System.nanoTime();
    runner.interrupt();
    long millis = TimeUnit.NANOSECONDS.toMillis(idle.get() - start);
    boolean quiet = Interpreters.survivors(workers, Duration.ofMillis(100)).isEmpty();
    assertThat(Interpreters.survivors(all, LONG_ENOUGH)).isEmpty();
    assertThat(ProcessHandle.current().descendants()).isEmpty();
    assertThat(Interpreters.scripts()).isEqualTo(scripts);
    return quiet ? millis : MOST_MILLIS;
  }

  @ParameterizedTest
  @CsvSource({
    "processes,fork,true",
    "processes,spawn,true",
    "processes,forkserver,true",
    "processes,fork,false",
    "processes,spawn,false",
    "threads,fork,true"
  })
  void should_leave_no_orphan_two_seconds_after_the_virtual_machine_is_killed(
      String form, String startMethod, boolean atWork) throws Exception {
    Attempts.assertWithinMillis(2_000, () -> millisToEndAfterTheParent(form, startMethod, atWork));
  }

  private static long millisToEndAfterTheParent(String form, String startMethod, boolean atWork)
      throws IOException, InterruptedException {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName(),
                form,
                startMethod,
                Boolean.toString(atWork))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("running");
      List<ProcessHandle> all = new ArrayList<>(parent.descendants().toList());
      assertThat(all).hasSizeGreaterThanOrEqualTo(atWork && form.equals("processes") ? 5 : 1);
      long start = System.nanoTime();
      parent.destroyForcibly().waitFor();
      assertThat(Interpreters.survivors(all, LONG_ENOUGH)).isEmpty();
      final long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertThat(Interpreters.scripts(parent.pid())).isEmpty();
      // Those that were born meanwhile, too: the script's path is on the command line of each.
      String script = "/" + Script.prefix(parent.pid());
      assertThat(
              ProcessHandle.allProcesses()
                  .filter(other -> other.info().commandLine().orElse("").contains(script)))
          .isEmpty();
      return millis;
    } finally {
      parent.destroyForcibly();
    }
  }

  /** A virtual machine of its own, to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws InterruptedException {
      Model inner = args[0].equals("threads") ? new Threads(16) : new Processes(4);
      boolean atWork = Boolean.parseBoolean(args[2]);
      Progress progress = new Progress();
      try (Session session = Python.of(inner).open()) {
        Thread.ofPlatform().daemon().start(() -> announce(progress, atWork));
        var ignored = ((PythonSession) session).execute(LONG, progress, args[1]);
      }
    }

    private static void announce(Progress progress, boolean atWork) {
      try {
        while (atWork && progress.done() < 1_000_000) {
          TimeUnit.MILLISECONDS.sleep(5);
        }
        System.out.println("running");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
