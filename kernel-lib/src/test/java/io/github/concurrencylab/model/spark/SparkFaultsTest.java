package io.github.concurrencylab.model.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.model.Leftovers;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drivers that end, hang or talk rubbish: always one line, and nothing left. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(240)
@Fault
class SparkFaultsTest {
  private static final Spark MODEL = new Spark("local[2]");
  private static final ModuloSum WORK = ModuloSum.article().tasks(2).terms(10);
  private static final Duration ENOUGH = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final String READY = "printf 'CLAB\\000\\000\\000\\004r\\000\\0014';";

  private final Set<Thread> before = Leftovers.threads();
  @TempDir private Path folder;

  @AfterEach
  void should_leave_nothing() throws InterruptedException {
    Leftovers.assertNone(before, new Progress());
    assertThat(folder).isEmptyDirectory();
  }

  private String failure(
      Class<? extends Throwable> type,
      Workload work,
      String script,
      Duration start,
      Duration silence) {
    List<String> command = List.of("bash", "-c", script);
    SparkSession session =
        new SparkSession(
            MODEL,
            () -> Driver.start(command, Files.createTempDirectory(folder, "driver")),
            new SparkSession.Patience(start, silence));
    Throwable thrown =
        catchThrowable(() -> {
          try (session) {
            var ignored = session.execute(work, new Progress());
          }
        });
    assertThat(thrown).isInstanceOf(type);
    String message = String.valueOf(thrown.getMessage());
    assertThat(message).contains(MODEL.name()).doesNotContainPattern("\\p{Cntrl}");
    return message;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "echo no luck >&2; exit 3 ! did not start: it ended, exit status 3; it said: no luck",
        "echo Hello               ! did not start: no frame of ours: began with 0x48656c6c, exit status 0",
        "echo a >&2; exec sleep 1000 ! was not ready within 1 s, still running; it said: a",
      })
  void should_say_why_a_driver_did_not_start(String does, String words) {
    Duration start = does.contains("sleep") ? SHORT : ENOUGH;
    assertThat(failure(ModelUnavailableException.class, WORK, does, start, ENOUGH)).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "exit 3                                 ! it ended, exit status 3",
        "kill -9 $$                             ! it ended, exit status 137",
        "echo Hello                             ! no frame of ours: began with 0x48656c6c",
        "printf CLA; exit 4                     ! its output broke off, exit status 4",
        "printf CLAB; exec sleep 1000       ! it gave no sign of life for 1 s, still running",
        "exec sleep 1000                        ! it gave no sign of life for 1 s, still running",
        "yes x | head -c 5000000 >&2; exit 5    ! exit status 5; it said: x | x",
      })
  void should_name_the_model_and_what_its_driver_did(String does, String words) {
    Duration silence = does.contains("sleep") ? SHORT : ENOUGH;
    assertThat(failure(TaskFailedException.class, WORK, READY + does, ENOUGH, silence))
        .startsWith(
            "(modulo sum, a generator per task) failed under spark(\"local[2]\") on its driver: ")
        .contains(words);
  }

  @Test
  void should_not_wait_for_ever_for_a_driver_that_does_not_read() {
    byte[] much = new byte[10_000_000];
    OwnTasks work = OwnTasks.of("large", 2, i -> much.length + i);
    assertThat(failure(TaskFailedException.class, work, READY + "exec sleep 1000", ENOUGH, SHORT))
        .contains(
            "(large) failed under spark(\"local[2]\") on its driver: it gave no sign of life");
  }
}
