package io.github.concurrencylab.measure;

/**
 * The times of one trial, in seconds. A time that was not measured is NaN.
 *
 * @param seconds wall time, from before the pool was made until the last result was in
 * @param poolStartSeconds the part of it until all workers were ready
 * @param cpuSeconds processor time of this virtual machine and its children
 */
public record Timing(double seconds, double poolStartSeconds, double cpuSeconds) {
  /** No time at all. */
  public static final Timing NOT_MEASURED = new Timing(Double.NaN, Double.NaN, Double.NaN);
}
