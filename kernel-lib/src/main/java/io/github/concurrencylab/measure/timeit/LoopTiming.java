package io.github.concurrencylab.measure.timeit;

import io.github.concurrencylab.base.Defaults;
import java.util.List;

/**
 * How long a piece of code took.
 *
 * @param code the code
 * @param loops how many times it ran in each sample
 * @param nanos the time of one loop in each sample, in nanoseconds
 * @param furtherNanos the time that each further loop takes when there are ten times as many, in
 *     nanoseconds; NaN if that was not asked for
 */
public record LoopTiming(String code, long loops, List<Double> nanos, double furtherNanos) {
  /** Copies the list. */
  public LoopTiming {
    nanos = List.copyOf(nanos);
  }

  /**
   * Whether the compiler has left the code out, since nothing used what it computes.
   *
   * @return true if half of the samples took less time than a processor's cycle for each loop, or
   *     if ten times the loops take the same time but for so little
   */
  public boolean leftOut() {
    return isLeftOut(median()) || isLeftOut(furtherNanos);
  }

  /** The middle one of the samples, in nanoseconds; NaN without any. */
  double median() {
    List<Double> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
  }

  /** The same, with what each further loop takes. */
  LoopTiming withFurther(double each) {
    return new LoopTiming(code, loops, nanos, each);
  }

  static boolean isLeftOut(double nanosOfLoop) {
    return nanosOfLoop < Defaults.LEAST_LOOP_NANOS;
  }
}
