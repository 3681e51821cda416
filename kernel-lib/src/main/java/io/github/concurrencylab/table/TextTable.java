package io.github.concurrencylab.table;

import io.github.concurrencylab.base.Check;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/** Tables as plain text of fixed width: numbers to the right, everything else to the left. */
public final class TextTable {
  private static final int WIDEST_CELL = 70;
  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_SENTENCE = 500;

  private TextTable() {}

  /**
   * A table as text.
   *
   * @param table the table
   * @return a line for its header, one for each row, and one for what was left out
   */
  public static String of(Table table) {
    ShownTable shown = ShownTable.of(table);
    List<Cells> all = shown.columns().stream().map(TextTable::cut).toList();
    List<Integer> widths = new ArrayList<>();
    for (Cells cells : all) {
      widths.add(
          Math.max(
              width(cells.name()),
              cells.texts().stream().mapToInt(TextTable::width).max().orElse(0)));
    }
    StringBuilder text = new StringBuilder();
    for (int row = -1; row < shown.rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < all.size(); i++) {
        Cells cells = all.get(i);
        String cell = row < 0 ? cells.name() : cells.texts().get(row);
        int blank = widths.get(i) - width(cell);
        line.append(i == 0 ? "" : "  ");
        line.repeat(' ', cells.number() ? blank : 0).append(cell);
        line.repeat(' ', cells.number() ? 0 : blank);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.append(shown.leftOut().isEmpty() ? "" : shown.leftOut() + "\n").toString();
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

  /**
   * A note or another sentence of the lab's as one line, with what is to be done at its end.
   *
   * @param text the text
   * @return the text without what breaks a line or is invisible, cut only when very long
   */
  public static String sentence(String text) {
    return plain(text, LONGEST_SENTENCE);
  }

  private static Cells cut(Cells cells) {
    int most = cells.isSentence() ? LONGEST_SENTENCE : WIDEST_CELL;
    return new Cells(
        plain(cells.name(), WIDEST_CELL),
        cells.number(),
        cells.texts().stream().map(text -> plain(text, most)).toList());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
