package io.github.concurrencylab.report;

import io.github.concurrencylab.table.TextTable;
import java.util.List;
import tech.tablesaw.api.Table;

/** A value as text: its header and notes, a line each, then its table, and what follows. */
final class ValueText {
  private ValueText() {}

  static String of(List<String> header, List<String> warnings, Table table, String... more) {
    StringBuilder text = new StringBuilder();
    header.forEach(line -> text.append(TextTable.bounded(line)).append('\n'));
    warnings.forEach(w -> text.append("Note: ").append(TextTable.bounded(w)).append('\n'));
    text.append('\n').append(TextTable.of(table));
    for (String part : more) {
      text.append('\n').append(part);
    }
    return text.toString();
  }
}
