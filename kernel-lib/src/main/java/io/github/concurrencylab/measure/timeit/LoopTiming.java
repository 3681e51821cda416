package io.github.concurrencylab.measure.timeit;

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
}
