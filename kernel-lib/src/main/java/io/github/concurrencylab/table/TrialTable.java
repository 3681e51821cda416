package io.github.concurrencylab.table;

import io.github.concurrencylab.measure.Timing;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.Series;
import java.util.List;
import tech.tablesaw.api.Table;

/** The table with one row a trial. */
public final class TrialTable {
  private TrialTable() {}

  public static Table of(Results results) {
    List<Series> all = results.series();
    boolean sources = results.groups().size() > 1;
    boolean failures = all.stream().anyMatch(series -> !series.failure().isEmpty());
    Rows rows = new Rows("trials");
    for (Series series : all) {
      for (Trial trial : series.trials()) {
        if (sources) {
          rows.put(Columns.SOURCE, series.source());
        }
        Timing timing = trial.timing();
        String checksum = trial.outcome().checksum();
        rows.put(Columns.MODEL, trial.model())
            .put(Columns.TRIAL, trial.number())
            .put(Columns.SECONDS, timing.seconds())
            .put(Columns.POOL_START, timing.poolStartSeconds())
            .put(Columns.CPU, timing.cpuSeconds())
            .put(Columns.MEAN_CORES, Series.meanCores(trial))
            .put(Columns.CHECKSUM, checksum.isEmpty() ? null : checksum);
        if (failures) {
          rows.put(Columns.NOTE, trial.outcome().ok() ? null : trial.outcome().failure());
        }
      }
    }
    return rows.table();
  }
}
