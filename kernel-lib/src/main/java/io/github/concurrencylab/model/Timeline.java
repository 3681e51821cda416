package io.github.concurrencylab.model;

import java.util.List;

/**
 * When and where everything ran in one execution.
 *
 * @param tasks when and where each task ran, in the tasks' order; empty if not recorded
 * @param lock when each thread waited for a global lock and held it, by thread and then by time;
 *     empty under a model without one
 * @param handOvers how often that lock went from one thread to another
 */
public record Timeline(List<Span> tasks, List<LockSpan> lock, long handOvers) {
  /** Nothing recorded. */
  public static final Timeline EMPTY = new Timeline(List.of(), List.of(), 0);

  /** Copies the lists. */
  public Timeline {
    tasks = List.copyOf(tasks);
    lock = List.copyOf(lock);
  }

  /**
   * The timeline of a model without a global lock.
   *
   * @param tasks when and where each task ran
   * @return a timeline
   */
  public static Timeline of(List<Span> tasks) {
    return new Timeline(tasks, List.of(), 0);
  }
}
