package io.github.concurrencylab.measure.machine;

import static io.github.concurrencylab.Figures.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.workload.ModuloSum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The other programs here are real ones. */
@Timeout(120)
class MachineLockTest {
  private static final String WHAT = "article under threads(16)";
  private static final ModuloSum WORK = ModuloSum.article().tasks(3).terms(2_000);

  @TempDir Path folder;

  private static Process holder() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                WHAT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(process.inputReader().readLine()).isEqualTo("held");
    return process;
  }

  /** Keeps what a run says while it waits. */
  private static final class Said implements RunListener {
    private final BlockingQueue<String> words = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    @Override
    public void update(RunProgress progress) {
      words.add(progress.words());
    }

    @Override
    public void ended(String summary) {
      ends.add(summary);
    }

    void untilForWhom(Process process) throws InterruptedException {
      String line = "";
      while (!line.matches("waiting for another measurement: .*")) {
        line = words.take();
      }
      assertThat(line)
          .matches(
              "waiting for another measurement: article under threads\\(16\\), since \\d+ s, process "
                  + process.pid());
    }
  }

  private static Thread run(Said said, CompletableFuture<Measurement> result) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            result.complete(new Protocol(2, 0, 0).measure(WORK, List.of(new Blocking()), said));
          } catch (RuntimeException failed) {
            result.completeExceptionally(failed);
          }
        });
  }

  @Test
  void should_wait_for_another_program_say_for_whom_and_go_on_when_it_was_killed()
      throws Exception {
    Process other = holder();
    try {
      Said said = new Said();
      var result = new CompletableFuture<Measurement>();
      Thread runner = run(said, result);
      said.untilForWhom(other);
      assertThat(result).isNotDone();

      other.destroyForcibly();
      Measurement measured = result.get();
      runner.join();

      assertThat(measured.trials()).hasSize(2);
      assertThat(texts(measured.notes())).doesNotContain(MachineLock.NO_FILE);
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void should_stop_waiting_when_interrupted() throws Exception {
    Process other = holder();
    try {
      Said said = new Said();
      var result = new CompletableFuture<Measurement>();
      Thread runner = run(said, result);
      said.untilForWhom(other);

      runner.interrupt();
      runner.join();

      assertThat(result).isCancelled(); // which is what an interrupted run's error is
      assertThat(said.ends).singleElement().asString().startsWith("stopped: 0 of 2 trials");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  @Test
  void should_let_the_next_one_go_when_it_is_closed() throws Exception {
    MachineLock first = new MachineLock(List.of(), List.of(folder));
    MachineLock second = new MachineLock(List.of(), List.of(folder));
    var waits = new CompletableFuture<String>();
    Thread waiter;
    try (var turn = first.await("a\nb", waiting -> {})) {
      assertThat(turn.limit()).isEmpty();
      waiter =
          Thread.ofPlatform()
              .start(() -> {
                try (var _ = second.await("c", waits::complete)) {
                  waits.complete("did not wait");
                } catch (InterruptedException stopped) {
                  waits.completeExceptionally(stopped);
                }
              });
      assertThat(waits.get())
          .matches(
              "another measurement: a\\?b, since \\d+ s, process " + ProcessHandle.current().pid());
    }
    waiter.join();
    assertThat(Files.readString(folder.resolve("measuring"))).contains("\nc\n");
  }

  @Test
  void should_go_on_without_a_file_where_no_folder_can_be_written() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    MachineLock lock = new MachineLock(List.of(), List.of(notAFolder.resolve("below")));
    try (var turn = lock.await("a", waiting -> {})) {
      assertThat(turn.limit()).isEqualTo(MachineLock.NO_FILE);
    }
    MachineLock next = new MachineLock(List.of(), List.of(notAFolder, folder.resolve("made")));
    try (var turn = next.await("a", waiting -> {})) {
      assertThat(turn.limit()).isEmpty();
    }
    assertThat(folder.resolve("made")).isDirectory();
  }

  @Test
  void should_say_nothing_of_a_file_that_is_not_the_lab_s() throws Exception {
    Files.writeString(folder.resolve("measuring"), "4711\nyesterday\nx\n");
    MachineLock first = new MachineLock(List.of(), List.of(folder));
    try (var turn = first.await("a", waiting -> {})) {
      assertThat(turn.limit()).isEmpty();
      Files.writeString(folder.resolve("measuring"), "4711\nyesterday\nx\n");
      // Within this program the holder is known without the file; by another lock it is not.
      MachineLock second = new MachineLock(List.of(), List.of(folder));
      var waits = new CompletableFuture<String>();
      Thread waiter =
          Thread.ofPlatform()
              .start(() -> {
                try (var _ = second.await("c", waits::complete)) {
                  waits.complete("did not wait");
                } catch (InterruptedException stopped) {
                  waits.complete("stopped");
                }
              });
      assertThat(waits.get(60, TimeUnit.SECONDS)).isEqualTo("another measurement");
      waiter.interrupt();
      waiter.join();
    }
  }

  @Test
  void should_choose_a_folder_of_the_user_s_and_do_without_a_home() {
    assertThat(UserFolders.of(Map.of("XDG_STATE_HOME", "/s"), "/home/a", "/tmp"))
        .containsExactly(
            Path.of("/s/concurrency-lab"),
            Path.of("/home/a/.local/state/concurrency-lab"),
            Path.of("/tmp/concurrency-lab"));
    assertThat(UserFolders.of(Map.of("XDG_STATE_HOME", "relative"), "?", "/tmp"))
        .containsExactly(Path.of("/tmp/concurrency-lab"));
  }
}
