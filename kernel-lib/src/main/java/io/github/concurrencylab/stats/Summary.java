package io.github.concurrencylab.stats;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The wall times of one model, summed up.
 *
 * @param trials how many times there are
 * @param median their median, in seconds; NaN if there are none
 * @param mad the median of their absolute deviations from the median, in seconds, not scaled to a
 *     standard deviation
 * @param min the shortest, in seconds
 * @param mean their mean in seconds, with Student's t interval, as far as it is not below 0, where
 *     no time can be; one time alone has no interval
 */
public record Summary(int trials, double median, double mad, double min, Estimate mean) {
  /**
   * Sums up some times.
   *
   * @param seconds times in seconds; those that are not finite are left out
   * @return their summary
   */
  public static Summary of(double... seconds) {
    double[] finite = Arrays.stream(seconds).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return new Summary(0, Double.NaN, Double.NaN, Double.NaN, Estimate.NONE);
    }
    double median = median(finite);
    double mad = median(Arrays.stream(finite).map(x -> Math.abs(x - median)).toArray());
    double min = Arrays.stream(finite).min().orElseThrow();
    return new Summary(finite.length, median, mad, min, mean(finite));
  }

  private static double median(double[] values) {
    return Median.withDefaults().withCopy(true).evaluate(values);
  }

  /** The mean, give or take t s / sqrt(n): Student (1908), "The probable error of a mean". */
  private static Estimate mean(double[] values) {
    double mean = Mean.of(values).getAsDouble();
    if (values.length < 2) {
      return new Estimate(mean, Double.NaN, Double.NaN);
    }
    double error = Math.sqrt(Variance.of(values).getAsDouble() / values.length);
    double reach = quantile(values.length - 1) * error;
    return new Estimate(mean, Math.max(mean - reach, 0), mean + reach);
  }

  /** How many standard errors a 95 % interval reaches to either side, by Student's t. */
  public static double quantile(double degreesOfFreedom) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - Estimate.LEVEL) / 2);
  }
}
