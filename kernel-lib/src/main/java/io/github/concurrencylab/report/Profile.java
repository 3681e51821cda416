package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.findings.Bottleneck;
import io.github.concurrencylab.measure.RunListeners;
import io.github.concurrencylab.measure.profile.Profiler;
import io.github.concurrencylab.measure.profile.Profiling;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.ProfileChart;
import io.github.concurrencylab.table.ProfileTables;
import io.github.concurrencylab.workload.Workload;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/**
 * Where the time of a workload under a model goes. As the last value of a cell it shows a sentence
 * about what takes most of it, its hottest methods and its chart.
 *
 * @param profiling what was seen
 */
public record Profile(Profiling profiling) implements ChartedAnswer {
  private static final int MOST_SHOWN = 10;

  /**
   * Profiles a workload under a model.
   *
   * @param workload what to run
   * @param model how; its tasks must run in this virtual machine
   * @param seconds how long to watch
   * @return what was seen
   * @throws IllegalArgumentException if something is null, the time out of bounds, or the model's
   *     tasks run in processes of their own
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public static Profile of(Workload workload, Model model, double seconds) {
    try {
      return new Profile(new Profiler(seconds).profile(workload, model, RunListeners.current()));
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  /**
   * One row a method that was seen running, the hottest first: its share of the running time in
   * percent, samples, and on how many workers. What a method calls does not count for it, but an
   * atomic variable's methods count for their caller.
   *
   * @return a new table
   */
  public Table methods() {
    return ProfileTables.methods(profiling);
  }

  /**
   * One row a lock or other thing that workers waited for, the longest first: how many workers, how
   * often, and the seconds of all of them together. Waits for tasks are not in it.
   *
   * @return a new table; empty if nothing had to wait
   */
  public Table waits() {
    return ProfileTables.waits(profiling);
  }

  /**
   * One row per worker: the seconds that it was running, waiting for a lock, for something else, or
   * for a processor, held up by garbage collection, or without a task.
   *
   * @return a new table
   */
  public Table states() {
    return ProfileTables.states(profiling);
  }

  /**
   * One row: how many garbage collections there were, and for how many seconds they held all
   * threads up.
   *
   * @return a new table
   */
  public Table garbage() {
    return ProfileTables.garbage(profiling);
  }

  /**
   * One row a class and the method that made objects of it, the largest first: megabytes, estimated
   * from samples, and their share in percent.
   *
   * @return a new table; empty if hardly anything was made
   */
  public Table allocations() {
    return ProfileTables.allocations(profiling);
  }

  /**
   * A bar per worker, cut into what it was doing, and below it the methods that ran most.
   *
   * @return a new chart, in seconds
   */
  @Override
  public Chart chart() {
    return ProfileChart.of(profiling);
  }

  /**
   * What takes the time, as far as the profile carries it: {@code the workers wait for the global
   * lock, which only one of them can hold: 93 % of their time}.
   *
   * @return one sentence
   */
  public String bottleneck() {
    return Bottleneck.of(profiling).words();
  }

  /** {@inheritDoc} It is the {@link #bottleneck()}. */
  @Override
  public String sentence() {
    return bottleneck();
  }

  /**
   * The table that a cell shows: the hottest methods, the ten first.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    return methods().first(MOST_SHOWN);
  }

  /**
   * What was run, for how long and where, a line each.
   *
   * @return the lines
   */
  @Override
  public List<String> header() {
    Profiling.Span span = profiling.span();
    return List.of(
        profiling.workload(),
        String.format(
            Locale.ROOT,
            "%s, watched for %.1f s (%s)",
            profiling.model(),
            span.seconds(),
            span.runs() == 1
                ? "1 run, cut short"
                : String.format(Locale.ROOT, "%,d runs, the last cut short", span.runs())),
        profiling.machine().toString());
  }

  @Override
  public String toString() {
    return text();
  }
}
