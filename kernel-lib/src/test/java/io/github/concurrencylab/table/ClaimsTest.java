package io.github.concurrencylab.table;

import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.measuredBy;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class ClaimsTest {
  private static final Results NOTHING_HERE = here(trials("spark", 1));

  @Test
  void should_judge_the_article_by_its_own_figures() {
    Table claims = Claims.table(Published.article(), NOTHING_HERE);

    // Means of the published runs: threads 64.54, asyncio 17.22, processes 2.73, blocking 17.62 s.
    assertThat(verdict(claims, "threads take longer than a plain loop", Columns.ARTICLE))
        .isEqualTo("holds");
    assertThat(verdict(claims, "threads take over 3x as long as asyncio", Columns.ARTICLE))
        .isEqualTo("holds");
    assertThat(verdict(claims, "processes are fastest", Columns.ARTICLE)).isEqualTo("holds");
    assertThat(verdict(claims, "asyncio is slightly faster than blocking", Columns.ARTICLE))
        .isEqualTo("not shown by five runs");
    assertThat(verdict(claims, "asyncio is slightly faster than blocking", "article: figure"))
        .endsWith("p = 0.13"); // SciPy's ttest_ind(equal_var=False): 0.12643
  }

  @Test
  void should_not_judge_what_was_not_measured() {
    Table claims = Claims.table(Published.article(), NOTHING_HERE);

    assertThat(claims.stringColumn(Columns.JAVA_HERE).unique()).containsExactly("not measured");
    assertThat(claims.stringColumn(Columns.CPYTHON_HERE).unique()).containsExactly("not measured");
    assertThat(verdict(claims, "creating tasks first costs no time", Columns.ARTICLE))
        .isEqualTo("not measured");
  }

  @Test
  void should_tell_java_from_cpython() {
    Results results =
        here(
            trials("blocking", 4.0, 4.1, 3.9),
            trials("threads(16)", 2.0, 2.1, 1.9),
            trials("python(blocking)", 8.0, 8.1, 7.9),
            trials("python(threads(16))", 9.0, 9.1, 8.9));

    Table claims = Claims.table(Published.article(), results);

    String claim = "threads take longer than a plain loop";
    assertThat(verdict(claims, claim, Columns.JAVA_HERE)).isEqualTo("does not hold");
    assertThat(verdict(claims, claim, Columns.CPYTHON_HERE)).isEqualTo("holds");
  }

  private static final String CLAIM = "threads take longer than a plain loop";

  @Test
  void should_judge_the_article_s_number_of_workers_if_there_are_several() {
    Results results =
        here(
            trials("blocking", 4.0, 4.1, 3.9),
            trials("threads(2)", 2.0, 2.1, 1.9),
            trials("threads(16)", 9.0, 9.1, 8.9));

    Table claims = Claims.table(Published.article(), results);

    assertThat(verdict(claims, CLAIM, Columns.JAVA_HERE)).isEqualTo("holds");
    assertThat(verdict(claims, CLAIM, Columns.JAVA_EVIDENCE)).doesNotContain("judged on");
  }

  @Test
  void should_say_which_model_it_judged_in_place_of_the_article_s() {
    Results results =
        here(
            trials("blocking", 4.0, 4.1, 3.9),
            trials("threads(2)", 9.0, 9.1, 8.9),
            trials("threads(4)", 2.0, 2.1, 1.9));

    Table claims = Claims.table(Published.article(), results);

    assertThat(verdict(claims, CLAIM, Columns.JAVA_HERE)).isEqualTo("does not hold");
    assertThat(verdict(claims, CLAIM, Columns.JAVA_EVIDENCE)).endsWith(", judged on threads(4)");
  }

  @Test
  void should_not_take_published_figures_for_ones_measured_here_whatever_they_are_called() {
    Results results =
        measuredBy(
            Source.of(Source.Kind.PUBLISHED).named("here and there"),
            "some work",
            trials("blocking", 4.0, 4.1, 3.9),
            trials("threads(16)", 9.0, 9.1, 8.9));

    Table claims = Claims.table(Published.article(), results);

    assertThat(verdict(claims, CLAIM, Columns.JAVA_HERE)).isEqualTo("not measured");
  }

  @Test
  void should_not_decide_if_runs_are_too_few_or_too_far_apart() {
    Results results = here(trials("blocking", 1.0, 3.0, 2.0), trials("threads(16)", 2.5, 1.0, 3.1));

    Table claims = Claims.table(Published.article(), results);

    assertThat(verdict(claims, "threads take longer than a plain loop", Columns.JAVA_HERE))
        .isEqualTo("not shown by three runs");
  }

  @Test
  void should_measure_idle_processors_by_processor_time() {
    // Each trial's processor time is 1.5 times its wall time, on 2 processors.
    Table claims =
        Claims.table(Published.article(), here(trials("threads(16)", 2.0, 2.1, 1.9, 2.05, 1.95)));

    assertThat(verdict(claims, "threads leave processors idle", Columns.JAVA_HERE))
        .isEqualTo("holds");
  }

  @Test
  void should_test_a_ratio_at_the_claim_s_bound() {
    // 3.1 times as long, give or take: more than 1x beyond doubt, more than 3x not.
    Results results =
        here(
            trials("eventLoop", 1.0, 1.05, 0.95, 1.02, 0.98),
            trials("threads(16)", 3.1, 3.25, 2.95, 3.15, 3.05));

    Table claims = Claims.table(Published.article(), results);

    String claim = "threads take over 3x as long as asyncio";
    assertThat(verdict(claims, claim, Columns.JAVA_HERE)).isEqualTo("not shown by five runs");
    // By hand: x and 3 y are 1.3989 standard errors apart, with 7.996 degrees of freedom.
    assertThat(verdict(claims, claim, Columns.JAVA_EVIDENCE)).endsWith("p = 0.20");
  }

  @Test
  void should_say_so_where_ranks_decide() {
    Results results =
        here(
            trials("blocking", 1.01, 0.9, 1.05, 1.1, 0.95),
            trials("threads(16)", 1.06, 1.2, 1.12, 1.3, 1.21));

    Table claims = Claims.table(Published.article(), results);

    assertThat(verdict(claims, CLAIM, Columns.JAVA_HERE)).isEqualTo("not shown by five runs");
    // SciPy 1.17.1: stats.ttest_ind(equal_var=False); by stats.mannwhitneyu 0.016.
    assertThat(verdict(claims, CLAIM, Columns.JAVA_EVIDENCE))
        .isEqualTo("1.18 (1.05 to 1.32), p = 0.012, but ranks leave it open");
  }

  @Test
  void should_ask_the_ranks_at_the_claim_s_bound() {
    // As before, but three times as long.
    Results results =
        here(
            trials("eventLoop", 1.01, 0.9, 1.05, 1.1, 0.95),
            trials("threads(16)", 3.18, 3.6, 3.36, 3.9, 3.63));

    Table claims = Claims.table(Published.article(), results);

    String claim = "threads take over 3x as long as asyncio";
    assertThat(verdict(claims, claim, Columns.JAVA_HERE)).isEqualTo("not shown by five runs");
    assertThat(verdict(claims, claim, Columns.JAVA_EVIDENCE))
        .isEqualTo("3.53 (3.15 to 3.95), p = 0.012, but ranks leave it open");
  }

  @Test
  void should_not_speak_of_ranks_where_there_are_too_few_runs() {
    Results results = here(trials("blocking", 1, 1.01), trials("threads(16)", 2, 1.005));

    Table claims = Claims.table(Published.article(), results);

    assertThat(verdict(claims, CLAIM, Columns.JAVA_HERE)).startsWith("too few runs");
    assertThat(verdict(claims, CLAIM, Columns.JAVA_EVIDENCE)).doesNotContain("ranks");
    Results one = here(trials("blocking", 1, 1.01, 50), trials("threads(16)", 33));
    assertThat(verdict(Claims.table(Published.article(), one), CLAIM, Columns.JAVA_EVIDENCE))
        .doesNotContain("ranks");
  }

  @Test
  void should_say_that_trials_were_too_short_for_the_clock_of_processor_time() {
    List<Trial> brief = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      CpuTime ticks = new CpuTime(20_000_000, 10_000_000);
      brief.add(
          new Trial.Measured(
              id("threads(16)"),
              i,
              15_000_000,
              new Trial.Details(0, ticks, "1", Timeline.EMPTY, List.of())));
    }

    Table claims = Claims.table(Published.article(), here(brief));

    assertThat(verdict(claims, "threads leave processors idle", Columns.JAVA_HERE))
        .isEqualTo("too short to tell");
  }

  @Test
  void should_use_no_other_words() {
    Table claims = Claims.table(Published.article(), here(trials("blocking", 1, 2)));

    Set<String> words =
        Set.of(Columns.ARTICLE, Columns.CPYTHON_HERE, Columns.JAVA_HERE).stream()
            .flatMap(column -> claims.stringColumn(column).asList().stream())
            .collect(Collectors.toSet());
    assertThat(words)
        .allMatch(word ->
            Set.of(
                        "holds",
                        "does not hold",
                        "not measured",
                        "too few runs: at least 3, trials(5) for example")
                    .contains(word)
                || word.matches("not shown by \\w+ runs?"));
  }

  private static String verdict(Table claims, String claim, String column) {
    return IntStream.range(0, claims.rowCount())
        .mapToObj(claims::row)
        .filter(row -> row.getString(Columns.CLAIM).equals(claim))
        .map((Row row) -> row.getString(column))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no claim: " + claim));
  }
}
