package io.github.concurrencylab.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Intervals of a mean from samples drawn anew, with replacement, from the sample itself.
 *
 * <p>The percentile interval is there to be compared with: with few values it is too narrow, see
 * {@code coverage()}, and nothing rests on it. BCa corrects it for the bias of the resampled means
 * and for the change of their spread with the mean (the acceleration, by the jackknife).
 *
 * <p>Source: B. Efron and R. J. Tibshirani, "An Introduction to the Bootstrap" (1993), chapters 13
 * (percentile) and 14 (BCa: 14.9 to 14.15).
 */
public final class Bootstrap {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double TAIL = (1 - Estimate.LEVEL) / 2;

  /** Means that differ by less than this share only differ by rounding. */
  private static final double ROUNDING = 1e-12;

  private Bootstrap() {}

  /**
   * The means of samples drawn anew.
   *
   * @param values at least one
   * @param resamples how many samples
   * @param seed the same one gives the same means
   * @return the means, sorted
   */
  public static double[] means(double[] values, int resamples, long seed) {
    double[] means = resampled(values, resamples, new SplittableRandom(seed));
    Arrays.sort(means);
    return means;
  }

  /** The same, in the order in which they were drawn. */
  public static double[] resampled(double[] values, int resamples, SplittableRandom random) {
    double[] means = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      double sum = 0;
      for (int j = 0; j < values.length; j++) {
        sum += values[random.nextInt(values.length)];
      }
      means[i] = sum / values.length;
    }
    return means;
  }

  /**
   * The interval that leaves out the lowest and the highest resampled means.
   *
   * @param value what is estimated
   * @param sorted its resampled values, sorted
   * @return the value with its 95 % interval
   */
  public static Estimate percentile(double value, double[] sorted) {
    return between(value, sorted, TAIL, 1 - TAIL);
  }

  /**
   * The bias-corrected and accelerated interval of the mean.
   *
   * @param values the sample
   * @param sorted its resampled means, sorted
   * @return the mean with its 95 % interval; one value alone has none
   */
  public static Estimate bca(double[] values, double[] sorted) {
    if (values.length < 2) {
      return new Estimate(values.length == 0 ? Double.NaN : values[0], Double.NaN, Double.NaN);
    }
    double mean = Mean.of(values).getAsDouble();
    double bias = bias(mean, sorted);
    double acceleration = acceleration(values);
    return between(
        mean,
        sorted,
        corrected(NORMAL.inverseCumulativeProbability(TAIL), bias, acceleration),
        corrected(NORMAL.inverseCumulativeProbability(1 - TAIL), bias, acceleration));
  }

  private static double corrected(double z, double bias, double acceleration) {
    double shifted = bias + z;
    return NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
  }

  /** How far the mean is from the median of the resampled means, in standard deviations. */
  static double bias(double mean, double[] sorted) {
    double rounding = ROUNDING * Math.abs(mean);
    long below = Arrays.stream(sorted).filter(m -> m < mean - rounding).count();
    long notAbove = Arrays.stream(sorted).filter(m -> m <= mean + rounding).count();
    // Half of those that equal the mean, since with few values many do.
    return NORMAL.inverseCumulativeProbability((below + notAbove) / (2.0 * sorted.length));
  }

  /** A sixth of the skewness of the means that leave out one value each. */
  static double acceleration(double[] values) {
    double mean = Mean.of(values).getAsDouble();
    double squares = 0;
    double cubes = 0;
    for (double value : values) {
      // Without this value the mean moves by -distance / (n - 1), which cancels out below.
      double distance = value - mean;
      squares += distance * distance;
      cubes += distance * distance * distance;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static Estimate between(double value, double[] sorted, double low, double high) {
    if (!(low >= 0 && high <= 1)) {
      return new Estimate(value, Double.NaN, Double.NaN); // all resampled means on one side
    }
    Quantile quantile = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);
    int last = sorted.length;
    return new Estimate(
        value,
        quantile.evaluate(last, i -> sorted[i], low),
        quantile.evaluate(last, i -> sorted[i], high));
  }
}
