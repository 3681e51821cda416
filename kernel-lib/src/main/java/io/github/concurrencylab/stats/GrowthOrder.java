package io.github.concurrencylab.stats;

import java.util.Locale;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * How time grows with the size of the work: the slope of a straight line through the logarithms, by
 * least squares, with Student's t interval. 1 means that twice the work takes twice the time.
 *
 * @param order the slope; NaN with fewer than two sizes, without an interval with fewer than three
 * @param secondsAtOne the line's time at size 1
 */
public record GrowthOrder(Estimate order, double secondsAtOne) {
  private static final int FEWEST = 3;

  /**
   * Fits the line.
   *
   * @param sizes the sizes, all above 0
   * @param seconds the mean time of each; those that are not above 0 are left out
   * @return the line
   */
  public static GrowthOrder of(double[] sizes, double[] seconds) {
    SimpleRegression line = new SimpleRegression();
    for (int i = 0; i < sizes.length; i++) {
      if (seconds[i] > 0) {
        line.addData(Math.log(sizes[i]), Math.log(seconds[i]));
      }
    }
    double slope = line.getSlope();
    double reach =
        line.getN() < FEWEST ? Double.NaN : line.getSlopeConfidenceInterval(1 - Estimate.LEVEL);
    return new GrowthOrder(
        new Estimate(slope, slope - reach, slope + reach), Math.exp(line.getIntercept()));
  }

  /**
   * The line's time.
   *
   * @param size a size
   * @return seconds
   */
  public double seconds(double size) {
    return secondsAtOne * Math.pow(size, order.value());
  }

  /**
   * The order in words.
   *
   * @return a sentence without its full stop: "time grows as n^1.00 (95 %: 0.99 to 1.01)"
   */
  public String sentence() {
    if (Double.isNaN(order.value())) {
      return "no order of growth: it needs at least 2 sizes";
    }
    String grows = String.format(Locale.ROOT, "time grows as n^%.2f", order.value());
    return order.hasInterval()
        ? String.format(Locale.ROOT, "%s (95 %%: %.2f to %.2f)", grows, order.low(), order.high())
        : grows + ": no interval from fewer than 3 sizes";
  }
}
