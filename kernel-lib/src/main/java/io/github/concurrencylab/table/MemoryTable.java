package io.github.concurrencylab.table;

import io.github.concurrencylab.measure.memory.Footprint;
import io.github.concurrencylab.measure.memory.Footprints;
import io.github.concurrencylab.stats.Summary;
import tech.tablesaw.api.Table;

/** The memory that models held, as a table. */
public final class MemoryTable {
  private static final double MEGA = 1e6;

  private MemoryTable() {}

  /**
   * One row a model: the median time of its runs in seconds, the bytes of its middle run at their
   * peak in millions, of which parts, and all of them by the number of tasks.
   *
   * @param footprints what the models held
   * @return a new table; the figures of a model that failed are missing
   */
  public static Table of(Footprints footprints) {
    boolean failures = footprints.models().stream().anyMatch(model -> model.runs().isEmpty());
    Rows rows = new Rows("memory");
    for (Footprint model : footprints.models()) {
      boolean there = !model.runs().isEmpty();
      Footprint.Run run = there ? model.typical() : new Footprint.Run(0, 0, 0, Double.NaN);
      double known = there ? 1 : Double.NaN;
      rows.put(Columns.MODEL, model.model().label())
          .put(Columns.MEDIAN, Summary.of(seconds(model)).median())
          .put(Columns.PEAK_MEGABYTES, known * run.bytes() / MEGA)
          .put(Columns.HEAP_MEGABYTES, known * run.heapBytes() / MEGA)
          .put(Columns.OUTSIDE_MEGABYTES, known * run.outsideBytes() / MEGA)
          .put(Columns.CHILD_MEGABYTES, known * run.childBytes() / MEGA)
          .put(Columns.BYTES_A_TASK, known * Math.round((double) run.bytes() / footprints.tasks()));
      if (failures) {
        rows.put(Columns.NOTE, model.failure());
      }
    }
    return rows.table();
  }

  private static double[] seconds(Footprint model) {
    return model.runs().stream().mapToDouble(Footprint.Run::seconds).toArray();
  }
}
