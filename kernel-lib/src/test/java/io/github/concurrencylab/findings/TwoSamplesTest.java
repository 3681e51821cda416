package io.github.concurrencylab.findings;

import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.series;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.stats.Estimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TwoSamplesTest {
  private static final int EXPERIMENTS = 2_000;
  private static final double LOST = 0.05;

  @Test
  void should_find_a_difference_that_is_smaller_than_the_drift_both_share() {
    double[] drift = {1, 1.4, 0.9, 1.3, 1.1, 1.5, 0.8, 1.2, 1.45, 0.95};
    double[] longer = scaled(drift, 1.05);

    Comparison comparison = Comparison.of(series("b", longer), series("a", drift));

    assertThat(comparison.kind()).isEqualTo(Comparison.Kind.SLOWER);
    assertThat(comparison.verdict()).isEqualTo("1.05x slower than a (95 %: 1.05 to 1.05)");
    assertThat(Comparison.welch(drift, longer)).isGreaterThan(0.5);
  }

  @Test
  void should_take_few_rounds_as_independent_samples() {
    double[] drift = {1, 1.4, 0.9, 1.3, 1.1, 1.5, 0.8, 1.2, 1.45};
    double[] longer = scaled(drift, 1.05);
    Series a = series("a", drift);
    Series b = series("b", longer);
    TwoSamples samples = TwoSamples.of(b, a);

    assertThat(samples.ratio()).isEqualTo(Comparison.ratio(b.seconds(), a.seconds()));
    assertThat(samples.p(1)).isEqualTo(Comparison.welch(b.seconds(), a.seconds()));
  }

  @Test
  void should_take_times_of_other_rounds_or_sources_as_independent_samples() {
    double[] drift = {1, 1.4, 0.9, 1.3, 1.1, 1.5, 0.8, 1.2, 1.45, 0.95, 1.15};
    double[] longer = scaled(drift, 1.05);
    Series all = series("a", drift);
    List<Trial> some = new ArrayList<>(trials("b", longer));
    Series elsewhere = new Series(Source.LOADED, id("b"), List.copyOf(some));
    Collections.swap(some, 0, 1);
    Series otherOrder = new Series(Source.HERE, id("b"), List.copyOf(some));

    for (Series other : List.of(elsewhere, otherOrder)) {
      assertThat(TwoSamples.of(other, all).ratio())
          .isEqualTo(Comparison.ratio(other.seconds(), all.seconds()));
    }
  }

  @Test
  void should_have_no_p_value_where_nothing_varies() {
    double[] same = IntStream.range(0, 12).mapToDouble(i -> 2).toArray();
    TwoSamples samples = TwoSamples.of(series("b", same), series("a", same));

    assertThat(samples.p(1)).isNaN();
    assertThat(samples.ratio()).isEqualTo(new Estimate(1, 1, 1));
  }

  /** Whether the machine drifts or not, no more than 5 % of equal models are told apart. */
  @Test
  void should_be_wrong_no_more_often_than_it_says() {
    for (double drift : new double[] {0, 0.1}) {
      SplittableRandom random = new SplittableRandom(7);
      int alarms = 0;
      int misses = 0;
      for (int i = 0; i < EXPERIMENTS; i++) {
        Comparison alike = experiment(random, Defaults.FULL_TRIALS, drift, 1);
        alarms += alike.tests().p() <= LOST ? 1 : 0;
        misses += alike.speedUp().low() > 1 || alike.speedUp().high() < 1 ? 1 : 0;
      }
      // Three standard deviations of a share of 5 % of so many.
      double most = LOST + 3 * Math.sqrt(LOST * (1 - LOST) / EXPERIMENTS);
      assertThat((double) alarms / EXPERIMENTS)
          .as("alarms at a drift of " + drift)
          .isLessThan(most);
      assertThat((double) misses / EXPERIMENTS)
          .as("misses at a drift of " + drift)
          .isLessThan(most);
    }
  }

  /** Five runs and five that are alike do not overlap once in 126 times: 2 of the 252 orders. */
  @Test
  void should_name_hardly_any_difference_of_five_rounds_that_are_alike() {
    double share = 1 / 126.0;
    for (double drift : new double[] {0, 0.1}) {
      SplittableRandom random = new SplittableRandom(7);
      int claims = 0;
      for (int i = 0; i < EXPERIMENTS; i++) {
        Comparison.Kind kind = experiment(random, Defaults.TRIALS, drift, 1).kind();
        claims += kind == Comparison.Kind.SLOWER || kind == Comparison.Kind.FASTER ? 1 : 0;
      }
      assertThat((double) claims / EXPERIMENTS)
          .as("claims at a drift of " + drift)
          .isLessThan(share + 3 * Math.sqrt(share * (1 - share) / EXPERIMENTS));
    }
  }

  @Test
  void should_find_in_five_rounds_what_is_half_as_long_again() {
    SplittableRandom random = new SplittableRandom(7);
    int found = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      Comparison comparison = experiment(random, Defaults.TRIALS, 0, 1.5);
      found += comparison.kind() == Comparison.Kind.SLOWER ? 1 : 0;
    }
    assertThat((double) found / EXPERIMENTS).isGreaterThan(0.9);
  }

  @Test
  void should_find_five_percent_in_as_many_trials_as_full_takes_on_a_machine_that_drifts() {
    SplittableRandom random = new SplittableRandom(7);
    int found = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      found +=
          experiment(random, Defaults.FULL_TRIALS, 0.1, 1.05).kind() == Comparison.Kind.SLOWER
              ? 1
              : 0;
    }
    assertThat((double) found / EXPERIMENTS).isGreaterThan(0.9);
  }

  /** Two models in rounds: a round's drift is common to both, and each has a scatter of 7 %. */
  private static Comparison experiment(
      SplittableRandom random, int rounds, double drift, double factor) {
    double[] a = new double[rounds];
    double[] b = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double common = 1 + drift * random.nextGaussian();
      a[round] = common * (1 + 0.07 * random.nextGaussian());
      b[round] = factor * common * (1 + 0.07 * random.nextGaussian());
    }
    return Comparison.of(series("b", b), series("a", a));
  }

  private static double[] scaled(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }
}
