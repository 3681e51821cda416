package io.github.concurrencylab.table;

import io.github.concurrencylab.measure.memory.Footprint;
import io.github.concurrencylab.measure.memory.Footprints;
import io.github.concurrencylab.stats.Summary;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.Table;

/** The memory that models held, as a table. */
public final class MemoryTable {
  private static final double MEGA = 1e6;

  private MemoryTable() {}

  /**
   * One row per model: the median time of its runs in seconds, the bytes of its middle run at their
   * peak in millions, of which parts, and all of them by the number of tasks.
   *
   * @param footprints what the models held
   * @return a new table; the figures of a model that failed are missing
   */
  public static Table of(Footprints footprints) {
    boolean failures = footprints.models().stream().anyMatch(model -> model.runs().isEmpty());
    Rows rows = new Rows("memory");
    for (Footprint model : footprints.models()) {
      rows.put(Columns.MODEL, model.model().label())
          .put(Columns.MEDIAN, Summary.of(seconds(model)).median())
          .put(Columns.PEAK_MEGABYTES, bytes(model, Footprint.Run::bytes) / MEGA)
          .put(Columns.HEAP_MEGABYTES, bytes(model, Footprint.Run::heapBytes) / MEGA)
          .put(Columns.OUTSIDE_MEGABYTES, bytes(model, Footprint.Run::outsideBytes) / MEGA)
          .put(Columns.CHILD_MEGABYTES, bytes(model, Footprint.Run::childBytes) / MEGA)
          .put(
              Columns.BYTES_A_TASK,
              Math.rint(bytes(model, Footprint.Run::bytes) / footprints.tasks()));
      if (failures) {
        rows.put(Columns.NOTE, model.failure());
      }
    }
    return rows.table();
  }

  private static double bytes(Footprint model, ToLongFunction<Footprint.Run> which) {
    return model.runs().isEmpty() ? Double.NaN : which.applyAsLong(model.typical());
  }

  private static double[] seconds(Footprint model) {
    return model.runs().stream().mapToDouble(Footprint.Run::seconds).toArray();
  }
}
