package io.github.concurrencylab.stats;

import static io.github.concurrencylab.Figures.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.findings.ScalingPoint;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ScalingFitTest {
  private static final double[] WORKERS = {1, 2, 4, 8, 16};

  private static double[] at(DoubleUnaryOperator law, double... x) {
    return Arrays.stream(x).map(law).toArray();
  }

  /** Gunther's law with a time of 12 s for one worker. */
  private static DoubleUnaryOperator law(double sigma, double kappa) {
    return p -> 12 * (1 + sigma * (p - 1) + kappa * p * (p - 1)) / p;
  }

  @Test
  void should_find_amdahl_s_serial_share_in_exact_times() {
    ScalingFit fit = ScalingFit.of(ScalingLaw.AMDAHL, WORKERS, at(law(0.05, 0), WORKERS));

    assertThat(fit.found()).isTrue();
    assertThat(fit.serialShare().value()).isCloseTo(0.05, within(1e-9));
    assertThat(fit.serialShare().high() - fit.serialShare().low()).isLessThan(1e-6);
    assertThat(fit.seconds(1)).isCloseTo(12, within(1e-8));
    assertThat(fit.speedUp(32).value()).isCloseTo(32 / (1 + 0.05 * 31), within(1e-6));
    assertThat(fit.crosstalk()).isEqualTo(Estimate.NONE);
  }

  @Test
  void should_find_both_parameters_of_the_universal_law_in_exact_times() {
    ScalingFit fit = ScalingFit.of(ScalingLaw.UNIVERSAL, WORKERS, at(law(0.03, 0.004), WORKERS));

    assertThat(fit.serialShare().value()).isCloseTo(0.03, within(1e-8));
    assertThat(fit.crosstalk().value()).isCloseTo(0.004, within(1e-9));
    // Fastest with sqrt((1 - σ) / κ) = 15.6 workers, slower with more.
    assertThat(fit.speedUp(32).value()).isLessThan(fit.speedUp(16).value());
  }

  @Test
  void should_refuse_a_law_that_the_points_cannot_carry() {
    double[] two = {1, 2};
    ScalingFit amdahl = ScalingFit.of(ScalingLaw.AMDAHL, two, at(law(0.1, 0), two));
    ScalingFit universal =
        ScalingFit.of(ScalingLaw.UNIVERSAL, new double[] {1, 2, 4}, at(law(0.1, 0), 1, 2, 4));

    assertThat(amdahl.found()).isFalse();
    assertThat(amdahl.sentence())
        .isEqualTo(
            "no fit of Amdahl's law: it needs at least 3 numbers of workers up to the processors"
                + " there are, got 2");
    assertThat(universal.refusal()).contains("at least 4 numbers of workers", "got 3");
    assertThat(universal.speedUp(8)).isEqualTo(Estimate.NONE);
    assertThat(universal.seconds(8)).isNaN();
    assertThat(ScalingFit.of(ScalingLaw.AMDAHL, WORKERS, new double[5]).refusal())
        .isEqualTo("a time is missing or 0");
  }

  @Test
  void should_refuse_times_that_leave_everything_open() {
    ScalingFit fit =
        ScalingFit.of(ScalingLaw.AMDAHL, new double[] {1, 2, 4}, new double[] {12, 14, 3});

    assertThat(fit.refusal()).isEqualTo("the points leave open any serial share from 0 to 1");
  }

  @Test
  void should_cover_the_serial_share_about_as_often_as_it_says() {
    SplittableRandom random = new SplittableRandom(5);
    int cases = 1_000;
    int covered = 0;
    for (int i = 0; i < cases; i++) {
      double[] noisy =
          at(p -> law(0.1, 0).applyAsDouble(p) * (1 + 0.02 * random.nextGaussian()), WORKERS);
      Estimate share = ScalingFit.of(ScalingLaw.AMDAHL, WORKERS, noisy).serialShare();
      covered += share.low() <= 0.1 && 0.1 <= share.high() ? 1 : 0;
    }

    assertThat((double) covered / cases).isCloseTo(0.95, within(0.03)); // four standard errors
  }

  @Test
  void should_fit_no_point_with_more_workers_than_processors() {
    List<Series> series =
        List.of(model(8, 1.0), model(1, 4.0), model(2, 2.2), model(4, 1.3), model(16, 1.1));
    List<ScalingPoint> points = ScalingPoint.of(series);

    assertThat(points.stream().map(ScalingPoint::workers)).containsExactly(1, 2, 4, 8, 16);
    assertThat(points.get(2).speedUp().value()).isCloseTo(4 / 1.3, within(1e-12));
    assertThat(points.get(2).efficiency().value()).isCloseTo(1 / 1.3, within(1e-12));
    assertThat(ScalingPoint.fits(points, 2)).noneMatch(ScalingFit::found);
    assertThat(ScalingPoint.fits(points, 4).getFirst().found()).isTrue();
    assertThat(ScalingPoint.fits(points, 16)).allMatch(ScalingFit::found);
  }

  private static Series model(int workers, double mean) {
    String name = "threads(" + workers + ")";
    return series(name, 0.99 * mean, mean, 1.01 * mean);
  }

  @Test
  void should_name_what_numbers_of_workers_have_in_common() {
    assertThat(new Gil(4).switchInterval(1).id().family()).isEqualTo("gil(n).switchInterval(1)");
    assertThat(Python.of(new Threads(16)).id().family()).isEqualTo("python(threads(n))");
    assertThat(new Blocking().id().family()).isEqualTo("blocking");
  }

  @Test
  void should_find_the_order_of_growth() {
    double[] sizes = {1e4, 1e5, 1e6, 1e7};

    GrowthOrder square = GrowthOrder.of(sizes, at(n -> 3e-9 * n * n, sizes));
    assertThat(square.order().value()).isCloseTo(2, within(1e-9));
    assertThat(square.seconds(1e8)).isCloseTo(3e7, within(1.0));
    assertThat(square.sentence()).isEqualTo("time grows as n^2.00 (95 %: 2.00 to 2.00)");
    assertThat(GrowthOrder.of(new double[] {1, 2}, new double[] {1, 2}).sentence())
        .isEqualTo("time grows as n^1.00: no interval from fewer than 3 sizes");
    assertThat(GrowthOrder.of(new double[] {1}, new double[] {1}).sentence())
        .startsWith("no order");
  }
}
