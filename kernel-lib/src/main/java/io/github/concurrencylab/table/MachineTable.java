package io.github.concurrencylab.table;

import io.github.concurrencylab.findings.Comparison;
import io.github.concurrencylab.results.Group;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.Series;
import io.github.concurrencylab.stats.Summary;
import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/** The same models measured in several places, place by place. */
public final class MachineTable {
  private MachineTable() {}

  /**
   * Each model of each other group held against the first group's. The ratio is the first group's
   * mean time by the other's, with the interval that {@link Comparison} describes.
   *
   * @param results at least two groups
   * @return one row a model and group, the first group left out; a model that only one of them has
   *     says so
   */
  public static Table of(Results results) {
    List<Group> groups = results.groups();
    Group first = groups.getFirst();
    Rows rows = new Rows("machines");
    for (Group other : groups.subList(1, groups.size())) {
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

  private static Optional<Series> find(Group group, String model) {
    return group.series().stream().filter(series -> series.model().equals(model)).findFirst();
  }

  private static void row(
      Rows rows,
      Group first,
      Optional<Series> base,
      Group other,
      Optional<Series> series,
      String model) {
    Comparison comparison =
        base.isEmpty()
            ? Comparison.without(first.label() + " has no " + model)
            : series.isEmpty()
                ? Comparison.without(other.label() + " has no " + model)
                // Named by where they were measured, which is what the verdict is about.
                : Comparison.of(named(series.get(), other), named(base.get(), first));
    Summary there = summary(base);
    Summary here = summary(series);
    rows.put(Columns.MODEL, model)
        .put(Columns.MACHINE, other.label())
        .put(Columns.AGAINST, first.label())
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

  private static Series named(Series series, Group group) {
    return new Series(group.label(), group.label(), series.trials());
  }
}
