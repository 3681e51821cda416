package io.github.concurrencylab.stats;

/**
 * An estimated value with its 95 % interval.
 *
 * @param value the estimate; NaN if there is none
 * @param low the interval's lower end; NaN if there is no interval
 * @param high its upper end; NaN likewise
 */
public record Estimate(double value, double low, double high) {
  /** No estimate. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

  /** The level of all intervals. */
  public static final double LEVEL = 0.95;

  /**
   * Whether there is an interval.
   *
   * @return true if both ends are numbers
   */
  public boolean hasInterval() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /**
   * Whether the interval leaves a value open.
   *
   * @param bound the value
   * @return true if it lies between both ends; false if there is no interval
   */
  public boolean covers(double bound) {
    return low <= bound && bound <= high;
  }
}
