package io.github.concurrencylab.findings;

import static io.github.concurrencylab.Figures.cpu;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.table.Tables;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class CpuUseTest {
  private static Trial trial(int number, double seconds, double cpu, CpuSample... samples) {
    return new Trial.Measured(
        id("m"),
        number,
        Math.round(seconds * 1e9),
        new Trial.Details(
            0, new CpuTime(Math.round(cpu * 1e9), 0), "1", Timeline.EMPTY, List.of(samples)));
  }

  /** Five samples of two busy processors. */
  private static CpuSample[] even(double seconds, double own) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(i -> cpu(i * seconds / 5, List.of(1.0, 1.0), own))
        .toArray(CpuSample[]::new);
  }

  @Test
  void should_weight_samples_with_their_stretches_and_trials_alike() {
    Series series =
        new Series(
            Source.HERE,
            id("m"),
            List.of(
                // Machine: (0.5 * 1 + 1.5 * 3) / 4 = 1.25; own: (0.25 * 1 + 1 * 3) / 4 = 0.8125.
                trial(
                    1,
                    4,
                    4,
                    cpu(1, List.of(0.5, 0.0), 0.25),
                    cpu(2, List.of(1.0, 0.5), 1),
                    cpu(3, List.of(1.0, 0.5), 1),
                    cpu(3.5, List.of(1.0, 0.5), 1),
                    cpu(4, List.of(1.0, 0.5), 1)),
                // Machine: 2; own: 1.5.
                trial(2, 2, 3, even(2, 1.5)),
                trial(3, 2, 2.5),
                // Four samples of a hundredth of a second's ticks are no figure.
                trial(4, 2, 2.5, Arrays.copyOf(even(2, 0.1), 4))));

    CpuUse use = CpuUse.of(series, 2);

    assertThat(use.own()).isEqualTo(1.25); // the median of 1, 1.5, 1.25 and 1.25
    assertThat(use.share()).isEqualTo(0.625);
    assertThat(use.machine()).isEqualTo((1.25 + 2) / 2, within(1e-12));
    assertThat(use.others()).isEqualTo((1.25 + 2) / 2 - (0.8125 + 1.5) / 2, within(1e-12));
  }

  @Test
  void should_leave_cells_empty_that_were_not_measured() {
    Table table = Tables.cpu(here(trials("a", 1, 2), List.of(failed("b", "missing"))));

    assertThat(table.columnNames())
        .containsExactly("model", "mean cores", "machine %", "machine cores", "others' cores");
    assertThat(table.doubleColumn("mean cores").get(0)).isEqualTo(1.5);
    assertThat(table.doubleColumn("machine %").get(0)).isEqualTo(75);
    assertThat(table.column("machine cores").isMissing(0)).isTrue();
    assertThat(table.column("mean cores").isMissing(1)).isTrue();
  }

  @Test
  void should_choose_the_trial_nearest_to_the_median() {
    Series series =
        new Series(
            Source.HERE,
            id("a"),
            List.of(
                trial(1, 9, 0),
                trial(2, 1, 0),
                trial(3, 5.2, 0),
                failed("a", "x"),
                trial(5, 5.1, 0),
                trial(6, 0.5, 0)));

    assertThat(TypicalTrial.trial(series)).map(Trial.Measured::number).contains(5);
    assertThat(TypicalTrial.trial(new Series(Source.HERE, id("b"), List.of(failed("b", "x")))))
        .isEmpty();
  }
}
