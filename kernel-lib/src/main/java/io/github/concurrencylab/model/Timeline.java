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

  /**
   * The most tasks that were under way at one moment.
   *
   * @return 0 if their spans were not recorded
   */
  public int mostAtOnce() {
    long[] starts = tasks.stream().mapToLong(Span::startNanos).sorted().toArray();
    long[] ends = tasks.stream().mapToLong(Span::endNanos).sorted().toArray();
    int most = 0;
    int ended = 0;
    for (int started = 0; started < starts.length; started++) {
      while (ended < started && ends[ended] <= starts[started]) {
        ended++;
      }
      most = Math.max(most, started + 1 - ended);
    }
    return most;
  }
}
