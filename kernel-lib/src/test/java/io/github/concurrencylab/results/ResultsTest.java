package io.github.concurrencylab.results;

import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.measuredBy;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.results.json.Published;
import io.github.concurrencylab.table.TrialTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class ResultsTest {
  @Test
  void should_have_one_row_a_trial() {
    Table table = TrialTable.of(here(trials("blocking", 1, 2), trials("threads(2)", 0.5)));

    assertThat(table.columnNames())
        .containsExactly(
            "model", "trial", "seconds", "pool start (s)", "cpu (s)", "mean cores", "checksum");
    assertThat(table.stringColumn("model").asList())
        .containsExactly("blocking", "blocking", "threads(2)");
    assertThat(table.doubleColumn("seconds").asDoubleArray()).containsExactly(1, 2, 0.5);
    assertThat(table.doubleColumn("mean cores").asDoubleArray()).containsOnly(1.5);
  }

  @Test
  void should_name_sources_only_if_there_are_several() {
    Results own = here(trials("blocking", 1));

    assertThat(TrialTable.of(own).columnNames()).doesNotContain("source");
    assertThat(
            TrialTable.of(own.with(Published.article())).stringColumn("source").unique().asList())
        .containsExactlyInAnyOrder("here", "article");
  }

  @Test
  void should_say_why_a_model_has_no_figures() {
    Results results =
        here(trials("blocking", 1), List.of(failed("spark(local)", "Spark is missing")));

    Table table = TrialTable.of(results);

    assertThat(table.stringColumn("note").get(1)).isEqualTo("Spark is missing");
    assertThat(table.doubleColumn("seconds").isMissing(1)).isTrue();
    assertThat(table.stringColumn("checksum").isMissing(1)).isTrue();
  }

  @Test
  void should_find_a_model_s_first_trials_that_were_measured() {
    Results failed = here(List.of(failed("blocking", "no memory")));
    Results later = measuredBy(Source.LOADED, "some work", trials("blocking", 2));

    assertThat(failed.with(later).first(id("blocking")).orElseThrow().seconds()).containsExactly(2);
    assertThat(here(trials("blocking", 1)).with(later).first(id("blocking")).orElseThrow())
        .extracting(Series::source)
        .isEqualTo(Source.HERE);
    assertThat(failed.first(id("blocking")).orElseThrow().failure()).contains("no memory");
    assertThat(failed.first(id("threads(2)"))).isEmpty();
  }

  @Test
  void should_number_groups_if_one_source_measured_different_work() {
    Results joined =
        measuredBy(Source.HERE, "one work", trials("blocking", 1))
            .with(measuredBy(Source.HERE, "other work", trials("blocking", 2)));

    assertThat(joined.measurements())
        .extracting(m -> m.source().label())
        .containsExactly("here 1", "here 2");
  }

  @Test
  void should_pool_trials_if_work_and_machine_are_the_same() {
    Results joined = here(trials("blocking", 1, 2)).with(here(trials("blocking", 3)));

    assertThat(joined.series()).hasSize(1);
    assertThat(joined.series().getFirst().seconds()).containsExactly(1, 2, 3);
  }

  @Test
  void should_count_a_measurement_once_if_it_is_joined_with_itself() {
    Results results = here(trials("blocking", 1, 2));

    assertThat(results.with(results)).isEqualTo(results);
  }

  @Test
  @SuppressWarnings("NullAway") // what a notebook may hand over
  void should_fail_if_others_are_null() {
    Results results = here(trials("blocking", 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> results.with(null))
        .withMessage("results must be given, got null: published() for example");
  }

  @Test
  void should_have_the_article_s_figures_in_its_order() {
    Results article = Published.article();

    assertThat(article.series())
        .extracting(series -> series.model().label())
        .containsExactly("threads(16)", "eventLoop", "processes(16)", "blocking");
    assertThat(article.series())
        .extracting(Series::seconds)
        .containsExactly(
            new double[] {65.97, 63.55, 64.57, 63.69, 64.92},
            new double[] {17.30, 17.47, 17.14, 17.10, 17.09},
            new double[] {2.78, 2.69, 2.71, 2.78, 2.68},
            new double[] {18.28, 17.39, 17.28, 17.23, 17.92});
    assertThat(TrialTable.of(article).doubleColumn("cpu (s)").countMissing()).isEqualTo(20);
    assertThat(article.measurements().getFirst().machine().toString())
        .contains("i7-7820X", "16 processors", "Python 3.7.4");
  }
}
