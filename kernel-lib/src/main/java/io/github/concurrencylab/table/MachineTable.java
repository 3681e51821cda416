package io.github.concurrencylab.table;

import io.github.concurrencylab.findings.Comparison;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Summary;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** The same models measured in several places, place by place. */
public final class MachineTable {
  private MachineTable() {}

  /**
   * Each model of each other group compared with the first group's. The ratio is the first group's
   * mean time by the other's, with the interval that {@link Comparison} describes.
   *
   * @param results at least two places
   * @return one row per model and group, the first group left out; a model that only one of them
   *     has says so
   */
  public static Table of(Results results) {
    List<Measurement> places = results.measurements();
    Measurement first = places.getFirst();
    Rows rows = new Rows("machines");
    for (Measurement other : places.subList(1, places.size())) {
      for (Series series : first.series()) {
        row(rows, first, Optional.of(series), other, find(other, series.model()), series.model());
      }
      for (Series series : other.series()) {
        if (find(first, series.model()).isEmpty()) {
          row(rows, first, Optional.empty(), other, Optional.of(series), series.model());
        }
      }
    }
    return rows.table();
  }

  private static Optional<Series> find(Measurement group, ModelId model) {
    return group.series().stream().filter(series -> series.model().equals(model)).findFirst();
  }

  private static void row(
      Rows rows,
      Measurement first,
      Optional<Series> base,
      Measurement other,
      Optional<Series> series,
      ModelId model) {
    Comparison comparison =
        base.isEmpty()
            ? Comparison.without(first.source().label() + " has no " + model)
            : series.isEmpty()
                ? Comparison.without(other.source().label() + " has no " + model)
                // Named by where it was measured, which is what the verdict is about.
                : Comparison.of(series.get(), base.get(), first.source().label());
    Summary there = summary(base);
    Summary here = summary(series);
    rows.put(Columns.MODEL, model.label())
        .put(Columns.MACHINE, other.source().label())
        .put(Columns.AGAINST, first.source().label())
        .put(Columns.MEDIAN, here.median())
        .put(Columns.AGAINST_MEDIAN, there.median())
        .put(Columns.MEAN, here.mean().value())
        .put(Columns.AGAINST_MEAN, there.mean().value())
        .put(Columns.SPEED_UP, comparison.speedUp().value())
        .put(Columns.SPEED_UP_LOW, comparison.speedUp().low())
        .put(Columns.SPEED_UP_HIGH, comparison.speedUp().high())
        .put(Columns.VERDICT, comparison.verdict());
  }

  private static Summary summary(Optional<Series> series) {
    return Summary.of(series.map(Series::seconds).orElse(new double[0]));
  }
}
