package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import io.github.concurrencylab.table.Tables;
import java.util.List;
import tech.tablesaw.api.Table;

/** The table that a cell shows first: how long, how busy, and the verdict. */
final class Overview {
  private Overview() {}

  static Table table(Results results) {
    Rows rows = new Rows("overview");
    boolean cores = results.series().stream().anyMatch(s -> s.meanCores().length > 0);
    for (Measurement measurement : results.measurements()) {
      List<Series> all = measurement.series();
      for (Series series : all) {
        Summary summary = Summary.of(series.seconds());
        Tables.start(rows, results, series)
            .put(Columns.TRIALS, summary.trials())
            .put(Columns.MEDIAN, summary.median())
            .put(Columns.MEAN, summary.mean().value())
            .put(Columns.MEAN_LOW, summary.mean().low())
            .put(Columns.MEAN_HIGH, summary.mean().high());
        if (cores) {
          rows.put(Columns.MEAN_CORES, Summary.of(series.meanCores()).median());
        }
        rows.put(Columns.VERDICT, Tables.compared(series, all).verdict());
      }
    }
    return rows.table();
  }
}
