package io.github.concurrencylab.model.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Attempts;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Leftovers;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.workload.Algorithm;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
@Slow
class ProcessesTest {
  private static final ModuloSum SMALL = ModuloSum.article().tasks(5).terms(50_000);
  private static final ModuloSum LONG = ModuloSum.article().tasks(5).terms(10_000_000_000L);

  private static Stream<ProcessHandle> children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive);
  }

  @ParameterizedTest
  @EnumSource
  void should_return_the_sums_of_a_plain_loop(RandomSource source) throws InterruptedException {
    ModuloSum work = SMALL.random(source).seed(-3);
    List<Object> results = new Processes(2).execute(work, new Progress()).results();
    assertThat(work.validate(results)).isEmpty();
    if (work.deterministic()) {
      assertThat(results).isEqualTo(new Blocking().execute(work, new Progress()).results());
    }
  }

  @ParameterizedTest
  @EnumSource
  void should_return_the_sums_of_a_plain_loop_by_any_algorithm(Algorithm algorithm)
      throws InterruptedException {
    ModuloSum work = SMALL.algorithm(algorithm);
    assertThat(new Processes(2).execute(work, new Progress()).results())
        .isEqualTo(new Blocking().execute(work, new Progress()).results());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void should_leave_no_child_after_the_end(int workers) throws InterruptedException {
    Set<Thread> before = Leftovers.threads();
    Progress progress = new Progress();
    Execution execution = new Processes(workers).execute(SMALL, progress);
    assertThat(children()).isEmpty();
    Leftovers.assertNone(before, progress);
    assertThat(execution.poolStartNanos()).isBetween(1L, execution.nanos());
    assertThat(execution.childCpuNanos()).isPositive();
  }

  @Test
  void should_name_model_task_and_child_if_a_child_is_killed_in_the_middle() throws Exception {
    Set<Thread> before = Leftovers.threads();
    Progress progress = new Progress();
    Thread killer =
        Thread.ofPlatform()
            .start(() -> {
              while (progress.done() == 0) {
                Thread.onSpinWait();
              }
              children().findAny().ifPresent(ProcessHandle::destroyForcibly);
            });
    assertThatThrownBy(() -> new Processes(2).execute(LONG, progress))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageMatching(
            "(?s)task [12] of 5 \\(modulo sum, .*\\) failed under processes\\(2\\) on process-[12]:"
                + " it ended, exit status \\d+.*");
    killer.join();
    assertThat(children()).isEmpty();
    Leftovers.assertNone(before, progress);
  }

  /** A virtual machine that only runs a pool, to be killed. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) throws InterruptedException {
      Progress progress = new Progress();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (progress.done() == 0) {
              Thread.onSpinWait();
            }
            System.out.println("children are at work");
          });
      var ignored = new Processes(2).execute(LONG, progress);
    }
  }

  @Test
  void should_end_all_children_within_two_seconds_if_the_parent_is_killed() throws Exception {
    Attempts.assertWithinMillis(2_000, ProcessesTest::millisToEndAfterTheParent);
  }

  private static long millisToEndAfterTheParent() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process parent =
        new ProcessBuilder(
                java.toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var said =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(said.readLine()).isEqualTo("children are at work");
      List<ProcessHandle> children = parent.descendants().toList();
      assertThat(children).hasSize(2);
      long start = System.nanoTime();
      parent.destroyForcibly();
      while (children.stream().anyMatch(ProcessHandle::isAlive)
          && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(children).noneMatch(ProcessHandle::isAlive);
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    } finally {
      parent.descendants().forEach(ProcessHandle::destroyForcibly);
      parent.destroyForcibly();
    }
  }

  private static Process child() throws Exception {
    return new ProcessBuilder(Processes.command())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void should_end_if_its_standard_input_is_rubbish() throws Exception {
    Process child = child();
    assertThat(ChildMessage.read(child.getInputStream())).isEqualTo(new ChildMessage.Ready());
    try (OutputStream out = child.getOutputStream()) {
      out.write("rm -rf everything\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(child.exitValue()).isOne();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 5, Integer.MAX_VALUE})
  void should_answer_if_asked_for_a_task_that_does_not_exist(int task) throws Exception {
    Process child = child();
    try (OutputStream out = child.getOutputStream();
        InputStream in = child.getInputStream()) {
      assertThat(ChildMessage.read(in)).isEqualTo(new ChildMessage.Ready());
      out.write(Frames.bytes(new ChildMessage.Work(SMALL.data())));
      out.flush();
      out.write(Frames.bytes(new ChildMessage.Run(task)));
      out.flush();
      assertThat(ChildMessage.read(in))
          .isInstanceOfSatisfying(
              ChildMessage.Failed.class, failed -> assertThat(failed.task()).isEqualTo(task));
    }
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void should_ask_for_no_option_that_this_virtual_machine_passes_over() throws Exception {
    List<String> command = new java.util.ArrayList<>(Processes.command());
    assertThat(command.remove("-XX:+IgnoreUnrecognizedVMOptions")).isTrue();
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    child.getOutputStream().close();
    assertThat(ChildMessage.read(child.getInputStream())).isEqualTo(new ChildMessage.Ready());
  }

  @Test
  void should_keep_the_virtual_machines_own_warnings_off_the_pipe() throws Exception {
    List<String> command = new java.util.ArrayList<>(Processes.command());
    command.add(1, "-XX:MaxNewSize=64m"); // more than the heap: it warns
    command.add(1, "-XX:+UseNUMA");
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    child.getOutputStream().close();
    byte[] said = child.getInputStream().readAllBytes();
    ByteArrayInputStream in = new ByteArrayInputStream(said);
    assertThat(ChildMessage.read(in)).isEqualTo(new ChildMessage.Ready());
    assertThat(ChildMessage.read(in)).isNull();
  }
}
