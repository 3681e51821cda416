package io.github.concurrencylab.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * A table being made, row by row. Columns come in the order in which they are first put, and a
 * number that is NaN is a missing cell.
 */
public final class Rows {
  private final String name;
  private final Map<String, Column<?>> columns = new LinkedHashMap<>();

  /**
   * Creates an empty table.
   *
   * @param name its title
   */
  public Rows(String name) {
    this.name = name;
  }

  /**
   * Puts the next cell of a column of text.
   *
   * @param column its name
   * @param text the cell; null if it is missing
   * @return this
   */
  public Rows put(String column, @Nullable String text) {
    StringColumn cells =
        (StringColumn) columns.computeIfAbsent(column, c -> StringColumn.create(c));
    if (text == null) {
      cells.appendMissing();
    } else {
      cells.append(text);
    }
    return this;
  }

  /**
   * Puts the next cell of a column of numbers.
   *
   * @param column its name
   * @param number the cell; NaN or infinite if it is missing
   * @return this
   */
  public Rows put(String column, double number) {
    DoubleColumn cells =
        (DoubleColumn) columns.computeIfAbsent(column, c -> DoubleColumn.create(c));
    cells.append(Double.isFinite(number) ? number : Double.NaN);
    return this;
  }

  /**
   * Puts the next cell of a column of whole numbers.
   *
   * @param column its name
   * @param number the cell
   * @return this
   */
  public Rows put(String column, int number) {
    IntColumn cells = (IntColumn) columns.computeIfAbsent(column, c -> IntColumn.create(c));
    cells.append(number);
    return this;
  }

  /**
   * Puts the next cell of a column of large whole numbers.
   *
   * @param column its name
   * @param number the cell
   * @return this
   */
  public Rows put(String column, long number) {
    LongColumn cells = (LongColumn) columns.computeIfAbsent(column, c -> LongColumn.create(c));
    cells.append(number);
    return this;
  }

  /**
   * The table. Printed outside of a notebook too, it shows its numbers with a few digits.
   *
   * @return a table of all rows
   */
  public Table table() {
    for (Column<?> column : columns.values()) {
      if (column instanceof DoubleColumn numbers) {
        numbers.setPrintFormatter(new Printed(Cells.words(numbers)));
      }
    }
    return Table.create(name, List.copyOf(columns.values()));
  }

  /** What Tablesaw's own text of a table asks for each number. */
  private static final class Printed extends NumberColumnFormatter {
    private final DoubleFunction<String> words;

    Printed(DoubleFunction<String> words) {
      this.words = words;
    }

    @Override
    public String format(double number) {
      return words.apply(number);
    }
  }
}
