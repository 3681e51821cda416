package io.github.concurrencylab.model.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.concurrencylab.Attempts;
import io.github.concurrencylab.Fault;
import io.github.concurrencylab.model.Leftovers;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Waiting;
import io.github.concurrencylab.workload.Workload;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Children that end, hang or talk rubbish: always one line, nothing left, and the next one runs.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(240)
@Fault
class ChildFaultsTest {
  private static final ModuloSum SMALL = ModuloSum.article().tasks(5).terms(50_000);
  private static final ModuloSum LONG = ModuloSum.article().tasks(5).terms(10_000_000_000L);
  private static final Duration ENOUGH = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String REMEDY =
      "; use fewer workers, or raise the limit on processes or memory";
  private static final String READY = "printf 'CLAB\\000\\000\\000\\001r'; head -c 4 >/dev/null;";

  private final Set<Thread> before = Leftovers.threads();
  private final Progress progress = new Progress();

  @AfterEach
  void should_leave_nothing_and_run_again() throws InterruptedException {
    Leftovers.assertNone(before, progress);
    assertThat(new Processes(2).execute(SMALL, new Progress()).results())
        .isEqualTo(new Blocking().execute(SMALL, new Progress()).results());
  }

  private void execute(Workload workload, List<String> command, Duration start, Duration silence)
      throws InterruptedException {
    Processes model = new Processes(2);
    var ignored =
        model.execute(
            null,
            command,
            new ProcessPool.Patience(start, silence),
            Recording.elsewhere(model, workload),
            progress);
  }

  /** The message of a failure: one line that names the model. */
  private String failure(List<String> command, Duration start, Duration silence) {
    Throwable thrown = catchThrowable(() -> execute(LONG, command, start, silence));
    assertThat(thrown).isInstanceOf(TaskFailedException.class);
    String message = String.valueOf(thrown.getMessage());
    assertThat(message).contains("processes(2)").doesNotContainPattern("\\p{Cntrl}");
    assertThat(message.length()).isLessThan(3_000);
    return message;
  }

  private static List<String> script(String text) {
    return List.of("bash", "-c", text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "echo no luck >&2; exit 3  ! ended, exit status 3; it said: no luck",
        "echo Hello from the shell ! no frame of ours: began with 0x48656c6c, exit status 0",
        "printf CLAB; exit 4       ! its output broke off, exit status 4",
        "kill -9 $$                ! ended, exit status 137",
      })
  void should_say_why_a_child_did_not_start(String does, String words) {
    assertThat(failure(script(does), ENOUGH, ENOUGH))
        .matches("processes\\(2\\): process-[12] did not start: .*")
        .endsWith(words + REMEDY);
  }

  @Test
  void should_not_wait_for_ever_for_a_child_to_start() {
    assertThat(failure(script("echo a moment >&2; exec sleep 1000"), SHORT, ENOUGH))
        .isEqualTo(
            "processes(2): 0 of 2 child processes were ready, and no other within 1 s; process-1:"
                + " still running; it said: a moment");
  }

  @Test
  void should_say_what_the_system_said_if_there_is_no_room_for_a_child() {
    String java = String.join(" ", Processes.command());
    assertThat(failure(script("ulimit -v 400000; exec " + java), ENOUGH, ENOUGH))
        .contains("did not start: it ended, exit status 1; it said: ")
        .contains("Error occurred during initialization of VM")
        .endsWith(REMEDY);
  }

  @Test
  void should_name_the_remedy_if_the_system_refuses_a_child() {
    assertThat(failure(List.of("/no/such/java"), ENOUGH, ENOUGH))
        .startsWith("processes(2): child process 1 of 2 could not be started: ")
        .endsWith(REMEDY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "exit 3                                    ! ended, exit status 3",
        "kill -9 $$                                ! ended, exit status 137",
        "yes line | head -c 5000000 >&2; exit 5    ! exit status 5; it said: line | line | line",
        "tr '\\000' x </dev/zero | head -c 5000000 >&2; exit 5 ! exit status 5; it said: xxxxxxxx",
        "printf '\\033[31mred\\r\\n' >&2; exit 6   ! exit status 6; it said: ?[31mred",
        "echo rubbish                              ! no frame of ours: began with 0x72756262",
        "printf 'CLAB\\177\\377\\377\\377'; exit 1 ! frame must have 1 to ",
        "printf 'CLAB\\000\\000\\000\\011p\\001'; exit 1 ! pipe ended within a frame",
        "printf 'CLAB\\000\\000\\000\\001r'; exit 1 ! sent an unexpected Ready[]",
        "printf 'CLAB\\000\\000\\000\\001?'; exit 1 ! no frame of ours: kind 63",
        "printf 'CLAB\\000\\000\\000\\025dxxxxxxxxxxxxxxxxxxxx' ! unexpected Done",
        "exec sleep 1000                           ! gave no sign of life for 1 s, still running",
        "printf 'CLAB\\000'; exec sleep 1000       ! gave no sign of life for 1 s, still running",
      })
  void should_name_model_task_and_child(String does, String words) {
    Duration silence = does.contains("sleep") ? SHORT : ENOUGH;
    assertThat(failure(script(READY + does), ENOUGH, silence))
        .matches(
            "task [12] of 5 \\(modulo sum, .*\\) failed under processes\\(2\\) on process-[12]:.*")
        .contains(words);
  }

