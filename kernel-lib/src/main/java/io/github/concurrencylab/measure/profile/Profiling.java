package io.github.concurrencylab.measure.profile;

import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.ModelId;

/**
 * What profiling a workload under a model gives.
 *
 * @param workload the workload, in words
 * @param model the model
 * @param machine where
 * @param span how long it was watched
 * @param traces what was seen
 */
public record Profiling(String workload, ModelId model, Machine machine, Span span, Traces traces) {
  /**
   * How long something was watched.
   *
   * @param runs how many runs of the whole workload, the last perhaps cut short
   * @param nanos their time
   * @param cost the processor time that a unit of work took, by what it takes on one thread with no
   *     other beside it; NaN if that could not be measured
   */
  public record Span(int runs, long nanos, double cost) {
    /**
     * Their time.
     *
     * @return seconds
     */
    public double seconds() {
      return nanos / Trial.SECOND;
    }
  }
}
