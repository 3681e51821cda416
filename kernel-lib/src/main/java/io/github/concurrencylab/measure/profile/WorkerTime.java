package io.github.concurrencylab.measure.profile;

import io.github.concurrencylab.base.Check;
import java.util.Map;

/**
 * How one worker spent the time that was profiled.
 *
 * @param worker its name, {@code thread-3} for example
 * @param seconds the time in each state; the states that never were are left out
 */
public record WorkerTime(String worker, Map<WorkerState, Double> seconds) {
  /** Copies the times. */
  public WorkerTime {
    seconds = Map.copyOf(seconds);
  }

  /**
   * The time in one state.
   *
   * @param state the state
   * @return seconds, at least 0
   */
  public double in(WorkerState state) {
    return seconds.getOrDefault(Check.given("state", state, "RUNNING for example"), 0.0);
  }

  /**
   * The time with a task, or waiting for the lock that it may only run under.
   *
   * @return seconds, at least 0
   */
  public double busy() {
    return seconds.entrySet().stream()
        .filter(entry -> entry.getKey() != WorkerState.IDLE)
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }
}
