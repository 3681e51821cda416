package io.github.concurrencylab.measure.timeit;

import io.github.concurrencylab.base.Defaults;
import java.util.List;

/**
 * How long a piece of code took.
 *
 * @param code the code
 * @param loops how many times it ran in each sample
 * @param nanos the time of one loop in each sample, in nanoseconds
 */
public record LoopTiming(String code, long loops, List<Double> nanos) {
  /** Copies the list. */
  public LoopTiming {
    nanos = List.copyOf(nanos);
  }

  /**
   * Whether the compiler has left the code out, since nothing used what it computes.
   *
   * @return true if half of the samples took less time than a processor's cycle for each loop
   */
  public boolean leftOut() {
    List<Double> sorted = nanos.stream().sorted().toList();
    return !sorted.isEmpty() && isLeftOut(sorted.get(sorted.size() / 2));
  }

  static boolean isLeftOut(double nanosOfLoop) {
    return nanosOfLoop < Defaults.LEAST_LOOP_NANOS;
  }
}
