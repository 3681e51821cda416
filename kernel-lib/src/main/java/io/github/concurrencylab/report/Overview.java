package io.github.concurrencylab.report;

import io.github.concurrencylab.results.Group;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.Series;
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
    List<Group> groups = results.groups();
    boolean cores =
        results.series().stream().anyMatch(s -> s.measured(Series::meanCores).length > 0);
    for (Group group : groups) {
      List<Series> all = group.series();
      for (Series series : all) {
        Summary summary = Summary.of(series.seconds());
        if (groups.size() > 1) {
          rows.put(Columns.SOURCE, series.source());
        }
        rows.put(Columns.MODEL, series.model())
            .put(Columns.TRIALS, summary.trials())
            .put(Columns.MEDIAN, summary.median())
            .put(Columns.MEAN, summary.mean().value())
            .put(Columns.MEAN_LOW, summary.mean().low())
            .put(Columns.MEAN_HIGH, summary.mean().high());
        if (cores) {
          double busy = Summary.of(series.measured(Series::meanCores)).median();
          rows.put(Columns.MEAN_CORES, busy);
        }
        rows.put(Columns.VERDICT, Tables.compared(series, all).verdict());
      }
    }
    return rows.table();
  }
}
