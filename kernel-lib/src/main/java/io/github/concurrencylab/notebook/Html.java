package io.github.concurrencylab.notebook;

import io.github.concurrencylab.table.Cells;
import io.github.concurrencylab.table.ShownTable;
import io.github.concurrencylab.table.TextTable;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * HTML that takes its colours from the page, and that a page which trusts nobody still shows: no
 * script, no class of its own, hardly any style. All text is escaped and bounded.
 */
final class Html {
  private static final int LONGEST_CELL = 200;

  private Html() {}

  /** A text as it may stand between tags and in attributes, on one line and not too long. */
  static String escaped(String text) {
    return markup(TextTable.bounded(text));
  }

  /** The same of a sentence of the lab's, at whose end stands what is to be done. */
  static String sentence(String text) {
    return markup(TextTable.sentence(text));
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
   * A table under its own name.
   *
   * @param table the table
   * @return a {@code table} element, and a line about what was left out
   */
  static String table(Table table) {
    String name = table.name();
    return table(table, name == null ? List.of() : List.of(name));
  }

  /**
   * A table as {@link ShownTable} shows it. Where a page drops styles, as GitHub's does, numbers
   * are still to the right and headings still say what they head.
   *
   * @param table the table
   * @param caption what it is about, in some lines
   * @return a {@code table} element, and a line about what was left out
   */
  static String table(Table table, List<String> caption) {
    ShownTable shown = ShownTable.of(table);
    StringBuilder html = new StringBuilder("<table>\n");
    if (!caption.isEmpty()) {
      html.append("<caption style=\"text-align:left\"><small>")
          .append(String.join("<br>", caption.stream().map(Html::escaped).toList()))
          .append("</small></caption>\n");
    }
    html.append("<thead><tr>");
    shown.columns().forEach(cells -> cell(html, "th", "col", cells, cells.name()));
    html.append("</tr></thead>\n<tbody>\n");
    for (int row = 0; row < shown.rows(); row++) {
      html.append("<tr>");
      boolean first = true;
      for (Cells cells : shown.columns()) {
        // The first text of a row says what the row is about.
        boolean head = first && !cells.number();
        String text = cells.texts().get(row);
        cell(html, head ? "th" : "td", head ? "row" : "", cells, text);
        first = false;
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table>\n");
    if (!shown.leftOut().isEmpty()) {
      html.append("<small>").append(escaped(shown.leftOut())).append("</small>\n");
    }
    return html.toString();
  }

  private static void cell(StringBuilder html, String tag, String scope, Cells cells, String text) {
    String side = cells.number() ? "right" : "left";
    html.append('<').append(tag);
    html.append(scope.isEmpty() ? "" : " scope=\"" + scope + "\"");
    html.append(" align=\"").append(side);
    html.append("\" style=\"text-align:").append(side).append("\">");
    html.append(cells.isSentence() ? sentence(text) : markup(TextTable.plain(text, LONGEST_CELL)));
    html.append("</").append(tag).append('>');
  }
}
