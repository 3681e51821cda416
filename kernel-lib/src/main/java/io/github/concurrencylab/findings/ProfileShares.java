package io.github.concurrencylab.findings;

import io.github.concurrencylab.measure.profile.HotMethod;
import io.github.concurrencylab.measure.profile.Profiling;
import io.github.concurrencylab.measure.profile.Traces;
import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.measure.profile.WorkerTime;

/** Shares of what a profile saw. Each is from 0 to 1, and NaN if there is nothing to share. */
public final class ProfileShares {
  private ProfileShares() {}

  /**
   * How much of the running time a method takes.
   *
   * @param traces what was seen
   * @param method the method's name
   * @return its share of all samples
   */
  public static double running(Traces traces, String method) {
    double all = traces.methods().stream().mapToInt(HotMethod::samples).sum();
    double own =
        traces.methods().stream()
            .filter(hot -> hot.name().equals(method))
            .mapToInt(HotMethod::samples)
            .sum();
    return own / all;
  }

  /** How much of the time in which workers had something to do they spent in a state. */
  static double of(Profiling profiling, WorkerState state) {
    double busy = profiling.traces().workers().stream().mapToDouble(WorkerTime::busy).sum();
    return seconds(profiling, state) / busy;
  }

  /** The time of all workers in a state. */
  static double seconds(Profiling profiling, WorkerState state) {
    return profiling.traces().workers().stream().mapToDouble(worker -> worker.in(state)).sum();
  }
}
