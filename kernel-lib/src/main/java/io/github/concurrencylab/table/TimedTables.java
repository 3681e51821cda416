package io.github.concurrencylab.table;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.timeit.LoopTiming;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.stats.TukeyFences;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** What the samples of a timed piece of code say. */
public final class TimedTables {
  private TimedTables() {}

  private static String time(double nanos) {
    return SiTime.words(nanos / 1e9);
  }

  private static double[] nanos(LoopTiming timing) {
    return timing.nanos().stream().mapToDouble(Double::doubleValue).toArray();
  }

  /**
   * One row: the summary of all samples.
   *
   * @param timing the samples
   * @return samples, loops, median, mean with its 95 % interval and minimum in nanoseconds,
   *     outliers
   */
  public static Table summary(LoopTiming timing) {
    Summary summary = Summary.of(nanos(timing));
    return new Rows("timed")
        .put(Columns.SAMPLES, summary.trials())
        .put(Columns.LOOPS, timing.loops())
        .put(Columns.MEDIAN_NS, summary.median())
        .put(Columns.MEAN_NS, summary.mean().value())
        .put(Columns.MEAN_LOW_NS, summary.mean().low())
        .put(Columns.MEAN_HIGH_NS, summary.mean().high())
        .put(Columns.MIN_NS, summary.min())
        .put(Columns.OUTLIERS, TukeyFences.outliers(nanos(timing)))
        .table();
  }

  /**
   * One row a sample.
   *
   * @param timing the samples
   * @return the time of one loop in nanoseconds
   */
  public static Table samples(LoopTiming timing) {
    Rows rows = new Rows("samples");
    timing.nanos().forEach(nanos -> rows.put(Columns.NANOS, nanos));
    return rows.table();
  }

  /**
   * The summary in one line. Of code that was {@linkplain LoopTiming#leftOut left out} it gives no
   * figure but says how to keep it. Else it is as here: {@code 12.3 ns a loop (median of 10 samples
   * of 8,000,000 loops; mean 12.4 ns, 95 %: 12.1 to 12.7 ns; min 12.0 ns): Math.sqrt(x)}.
   *
   * @param timing the samples
   * @return one line
   */
  public static String line(LoopTiming timing) {
    String code = timing.code().strip().replaceAll("\\s*\\R\\s*", " ");
    if (timing.leftOut()) {
      return ("less than %s a loop, which no processor can do: the compiler left the work out, since"
              + " nothing uses its result; end the code with a value, the sum of a loop for example,"
              + " and it is kept: %s")
          .formatted(time(Defaults.LEAST_LOOP_NANOS), code);
    }
    double[] nanos = nanos(timing);
    Summary summary = Summary.of(nanos);
    Estimate mean = summary.mean();
    String interval =
        mean.hasInterval()
            ? ", 95 %%: %s to %s".formatted(time(mean.low()), time(mean.high()))
            : "";
    int outliers = TukeyFences.outliers(nanos);
    return String.format(
        Locale.ROOT,
        "%s a loop (median of %,d %s of %,d %s; mean %s%s; min %s%s): %s",
        time(summary.median()),
        summary.trials(),
        summary.trials() == 1 ? "sample" : "samples",
        timing.loops(),
        timing.loops() == 1 ? "loop" : "loops",
        time(mean.value()),
        interval,
        time(summary.min()),
        outliers == 0 ? "" : outliers == 1 ? "; 1 outlier" : "; " + outliers + " outliers",
        code);
  }
}
