package io.github.concurrencylab.workload;

import io.github.concurrencylab.base.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tasks that wait, and between all waiting and all computing: each takes the same time alone, of
 * which a share is waited and the rest computed.
 *
 * <p>A wait is a timer, as that of a task whose answer comes from elsewhere. What is computed is a
 * part of the article's sum, so many terms a millisecond, whatever the machine. A task's result is
 * its index.
 *
 * @param tasks how many tasks, from 1 to {@value ModuloSum#MOST_TASKS}
 * @param millis how long a task takes alone, from 0 to {@value #MOST_MILLIS}
 * @param share the share of it that is waited, from 0 to 1
 */
public record Waiting(int tasks, double millis, double share) implements IndexedWorkload {
  /** Its kind as {@link WorkloadData}. */
  public static final String KIND = "waiting";

  /** The longest task. */
  public static final int MOST_MILLIS = 3_600_000;

  /** Terms that stand for a millisecond of computing: about that on a processor of today. */
  static final long TERMS_A_MILLI = 400_000;

  /** Checks the parameters. */
  public Waiting {
    Check.tasks(tasks, ModuloSum.MOST_TASKS);
    if (!(millis >= 0 && millis <= MOST_MILLIS)) {
      throw Check.refusal(
          String.format(
              Locale.ROOT, "milliseconds must be between 0 and %,d, got %s", MOST_MILLIS, millis));
    }
    Check.share("share", share);
  }

  /**
   * Tasks that only wait.
   *
   * @param tasks how many
   * @param duration how long each
   * @return the workload
   */
  public static Waiting of(int tasks, Duration duration) {
    return new Waiting(tasks, Check.millis("duration", duration), 1);
  }

  static Waiting of(WorkloadData data) {
    return new Waiting(
        Integer.parseInt(data.value("tasks")),
        Double.parseDouble(data.value("millis")),
        Double.parseDouble(data.value("share")));
  }

  /**
   * The same with another share waited.
   *
   * @param waited from 0, all computing, to 1, all waiting
   * @return a new workload
   */
  public Waiting share(double waited) {
    return new Waiting(tasks, millis, waited);
  }

  @Override
  public String name() {
    return share == 1 ? "waiting" : "mixed";
  }

  @Override
  public long units() {
    return tasks;
  }

  private long waitNanos() {
    return Math.round(millis * share * 1e6);
  }

  private long terms() {
    return Math.round(millis * (1 - share) * TERMS_A_MILLI);
  }

  @Override
  public List<Task> newTasks() {
    List<Task> list = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      list.add(new One(i, waitNanos(), terms()));
    }
    return list;
  }

  /** One task. */
  private record One(int i, long nanos, long terms) implements AsyncTask {
    @Override
    public Object run(Safepoint safepoint) throws Exception {
      if (nanos > 0) {
        var ignored =
            safepoint.waiting(() -> {
              TimeUnit.NANOSECONDS.sleep(nanos);
              return null;
            });
      }
      return compute(safepoint);
    }

    @Override
    public CompletableFuture<Object> start(Executor loop, Safepoint safepoint) throws Exception {
      if (nanos == 0) {
        return CompletableFuture.completedFuture(compute(safepoint));
      }
      CompletableFuture<Boolean> timer =
          new CompletableFuture<Boolean>().completeOnTimeout(true, nanos, TimeUnit.NANOSECONDS);
      CompletableFuture<Object> result =
          timer.thenApplyAsync(
              passed -> {
                try {
                  return compute(safepoint);
                } catch (Exception failed) {
                  throw new CompletionException(failed);
                }
              },
              loop);
      var ignored = result.whenComplete((value, failed) -> timer.cancel(false));
      return result;
    }

    private Object compute(Safepoint safepoint) throws Exception {
      if (terms > 0) {
        Safepoint polled = units -> safepoint.reached(0);
        Task sum =
            new ModuloSum(1, terms, 0, 0, RandomSource.NONE, Algorithm.LOOP).newTasks().getFirst();
        var ignored = sum.run(polled);
      }
      safepoint.reached(1);
      return (long) i;
    }
  }

  @Override
  public WorkloadData data() {
    return new WorkloadData(
        KIND,
        Map.of(
            "tasks", Integer.toString(tasks),
            "millis", Double.toString(millis),
            "share", Double.toString(share)));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d %s of %s ms, %s %% of it waiting",
        tasks,
        tasks == 1 ? "task" : "tasks",
        plain(millis),
        plain(100 * share));
  }

  private static String plain(double number) {
    return String.format(Locale.ROOT, "%.3f", number).replaceAll("\\.?0+$", "");
  }
}
