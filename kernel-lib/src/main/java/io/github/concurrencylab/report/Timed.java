package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.timeit.LoopTiming;
import io.github.concurrencylab.table.TextTable;
import io.github.concurrencylab.table.TimedTables;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * How long a piece of code takes. As the last value of a cell it shows one line.
 *
 * @param timing its samples
 */
public record Timed(LoopTiming timing) implements Answer {
  /**
   * One row: median, mean with its 95 % interval and minimum of the time of one loop, in
   * nanoseconds, with the number of samples, of loops in each, and of outliers.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    return TimedTables.summary(timing);
  }

  @Override
  public List<String> header() {
    return List.of(TimedTables.line(timing));
  }

  @Override
  public boolean isLine() {
    return true;
  }

  @Override
  public String text() {
    return TextTable.bounded(TimedTables.line(timing));
  }

  /**
   * One row a sample: nanoseconds a loop.
   *
   * @return a new table
   */
  public Table samples() {
    return TimedTables.samples(timing);
  }

  @Override
  public String toString() {
    return text();
  }
}
