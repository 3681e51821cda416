package io.github.concurrencylab.notebook;

import io.github.concurrencylab.table.Cells;
import io.github.concurrencylab.table.TextTable;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * HTML that takes its colours from the page, and that a page which trusts nobody still shows: no
 * script, no class of its own, hardly any style. All text is escaped and bounded.
 */
final class Html {
  private static final int MOST_COLUMNS = 40;
  private static final int LONGEST_CELL = 200;

  private Html() {}

  /** A text as it may stand between tags and in attributes, on one line and not too long. */
  static String escaped(String text) {
    return markup(TextTable.bounded(text));
  }

  private static String markup(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /**
   * A table: its first {@value TextTable#MOST_ROWS} rows, numbers to the right, text to the left.
   *
   * @param table the table
   * @return a {@code table} element, and a line about what was left out
   */
  static String table(Table table) {
    int columns = Math.min(MOST_COLUMNS, table.columnCount());
    int rows = Math.min(TextTable.MOST_ROWS, table.rowCount());
    List<Cells> all = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      all.add(Cells.of(table.column(i), rows));
    }
    StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
    all.forEach(cells -> cell(html, "th", cells.number(), cells.name()));
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < rows; row++) {
      html.append("<tr>");
      for (Cells cells : all) {
        cell(html, "td", cells.number(), cells.texts().get(row));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table>\n");
    String leftOut = TextTable.leftOut(table, rows, columns);
    if (!leftOut.isEmpty()) {
      html.append("<small>").append(escaped(leftOut.strip())).append("</small>\n");
    }
    return html.toString();
  }

  private static void cell(StringBuilder html, String tag, boolean number, String text) {
    html.append('<').append(tag);
    html.append(" style=\"text-align:").append(number ? "right" : "left").append("\">");
    html.append(markup(TextTable.plain(text, LONGEST_CELL)));
    html.append("</").append(tag).append('>');
  }
}
