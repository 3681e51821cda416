package io.github.concurrencylab.findings;

import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Trial;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HypothesisTest {
  private static Hypothesis tried(Series... all) {
    List<Trial> trials = Stream.of(all).flatMap(series -> series.trials().stream()).toList();
    return Hypothesis.tried("the lock", here(trials), id("gil(16)"));
  }

  @Test
  void should_support_what_makes_the_article_s_factor() {
    // The article's threads and its plain loop.
    Hypothesis article =
        tried(
            series("gil(16)", 65.97, 64.57, 65.10, 63.55, 63.52),
            series("blocking", 18.28, 17.39, 17.28, 17.23, 17.92));

    assertThat(article.verdict()).isEqualTo("supported");
    assertThat(article.factor().value()).isCloseTo(3.66, within(0.01));
    assertThat(article.tried()).isEqualTo("gil(16) by blocking");
  }

  @Test
  void should_refute_what_stays_below_three() {
    assertThat(tried(series("gil(16)", 2.9, 2.91, 2.9), series("blocking", 1, 1.01, 1)).verdict())
        .isEqualTo("refuted here");
    assertThat(tried(series("gil(16)", 0.9, 0.91, 0.9), series("blocking", 1, 1.01, 1)).verdict())
        .isEqualTo("refuted here");
  }

  @Test
  void should_leave_open_what_may_lie_on_either_side_of_three() {
    assertThat(tried(series("gil(16)", 2, 3, 4), series("blocking", 1, 1.01, 1)).verdict())
        .isEqualTo("not shown by three runs");
    assertThat(tried(series("gil(16)", 9), series("blocking", 1)).verdict())
        .isEqualTo("too few runs: at least 3, trials(5) for example");
  }

  @Test
  void should_say_so_where_ranks_alone_leave_it_open() {
    // The interval is 3.15 to 3.95; three times the loop's runs overlap with the threads'.
    assertThat(
            tried(
                    series("gil(16)", 3.18, 3.6, 3.36, 3.9, 3.63),
                    series("blocking", 1.01, 0.9, 1.05, 1.1, 0.95))
                .verdict())
        .isEqualTo("not shown by five runs, but ranks leave it open");
  }

  @Test
  void should_call_untested_what_lacks_a_figure() {
    assertThat(tried(series("gil(16)", 2, 3, 4)).verdict()).isEqualTo("untested");
    assertThat(tried(series("blocking", 2, 3, 4)).verdict()).isEqualTo("untested");
    assertThat(Hypothesis.tried("clock", "clocks", OptionalDouble.empty()).verdict())
        .isEqualTo("untested");
    assertThat(Hypothesis.untested("scheduler", "elsewhere").verdict()).isEqualTo("untested");
  }

  @Test
  void should_judge_a_clock_by_its_factor() {
    assertThat(Hypothesis.tried("clock", "clocks", OptionalDouble.of(4.3 / 1.2)).verdict())
        .isEqualTo("supported");
    assertThat(Hypothesis.tried("clock", "clocks", OptionalDouble.of(1.1)).verdict())
        .isEqualTo("refuted here");
  }
}
