package io.github.concurrencylab.stats;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * The quartiles of some values, and the fences beyond which a value is an outlier. An outlier is
 * flagged and kept: it is as true as the others.
 *
 * <p>Sources: J. W. Tukey, "Exploratory Data Analysis" (1977); the quartiles are those of R. J.
 * Hyndman and Y. Fan (1996), "Sample quantiles in statistical packages", American Statistician 50,
 * definition 8, which they recommend.
 *
 * @param first the first quartile; NaN if there are no values
 * @param median the median; NaN likewise
 * @param third the third quartile; NaN likewise
 */
public record TukeyFences(double first, double median, double third) {
  /** How far the fences are from the quartiles, in distances between the quartiles. */
  private static final double REACH = 1.5;

  /**
   * The fences of some values.
   *
   * @param values finite values, in any order
   * @return their fences
   */
  public static TukeyFences of(double... values) {
    if (values.length == 0) {
      return new TukeyFences(Double.NaN, Double.NaN, Double.NaN);
    }
    double[] quartiles = Quantile.withDefaults().withCopy(true).evaluate(values, 0.25, 0.5, 0.75);
    return new TukeyFences(quartiles[0], quartiles[1], quartiles[2]);
  }

  /**
   * The lower fence.
   *
   * @return one and a half times the distance between the quartiles below the first
   */
  public double low() {
    return first - REACH * (third - first);
  }

  /**
   * The upper fence.
   *
   * @return one and a half times the distance between the quartiles above the third
   */
  public double high() {
    return third + REACH * (third - first);
  }

  /**
   * Whether a value is an outlier.
   *
   * @param value a value
   * @return true if it lies beyond a fence
   */
  public boolean leavesOut(double value) {
    return value < low() || value > high();
  }

  /** How many of some values are outliers. */
  public static int outliers(double... values) {
    TukeyFences fences = of(values);
    return (int) Arrays.stream(values).filter(fences::leavesOut).count();
  }
}
