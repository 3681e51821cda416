package io.github.concurrencylab.measure.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.workload.OwnTasks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run shows what its tasks print elsewhere, the first and the last of it. */
@Slow
@Timeout(120)
class PrintedLinesTest {
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final RunListener listener =
      RunListener.all(
          RunListener.SILENT,
          new RunListener() {
            @Override
            public void update(RunProgress progress) {}

            @Override
            public void printed(String line) {
              shown.add(line);
            }

            @Override
            public void ended(String summary) {
              shown.add("ended");
            }
          });

  private static Object printing(int i) {
    System.out.println("printed " + i);
    if (i == 40) {
      throw new IllegalStateException("planted");
    }
    return i;
  }

  @Test
  void should_show_first_and_last_lines_before_the_run_ends() {
    OwnTasks work = OwnTasks.of("printing", 30, PrintedLinesTest::printing);
    var ignored = new Protocol(1, 0, 1).measure(work, List.of(new Processes(1)), listener);
    assertThat(shown).hasSize(22);
    assertThat(shown.subList(0, 11))
        .startsWith("processes(1), task 1: printed 0", "processes(1), task 2: printed 1")
        .endsWith("processes(1), task 10: printed 9", "… 10 more lines …");
    assertThat(shown.subList(11, 22))
        .startsWith("processes(1), task 21: printed 20")
        .endsWith("processes(1), task 30: printed 29", "ended");
  }

  @Test
  void should_show_them_too_if_the_run_fails() {
    OwnTasks work = OwnTasks.of("printing", 41, PrintedLinesTest::printing);
    assertThat(
            catchThrowable(
                () -> new Protocol(1, 0, 1).measure(work, List.of(new Processes(1)), listener)))
        .isInstanceOf(TaskFailedException.class);
    assertThat(shown).endsWith("processes(1), task 41: printed 40", "ended");
  }
}
