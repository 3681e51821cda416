package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.UndeclaredName;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a few tasks of a workload are like.
 *
 * @param tasks how many were run alone, one after another
 * @param nanos how long one of them took, the median
 * @param waitShare the share of that time in which it neither ran nor wanted to; NaN if they were
 *     over too soon for the system to tell
 * @param speedUp how many times as fast the whole workload is on some threads; NaN if it would have
 *     taken too long to see
 * @param workers how many threads that were: one for each processor, at least two
 */
public record WorkSample(int tasks, long nanos, double waitShare, double speedUp, int workers) {
  private static final double BUDGET_NANOS = 0.3e9;
  private static final double LONGEST_NANOS = 3e9;
  private static final int MOST_TASKS = 64;
  private static final int MOST_RUNS = 5;

  /** A thread's processor time may be told as late as this: what is shorter waited for nothing. */
  private static final double TICK_NANOS = 4e6;

  /** So many of them tell a wait from none. */
  private static final double LEAST_TICKS = 4;

  /** Where Linux says how long a thread ran, and how long it was ready but not running. */
  private static final Path SCHEDULING = Path.of("/proc/thread-self/schedstat");

  /**
   * Runs a few tasks, and if it is short the whole workload.
   *
   * @param workload what to sample
   * @return what it is like
   * @throws RunInterruptedException if the thread is interrupted
   * @throws IllegalArgumentException if a task fails
   */
  public static WorkSample of(Workload workload) {
    try {
      var ignored = alone(workload); // for the compiler's sake: the first tasks are the slowest
      WorkSample alone = alone(workload);
      boolean brief = (double) alone.nanos * workload.tasks() <= LONGEST_NANOS;
      return brief ? alone.together(workload) : alone;
    } catch (InterruptedException stopped) {
      throw new RunInterruptedException("stopped: advice needs the whole sample", workload);
    }
  }

  /**
   * How long one of them took.
   *
   * @return seconds, the median
   */
  public double seconds() {
    return nanos / Trial.SECOND;
  }

  private static void run(Workload workload, Task task, Safepoint polled)
      throws InterruptedException {
    try {
      var ignored = task.run(polled);
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Throwable failed) { // whatever the user's code throws
      throw Check.atCall(
          new IllegalArgumentException(
              "workload %s cannot be sampled, a task failed: %s"
                  .formatted(workload.name(), UndeclaredName.explained(Check.line(failed), failed)),
              UndeclaredName.isBehind(failed) ? null : failed));
    }
  }

  private static WorkSample alone(Workload workload) throws InterruptedException {
    List<Task> all = workload.newTasks();
    long start = System.nanoTime();
    long before = wantedNanos();
    Safepoint polled = new Progress();
    List<Long> each = new ArrayList<>();
    long end = start;
    while (each.size() < Math.min(MOST_TASKS, all.size()) && end - start < BUDGET_NANOS) {
      run(workload, all.get(each.size()), polled);
      long now = System.nanoTime();
      each.add(now - end);
      end = now;
    }
    double wanted = wantedNanos() - before + TICK_NANOS;
    boolean told = end - start >= LEAST_TICKS * TICK_NANOS;
    Collections.sort(each);
    // The median: one task that was held up by something else is not what they are like.
    return new WorkSample(
        each.size(),
        each.get(each.size() / 2),
        told ? Math.clamp(1 - wanted / (end - start), 0, 1) : Double.NaN,
        Double.NaN,
        1);
  }

  private WorkSample together(Workload workload) throws InterruptedException {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    long blocking = Long.MAX_VALUE;
    long together = Long.MAX_VALUE;
    long end = System.nanoTime() + (long) BUDGET_NANOS;
    int runs = 0;
    // The best of a few, if they are short: whatever else runs here only makes them longer.
    do {
      blocking = Math.min(blocking, new Blocking().execute(workload, new Progress()).nanos());
      together = Math.min(together, new Threads(threads).execute(workload, new Progress()).nanos());
      runs++;
    } while (runs < MOST_RUNS && System.nanoTime() < end);
    return new WorkSample(tasks, nanos, waitShare, (double) blocking / together, threads);
  }

  /** How long this thread has run, or would have if a processor had been free. */
  private static long wantedNanos() {
    try {
      String[] numbers = Files.readString(SCHEDULING).strip().split(" ", -1);
      return Long.parseLong(numbers[0]) + Long.parseLong(numbers[1]);
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException notLinux) {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }
}
