package io.github.concurrencylab.findings;

import static io.github.concurrencylab.Figures.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.results.json.Published;
import io.github.concurrencylab.stats.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DiagnosticsTest {
  @Test
  void should_doubt_nothing_in_the_article() {
    assertThat(Diagnostics.of(Published.article().series())).isEmpty();
  }

  @Test
  void should_see_drift_of_one_model_in_five_trials() {
    assertThat(Diagnostics.of(List.of(series("blocking", 1, 1.1, 1.2, 1.3, 1.5))))
        .extracting(Note::text)
        .containsExactly(
            "unstable because the times drift: blocking took 50 % longer at the end than at the"
                + " beginning");
    assertThat(Diagnostics.of(List.of(series("blocking", 1, 1.1, 1.3, 1.2, 1.5)))).isEmpty();
  }

  @Test
  void should_see_drift_that_meets_all_models_though_none_shows_it_alone() {
    List<Series> all =
        List.of(
            series("a", 1, 1.1, 1.05, 1.2, 1.3),
            series("b", 2, 2.2, 2.1, 2.4, 2.6),
            series("c", 3, 3.3, 3.6, 3.5, 3.9));

    assertThat(Diagnostics.of(all))
        .singleElement()
        .asString()
        .contains("drift: all models took 30 %");
    assertThat(Diagnostics.of(all.subList(0, 1))).isEmpty();
  }

  @Test
  void should_not_warn_of_drift_too_small_to_speak_of() {
    assertThat(Diagnostics.of(List.of(series("a", 1, 1.001, 1.002, 1.003, 1.004)))).isEmpty();
  }

  @Test
  void should_count_orders_of_several_models_together() {
    // Both in order: 2 of the (5!)^2 orders are as far out.
    double[] rising = {1, 2, 3, 4, 5};
    assertThat(Trend.of(List.of(rising, rising)).p()).isCloseTo(2.0 / (120 * 120), within(1e-15));
    assertThat(Trend.of(List.of(rising, new double[] {5, 4, 3, 2, 1})).p()).isEqualTo(1);
    assertThat(Trend.of(1, 1, 1).p()).isEqualTo(1);
    assertThat(Trend.of().p()).isEqualTo(1);
  }

  @Test
  void should_doubt_the_interval_of_skewed_trials() {
    assertThat(Diagnostics.of(List.of(series("threads(2)", 1.01, 1.02, 1, 1.03, 5))))
        .singleElement()
        .asString()
        .startsWith("threads(2): the times are skewed, and with five runs no interval");
  }

  @Test
  void should_rarely_warn_without_reason() {
    SplittableRandom random = new SplittableRandom(3);
    int warned = 0;
    for (int i = 0; i < 1_000; i++) {
      List<Series> models = new ArrayList<>();
      for (String model : List.of("a", "b", "c")) {
        models.add(
            series(model, random.doubles(5).map(u -> 1 + 0.05 * random.nextGaussian()).toArray()));
      }
      warned += Diagnostics.of(models).isEmpty() ? 0 : 1;
    }

    // 5 % of drift and 1 % of skewness at most, plus four standard errors of the simulation.
    assertThat(warned).isLessThan(60 + 30);
  }

  @Test
  void should_bear_whatever_there_is() {
    assertThat(Diagnostics.of(List.of())).isEmpty();
    assertThat(Diagnostics.of(List.of(series("a"), series("b", 1), series("c", 0, 0, 0))))
        .isEmpty();
  }
}
