package io.github.concurrencylab.measure.run;

import static io.github.concurrencylab.Figures.texts;
import static io.github.concurrencylab.Figures.trial;
import static io.github.concurrencylab.Lab.blocking;
import static io.github.concurrencylab.Lab.tasks;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Optimized;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.Workload;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@Optimized
class BriefTasksTest {
  private static final Workload OWN = tasks("own", 2, i -> i);

  private static List<Trial> taking(long... nanos) {
    List<Span> spans =
        Arrays.stream(nanos).mapToObj(n -> new Span(0, "main", 100, 100 + n)).toList();
    return List.of(trial("blocking", 1, 1, Timeline.of(spans)));
  }

  @Test
  void should_say_that_tasks_took_no_longer_than_calling_them() {
    assertThat(BriefTasks.remark(OWN, taking(40, 60, 5_000)))
        .hasValue(
            "own: a task took 60 ns, no longer than calling it: it has no work to measure, or the"
                + " compiler left it out, since nothing uses its result; return what it computes");
    assertThat(BriefTasks.remark(OWN, taking(40, 200, 5_000))).isEmpty();
    assertThat(BriefTasks.remark(OWN, taking())).isEmpty();
    assertThat(BriefTasks.remark(ModuloSum.article(), taking(40, 60))).isEmpty();
  }

  @Test
  void should_not_say_so_of_tasks_that_work() {
    Workload work =
        tasks(
            "work",
            4,
            i -> {
              double sum = 0;
              for (int k = 0; k < 1_000_000; k++) {
                sum += 1 / (k + 0.5);
              }
              return sum;
            });
    Protocol protocol = new Protocol(2, 2, 1);
    assertThat(texts(protocol.measure(work, List.of(blocking()), RunListener.SILENT).notes()))
        .noneMatch(line -> line.contains("no longer than calling it"));
  }
}
