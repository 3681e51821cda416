package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.table.TableFile;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * What a cell gets when it asks for something: lines that say what it is about, notes that a reader
 * must know, and a table. As the last value of a cell it shows itself, here and as text.
 */
public interface Answer {
  /**
   * What it is about: what was run and where.
   *
   * @return a line each
   */
  List<String> header();

  /**
   * How it was measured, which is no warning: after how many warm-ups models were steady, and what
   * was waited for before.
   *
   * @return one or two notes for each run; none of what was not measured here
   */
  default List<Note> remarks() {
    return List.of();
  }

  /**
   * What a reader must know before trusting the figures.
   *
   * @return most often none
   */
  default List<Note> notes() {
    return List.of();
  }

  /**
   * What it comes to, in one sentence: shown first, and large.
   *
   * @return a sentence; empty if the table says it all
   */
  default String sentence() {
    return "";
  }

  /**
   * All of it as a table.
   *
   * @return a new table
   */
  Table table();

  /**
   * The table that a cell shows first.
   *
   * @return a new table; all of it unless said otherwise
   */
  default Table overview() {
    return table();
  }

  /**
   * Writes all of it to a file, by the ending of its name: {@code .csv} with a line of column
   * names, or {@code .json}. A file that is there is replaced, as a whole or not at all.
   *
   * @param path where to, {@code "trials.csv"} for example; {@code ~/} stands for the home
   *     directory
   * @return this
   * @throws IllegalArgumentException if its name ends otherwise, or it cannot be written
   */
  default Answer save(String path) {
    TableFile.save(table(), path);
    return this;
  }

  /**
   * Whether one line of text shows it best.
   *
   * @return false for most
   */
  default boolean isLine() {
    return false;
  }

  /**
   * All that a cell shows, as text.
   *
   * @return lines, each but the last with its end
   */
  default String text() {
    return AnswerText.of(this, "");
  }
}
