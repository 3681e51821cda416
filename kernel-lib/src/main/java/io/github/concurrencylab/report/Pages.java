package io.github.concurrencylab.report;

import java.util.List;
import tech.tablesaw.api.Table;

/** What a value looks like as plain text. */
final class Pages {
  private Pages() {}

  /**
   * A value as text.
   *
   * @param header what was run and where, a line each
   * @param warnings what a reader must know, a line each
   * @param table its table
   * @param chart its chart as text
   * @return the lines, then the table, then the chart
   */
  static String text(List<String> header, List<String> warnings, Table table, String chart) {
    StringBuilder text = new StringBuilder();
    header.forEach(line -> text.append(TextTable.bounded(line)).append('\n'));
    warnings.forEach(w -> text.append("Note: ").append(TextTable.bounded(w)).append('\n'));
    return text.append('\n').append(TextTable.of(table)).append('\n').append(chart).toString();
  }
}
