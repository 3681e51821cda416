package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Lab;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.table.Columns;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class HypothesesTest {
  private static final Clocks TOLD =
      new Clocks(
          "some work",
          List.of(
              new Clocks.Read(new Blocking().id(), 17, List.of(4.3, 4.3, 4.2)),
              new Clocks.Read(Lab.gil(16).id(), 64, List.of(1.2, 1.2, 4.3))));

  @Test
  void should_hold_each_hypothesis_against_its_own_figures() {
    Report lock =
        new Report(here(trials("blocking", 1, 1.01, 1), trials("gil(16)", 1.1, 1.11, 1.1)));

    Hypotheses all =
        Lab.hypotheses()
            .because("the lock is handed over", lock, Lab.gil(16))
            .because("fewer threads", lock, Lab.gil(2))
            .because("a low clock", TOLD)
            .untested("the scheduler", "elsewhere");

    Table table = all.table();
    assertThat(table.stringColumn(Columns.VERDICT).asList())
        .containsExactly("refuted here", "untested", "supported", "untested");
    assertThat(table.stringColumn(Columns.TRIED).asList())
        .containsExactly(
            "gil(16) by blocking", "gil(2) by blocking", "machine().clocks(...)", "elsewhere");
    assertThat(all.toString()).contains("the lock is handed over");
  }

  @Test
  void should_show_the_clocks_of_each_model() {
    Table table = TOLD.table();

    assertThat(table.doubleColumn(Columns.CLOCK).asDoubleArray()).containsExactly(4.3, 1.2);
    assertThat(table.doubleColumn(Columns.CLOCK_LOW).asDoubleArray()).containsExactly(4.2, 1.2);
    assertThat(table.doubleColumn(Columns.CLOCK_HIGH).asDoubleArray()).containsExactly(4.3, 4.3);
    assertThat(TOLD.factor().orElseThrow()).isEqualTo(4.3 / 1.2);
    assertThat(TOLD.sentence()).isEmpty();
  }

  @Test
  void should_say_so_where_clocks_are_not_told() {
    Clocks silent =
        new Clocks("some work", List.of(new Clocks.Read(new Blocking().id(), 17, List.of())));

    assertThat(silent.factor()).isEmpty();
    assertThat(silent.sentence()).contains("does not tell");
    assertThat(silent.table().doubleColumn(Columns.CLOCK).isMissing(0)).isTrue();
    assertThat(Lab.hypotheses().because("a low clock", silent).all().getFirst().verdict())
        .isEqualTo("untested");
  }

  @Test
  void should_run_each_model_once_under_watch() {
    Clocks clocks =
        Lab.machine().clocks(Lab.article().terms(1_000), Lab.blocking(), Lab.threads(2));

    assertThat(clocks.table().stringColumn(Columns.MODEL).asList())
        .containsExactly("blocking", "threads(2)");
    assertThat(clocks.models()).allMatch(read -> read.seconds() > 0);
  }
}
