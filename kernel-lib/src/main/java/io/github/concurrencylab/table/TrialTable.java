package io.github.concurrencylab.table;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.results.Results;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** The table with one row per trial. */
public final class TrialTable {
  private TrialTable() {}

  /**
   * All trials, source by source and model by model.
   *
   * @param results the figures
   * @return a new table; what is not known of a trial is a missing cell
   */
  public static Table of(Results results) {
    List<Series> all = results.series();
    boolean failures = all.stream().anyMatch(series -> series.failure().isPresent());
    Rows rows = new Rows("trials");
    for (Series series : all) {
      for (Trial trial : series.trials()) {
        if (results.areOfSeveral()) {
          rows.put(Columns.SOURCE, series.source().label());
        }
        rows.put(Columns.MODEL, trial.model().label()).put(Columns.TRIAL, trial.number());
        switch (trial) {
          case Trial.Measured measured -> figures(rows, measured);
          case Trial.Failed failed -> noFigures(rows);
        }
        if (failures) {
          rows.put(Columns.NOTE, trial instanceof Trial.Failed failed ? failed.reason() : null);
        }
      }
    }
    return rows.table();
  }

  private static void figures(Rows rows, Trial.Measured trial) {
    Optional<Trial.Details> known = trial.details();
    rows.put(Columns.SECONDS, trial.seconds())
        .put(Columns.POOL_START, seconds(known.map(Trial.Details::poolStartNanos)))
        .put(Columns.CPU, seconds(known.map(Trial.Details::cpuNanos)))
        .put(Columns.MEAN_CORES, trial.meanCores().orElse(Double.NaN))
        .put(Columns.CHECKSUM, known.map(Trial.Details::checksum).orElse(null));
  }

  private static double seconds(Optional<Long> nanos) {
    return nanos.map(n -> n / Trial.SECOND).orElse(Double.NaN);
  }

  private static void noFigures(Rows rows) {
    rows.put(Columns.SECONDS, Double.NaN)
        .put(Columns.POOL_START, Double.NaN)
        .put(Columns.CPU, Double.NaN)
        .put(Columns.MEAN_CORES, Double.NaN)
        .put(Columns.CHECKSUM, (String) null);
  }
}
