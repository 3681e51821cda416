package io.github.concurrencylab.table;

import io.github.concurrencylab.base.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/** Tables as plain text of fixed width: numbers to the right, everything else to the left. */
public final class TextTable {
  /** The most rows that are written. */
  public static final int MOST_ROWS = 60;

  private static final int MOST_COLUMNS = 40;
  private static final int WIDEST_CELL = 70;
  private static final int LONGEST_LINE = 300;

  private TextTable() {}

  /**
   * A table as text.
   *
   * @param table the table
   * @return a line for its header, one for each row, and one for what was left out
   */
  public static String of(Table table) {
    int columns = Math.min(MOST_COLUMNS, table.columnCount());
    int rows = Math.min(MOST_ROWS, table.rowCount());
    List<Cells> all = new ArrayList<>();
    List<Integer> widths = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      Cells cells = cut(Cells.of(table.column(i), rows));
      all.add(cells);
      widths.add(
          Math.max(
              width(cells.name()),
              cells.texts().stream().mapToInt(TextTable::width).max().orElse(0)));
    }
    StringBuilder text = new StringBuilder();
    for (int row = -1; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        Cells cells = all.get(i);
        String cell = row < 0 ? cells.name() : cells.texts().get(row);
        int blank = widths.get(i) - width(cell);
        line.append(i == 0 ? "" : "  ");
        line.repeat(' ', cells.number() ? blank : 0).append(cell);
        line.repeat(' ', cells.number() ? 0 : blank);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.append(leftOut(table, rows, columns)).toString();
  }

  /**
   * What of a table is not shown.
   *
   * @param table the table
   * @param rows how many rows are shown
   * @param columns how many columns are shown
   * @return one line; empty if all is shown
   */
  public static String leftOut(Table table, int rows, int columns) {
    List<String> words = new ArrayList<>();
    if (rows < table.rowCount()) {
      words.add(String.format(Locale.ROOT, "%,d of %,d rows", rows, table.rowCount()));
    }
    if (columns < table.columnCount()) {
      words.add(String.format(Locale.ROOT, "%,d of %,d columns", columns, table.columnCount()));
    }
    return words.isEmpty() ? "" : "shown: " + String.join(", ", words) + "\n";
  }

  /**
   * A text from outside as one line that can be shown.
   *
   * @param text the text
   * @return the text without what breaks a line or is invisible, cut when long
   */
  public static String bounded(String text) {
    return plain(text, LONGEST_LINE);
  }

  /**
   * A text from outside as one short line.
   *
   * @param text the text
   * @param most the most letters
   * @return the text without what breaks a line or is invisible, cut when long
   */
  public static String plain(String text, int most) {
    String cut = text.length() > most ? text.substring(0, most - 1) + "…" : text;
    return Check.plain(cut);
  }

  private static Cells cut(Cells cells) {
    return new Cells(
        plain(cells.name(), WIDEST_CELL),
        cells.number(),
        cells.texts().stream().map(text -> plain(text, WIDEST_CELL)).toList());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
