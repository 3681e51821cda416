package io.github.concurrencylab.table;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TablesTest {
  @Test
  void should_have_one_row_a_model() {
    Table summary = Tables.summary(Published.article());

    assertThat(summary.columnNames())
        .containsExactly(
            "model",
            "trials",
            "median (s)",
            "MAD (s)",
            "min (s)",
            "mean (s)",
            "95 % low (s)",
            "95 % high (s)",
            "BCa low (s)",
            "BCa high (s)",
            "outliers",
            "mean cores");
    assertThat(summary.rowCount()).isEqualTo(4);
    assertThat(summary.doubleColumn("mean cores").countMissing()).isEqualTo(4);
  }

  @Test
  void should_flag_outliers_and_keep_them() {
    Table summary = Tables.summary(here(trials("a", 1, 1.01, 0.99, 1.02, 0.98, 3)));

    assertThat(summary.intColumn("outliers").get(0)).isEqualTo(1);
    assertThat(summary.intColumn("trials").get(0)).isEqualTo(6);
    assertThat(summary.doubleColumn("BCa low (s)").get(0)).isBetween(0.98, 1.3);
    assertThat(summary.doubleColumn("BCa high (s)").get(0)).isBetween(1.4, 3.0);
  }

  @Test
  void should_say_the_comparison_in_sentences() {
    assertThat(Tables.sentences(Published.article()))
        .hasSize(3)
        .contains("eventLoop and blocking: no difference shown by five runs")
        .anyMatch(sentence -> sentence.startsWith("processes(16) is 6.46x faster than blocking"));
    assertThat(Tables.sentences(here(List.of(failed("spark", "missing")), trials("b", 1))))
        .containsExactly("spark: not measured: missing");
  }

  @Test
  void should_compare_each_source_with_its_own_baseline() {
    Results joined =
        here(trials("threads(16)", 1, 1.01, 1.005), trials("blocking", 2, 2.01, 2.005))
            .with(Published.article());

    Table table = Tables.comparison(joined);

    assertThat(table.stringColumn("verdict").asList().subList(0, 3))
        .satisfies(verdicts -> {
          assertThat(verdicts.get(0)).startsWith("2.00x faster than blocking");
          assertThat(verdicts.get(1)).isEqualTo("baseline");
          assertThat(verdicts.get(2)).startsWith("3.66x slower than blocking");
        });
  }

  @Test
  void should_take_the_first_measured_model_if_there_is_no_blocking() {
    Results results =
        here(List.of(failed("spark", "missing")), trials("a", 1, 2, 3), trials("b", 1, 2, 3));

    assertThat(Tables.comparison(results).stringColumn("verdict").asList())
        .containsExactly(
            "not measured: missing",
            "baseline",
            "no difference from a shown by three runs (95 %: 0.32 to 3.11)");
  }

  @Test
  void should_have_a_column_of_ranks_only_where_it_can_say_something() {
    Results three = here(trials("blocking", 1, 1.1, 1.2), trials("threads(2)", 4, 5, 6));
    Results four = here(trials("blocking", 1, 1.1, 1.2, 1.3), trials("threads(2)", 4, 5, 6, 7));

    assertThat(Tables.comparison(three).columnNames())
        .contains("p (t-test)")
        .doesNotContain("p (Mann-Whitney)");
    assertThat(Tables.comparison(four).doubleColumn("p (Mann-Whitney)").get(1))
        .isCloseTo(2 / 70.0, within(1e-12));
    assertThat(
            Tables.comparison(three.with(Published.article()))
                .doubleColumn("p (Mann-Whitney)")
                .isMissing(1))
        .isTrue();
  }

  @Test
  void should_say_so_if_a_source_has_not_the_baseline() {
    Results joined = here(trials("a", 1, 2)).with(Published.article());

    assertThat(Tables.comparison(joined, "a").stringColumn("verdict").asList())
        .contains("baseline", "article has no a");
  }

  @Test
  void should_fail_if_the_baseline_is_unknown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tables.comparison(Published.article(), "threads(4)"))
        .withMessage(
            "baseline must be one of threads(16), eventLoop, processes(16), blocking,"
                + " got \"threads(4)\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tables.comparison(here(trials(HOSTILE, 1)), HOSTILE + "!"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n", "\u202e", "\u001b"));
  }
}