  @Test
  void should_notice_that_children_were_stopped() throws InterruptedException {
    Thread stopper =
        Thread.ofPlatform()
            .start(() -> {
              while (progress.done() == 0) {
                Thread.onSpinWait();
              }
              ProcessHandle.current().children().forEach(ChildFaultsTest::stop);
            });
    assertThat(failure(Processes.command(), ENOUGH, Duration.ofSeconds(2)))
        .contains("gave no sign of life for 2 s, still running");
    stopper.join();
  }

  private static void stop(ProcessHandle child) {
    try {
      new ProcessBuilder("kill", "-STOP", Long.toString(child.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void executeOwn(OwnTasks work, List<String> command) throws InterruptedException {
    Processes model = new Processes(2);
    var ignored =
        model.execute(
            Transfer.of(model.name(), work),
            command,
            new ProcessPool.Patience(ENOUGH, Duration.ofSeconds(2)),
            Recording.elsewhere(model, work),
            progress);
  }

  /** Tasks whose body is larger than any pipe. */
  private static OwnTasks large() {
    byte[] much = new byte[4_000_000];
    return OwnTasks.of("large", 2, i -> much.length + i);
  }

  @Test
  void should_not_wait_for_ever_for_a_child_that_does_not_read() {
    List<String> command = script("printf 'CLAB\\000\\000\\000\\001r'; exec sleep 1000");
    assertThat(catchThrowable(() -> executeOwn(large(), command)))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageMatching(
            "task ([12]) of 2 \\(large\\) failed under processes\\(2\\) on process-\\1: it gave no"
                + " sign of life for 2 s, still running.*");
  }

  @Test
  void should_stop_at_once_while_a_child_does_not_read() throws InterruptedException {
    List<String> command = script("printf 'CLAB\\000\\000\\000\\001r'; exec sleep 1000");
    Processes model = new Processes(2);
    var thrown = new CompletableFuture<Throwable>();
    Thread runner =
        Thread.ofPlatform()
            .start(() ->
                thrown.complete(
                    catchThrowable(() -> {
                      var ignored =
                          model.execute(
                              Transfer.of(model.name(), large()),
                              command,
                              ProcessPool.Patience.STANDARD,
                              Recording.elsewhere(model, large()),
                              progress);
                    })));
    while (Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().equals("process-2-in"))) {
      Thread.onSpinWait();
    }
    runner.interrupt();
    assertThat(thrown.join()).isInstanceOf(InterruptedException.class);
    runner.join();
  }

  @Test
  void should_ship_much_to_children_that_read() throws InterruptedException {
    executeOwn(large(), Processes.command());
    assertThat(progress.done()).isEqualTo(2);
  }

  /** Begins a frame and never ends it; the child goes on with its signs of life within it. */
  private static Object halfFrame(int i) throws Exception {
    new FileOutputStream(FileDescriptor.out).write(new byte[] {'C', 'L', 'A', 'B', 1, 0, 0, 0});
    Thread.sleep(Long.MAX_VALUE);
    return i;
  }

  @Test
  void should_not_take_bytes_for_a_sign_of_life() {
    OwnTasks work = OwnTasks.of("half", 2, ChildFaultsTest::halfFrame);
    assertThat(catchThrowable(() -> executeOwn(work, Processes.command())))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("gave no sign of life for 2 s, still running");
  }

  @Test
  void should_wait_for_a_task_that_is_silent_for_longer_than_a_child_may_be() throws Exception {
    // A busy machine may hold a child up: one attempt of a few must do.
    Attempts.assertWithinMillis(
        1,
        () -> {
          Workload wait = Waiting.of(2, Duration.ofMillis(3_500));
          Throwable thrown =
              catchThrowable(
                  () -> execute(wait, Processes.command(), ENOUGH, Duration.ofSeconds(2)));
          return thrown == null ? 0L : 1L;
        });
  }
}
