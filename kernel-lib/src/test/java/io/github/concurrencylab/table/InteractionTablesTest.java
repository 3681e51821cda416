package io.github.concurrencylab.table;

import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.measured;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.measure.Steadiness;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.results.FactorLevels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class InteractionTablesTest {
  private static final FactorLevels GRID =
      new FactorLevels(
          "random source",
          List.of(
              new FactorLevels.Level(
                  "NONE",
                  "no random numbers",
                  here(trials("blocking", 1, 1.1, 0.9), trials("threads(2)", 1.5, 1.4, 1.6))),
              new FactorLevels.Level(
                  "SHARED",
                  "one for all",
                  here(trials("blocking", 1.2, 1.3, 1.25), trials("threads(2)", 6, 6.3, 5.7)))));

  @Test
  void should_hold_each_model_against_blocking_of_its_own_system() {
    assertThat(id("threads(16)").baseline()).isEqualTo(id("blocking"));
    assertThat(id("blocking").baseline()).isEqualTo(id("blocking"));
    assertThat(id("spark(\"local[2]\")").baseline()).isEqualTo(id("blocking"));
    assertThat(id("python(threads(16))").baseline()).isEqualTo(id("python(blocking)"));
    assertThat(id("python(eventLoop().createTasksFirst())").baseline())
        .isEqualTo(id("python(blocking)"));
    assertThat(new Python(new Threads(2), "/a b/python3.14t").id().baseline())
        .isEqualTo(new Python(new Blocking(), "/a b/python3.14t").id());
  }

  @Test
  void should_give_time_by_the_baseline_s_at_the_same_level() {
    Table table = InteractionTables.cells(GRID);

    assertThat(table.stringColumn("random source").asList())
        .containsExactly("NONE", "NONE", "SHARED", "SHARED");
    assertThat(table.doubleColumn("time / baseline").asList())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : 1)
        .containsExactly(1.0, 1.5, 1.0, 4.8);
    assertThat(table.column("95 % low").isMissing(0)).isTrue(); // nothing to be unsure of
    assertThat(table.doubleColumn("95 % low").get(3)).isBetween(4.0, 4.8);
    assertThat(table.stringColumn("verdict").get(3)).startsWith("4.80x slower than blocking (95 %");
  }

  @Test
  void should_give_the_interaction_with_its_interval() {
    Table table = InteractionTables.effects(GRID);

    assertThat(table.rowCount()).isEqualTo(1);
    assertThat(table.doubleColumn("effect").get(0)).isCloseTo(3.2, within(1e-12));
    // By hand: relative variances of the four means add up to 0.0061815, 5.35 degrees of freedom,
    // Student's t 2.5208.
    assertThat(table.doubleColumn("effect low").get(0)).isCloseTo(2.62467, within(1e-4));
    assertThat(table.doubleColumn("effect high").get(0)).isCloseTo(3.90144, within(1e-4));
    assertThat(table.stringColumn("verdict").get(0))
        .isEqualTo("SHARED instead of NONE slows threads(2) 3.20x more than blocking");
  }

  @Test
  void should_claim_nothing_that_the_runs_do_not_show() {
    FactorLevels same =
        new FactorLevels("x", List.of(GRID.levels().getFirst(), GRID.levels().getFirst()));

    assertThat(InteractionTables.effects(same).stringColumn("verdict").asList())
        .containsExactly("no interaction shown by three runs");
  }

  @Test
  void should_withhold_the_interaction_of_a_model_that_is_not_steady_at_a_level() {
    List<Trial> cold = new ArrayList<>(trials("threads(2)", 6, 6.3, 5.7));
    cold.add(measured(cold.removeLast()).with(Steadiness.notSteady("it was still compiled")));
    FactorLevels grid =
        new FactorLevels(
            "x",
            List.of(
                GRID.levels().getFirst(),
                new FactorLevels.Level("B", "", here(trials("blocking", 1.2, 1.3, 1.25), cold))));

    assertThat(InteractionTables.effects(grid).stringColumn("verdict").asList())
        .containsExactly("not steady: no verdict");
    assertThat(InteractionTables.effects(grid).doubleColumn("effect").isMissing(0)).isTrue();
  }

  @Test
  void should_bear_what_was_not_measured() {
    FactorLevels grid =
        new FactorLevels(
            "x",
            List.of(
                new FactorLevels.Level("A", "", here(trials("threads(2)", 1))),
                new FactorLevels.Level(
                    "B", "", here(List.of(failed("blocking", "why")), trials("threads(2)", 1)))));

    assertThat(InteractionTables.cells(grid).stringColumn("verdict").asList())
        .containsExactly("no blocking", "not measured: why", "baseline blocking was not measured");
    assertThat(InteractionTables.effects(grid).stringColumn("verdict").asList())
        .containsExactly("not measured");
    assertThat(InteractionTables.cells(new FactorLevels("x", List.of())).rowCount()).isZero();
    assertThat(InteractionTables.effects(new FactorLevels("x", List.of())).rowCount()).isZero();
  }
}
