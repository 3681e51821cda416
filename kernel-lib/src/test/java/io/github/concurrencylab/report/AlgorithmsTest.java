package io.github.concurrencylab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Percentage.withPercentage;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.Algorithm;
import io.github.concurrencylab.workload.ModuloSum;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

@Slow
class AlgorithmsTest {
  // One trial after a fixed number of warm-ups cannot change from trial to trial: no verdict is
  // withheld, on whatever machine.
  private static final Experiment BRIEF = new Experiment(new Protocol(1, 1, 1));
  private static final ModuloSum SMALL = ModuloSum.article().tasks(3).terms(50_000);

  @Test
  void should_hold_each_algorithm_under_each_model_against_the_first_models_loop() {
    Table table = BRIEF.algorithms(SMALL.jumps(), new Blocking(), new Threads(2)).compare();
    assertThat(table.stringColumn("model").asList())
        .containsExactly(
            "blocking, loop", "threads(2), loop",
            "blocking, jumps", "threads(2), jumps",
            "blocking, binomial", "threads(2), binomial");
    assertThat(table.stringColumn("verdict").get(0)).isEqualTo("baseline");
    assertThat(table.stringColumn("verdict").asList().subList(1, 6))
        .containsOnly("too few runs: at least 3, trials(5) for example");
    double loop = table.doubleColumn("mean (s)").get(0);
    for (int row = 1; row < 6; row++) {
      assertThat(table.doubleColumn("speed-up").get(row))
          .as(table.stringColumn("model").get(row))
          .isCloseTo(loop / table.doubleColumn("mean (s)").get(row), withPercentage(1e-6));
    }
  }

  @Test
  void should_say_what_was_run_without_an_algorithm() {
    Report report = BRIEF.algorithms(SMALL.binomial(), new Blocking());
    assertThat(report.header()).singleElement().asString().startsWith(SMALL.toString());
    assertThat(report.remarks()).allMatch(note -> note.kind() == Note.Kind.WAITED);
    assertThat(report.table().rowCount()).isEqualTo(Algorithm.values().length);
  }

  @Test
  void should_run_cpython_by_its_loop_alone() {
    Table table = BRIEF.algorithms(SMALL, Python.of(new Blocking()), new Blocking()).overview();
    assertThat(table.stringColumn("model").asList())
        .containsExactly(
            "python(blocking), loop", "blocking, loop", "blocking, jumps", "blocking, binomial");
  }

  @Test
  void should_fail_if_there_is_no_model_or_a_loop_would_take_years() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BRIEF.algorithms(SMALL))
        .withMessageStartingWith("models must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> BRIEF.algorithms(SMALL.binomial().terms(100_000_000_000_000L), new Blocking()))
        .withMessageStartingWith("terms must be at most 10,000,000,000,000 by loop");
  }
}
