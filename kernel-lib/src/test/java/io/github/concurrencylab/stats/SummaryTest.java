package io.github.concurrencylab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {
  // Expected values from SciPy 1.17.1: numpy.median, scipy.stats.median_abs_deviation, and
  // scipy.stats.t.interval(0.95, n - 1, loc=mean, scale=scipy.stats.sem(x)).

  @Test
  void should_agree_with_scipy_on_the_article_s_threads() {
    Summary summary = Summary.of(65.97, 63.55, 64.57, 63.69, 64.92);

    assertThat(summary.trials()).isEqualTo(5);
    assertThat(summary.median()).isEqualTo(64.57);
    assertThat(summary.mad()).isCloseTo(0.88, within(1e-12));
    assertThat(summary.min()).isEqualTo(63.55);
    assertThat(summary.mean().value()).isCloseTo(64.54, within(1e-12));
    assertThat(summary.mean().low()).isCloseTo(63.315087295252226, within(1e-9));
    assertThat(summary.mean().high()).isCloseTo(65.76491270474776, within(1e-9));
  }

  @Test
  void should_agree_with_scipy_on_three_numbers() {
    Estimate mean = Summary.of(4, 5, 7).mean();

    assertThat(mean.low()).isCloseTo(1.5387502997365736, within(1e-9));
    assertThat(mean.high()).isCloseTo(9.127916366930092, within(1e-9));
  }

  @Test
  void should_have_no_interval_below_zero_where_no_time_can_be() {
    // SciPy: -1.461249700263426 to 6.1279163669300925.
    Estimate mean = Summary.of(1, 2, 4).mean();

    assertThat(mean.low()).isZero();
    assertThat(mean.high()).isCloseTo(6.1279163669300925, within(1e-9));
  }

  @Test
  void should_have_no_interval_if_there_is_one_trial() {
    Summary summary = Summary.of(3);

    assertThat(summary.mean().value()).isEqualTo(3);
    assertThat(summary.mean().hasInterval()).isFalse();
    assertThat(summary.mad()).isZero();
  }

  @Test
  void should_leave_out_what_is_not_a_number() {
    assertThat(Summary.of(Double.NaN, 1, Double.POSITIVE_INFINITY, 3)).isEqualTo(Summary.of(1, 3));
    assertThat(Summary.of(Double.NaN).trials()).isZero();
    assertThat(Summary.of().median()).isNaN();
  }

  @Test
  void should_have_an_interval_without_width_if_all_times_are_the_same() {
    assertThat(Summary.of(2, 2, 2).mean()).isEqualTo(new Estimate(2, 2, 2));
  }
}
