package io.github.concurrencylab.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleFunction;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.columns.Column;

/**
 * The cells of a table's column as text: numbers of one column with the same number of decimals, a
 * missing cell as nothing.
 *
 * @param name the column's name
 * @param number whether its cells are numbers, to be set to the right
 * @param texts its cells
 */
public record Cells(String name, boolean number, List<String> texts) {
  private static final Set<ColumnType> WHOLE =
      Set.of(ColumnType.SHORT, ColumnType.INTEGER, ColumnType.LONG);

  private static final int MOST_DECIMALS = 9;
  private static final int MOST_DIGITS = 4;
  private static final double LEAST_P = 0.001;

  /** Numbers from here on are not rounded to a few digits but written with a power of ten. */
  private static final double HUGE = 1e15;

  /**
   * Writes the first cells of a column.
   *
   * @param column the column
   * @param rows how many cells, at most
   * @return the cells
   */
  public static Cells of(Column<?> column, int rows) {
    int count = Math.min(rows, column.size());
    if (column instanceof NumericColumn<?> numbers && !WHOLE.contains(column.type())) {
      return new Cells(column.name(), true, decimals(numbers, count));
    }
    boolean number = column instanceof NumericColumn<?>;
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      if (column.isMissing(row)) {
        texts.add("");
      } else if (number && column.get(row) instanceof Number whole) {
        texts.add(String.format(Locale.ROOT, "%,d", whole.longValue()));
      } else {
        texts.add(String.valueOf(column.get(row)));
      }
    }
    return new Cells(column.name(), number, texts);
  }

  private static List<String> decimals(NumericColumn<?> column, int count) {
    DoubleFunction<String> words = words(column, count);
    List<String> texts = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      texts.add(words.apply(column.isMissing(row) ? Double.NaN : column.getDouble(row)));
    }
    return texts;
  }

  /**
   * How the numbers of a column are written, all with as many decimals.
   *
   * @param column a column of decimal numbers
   * @param count how many of its cells are looked at, from the first on
   * @return what writes one of them, and NaN as nothing
   */
  static DoubleFunction<String> words(NumericColumn<?> column, int count) {
    double[] values = new double[count];
    for (int row = 0; row < count; row++) {
      values[row] = column.isMissing(row) ? Double.NaN : column.getDouble(row);
    }
    double[] sizes =
        Arrays.stream(values).map(Math::abs).filter(x -> Double.isFinite(x) && x > 0).toArray();
    double least = Arrays.stream(sizes).min().orElse(1);
    double most = Arrays.stream(sizes).max().orElse(1);
    // Three digits of the largest number, and two of the smallest unless that gets too long.
    int ofMost = 2 - magnitude(most);
    int ofLeast = 1 - magnitude(least);
    int wished = Math.max(Math.max(ofMost, 2), ofLeast);
    int decimals = Math.clamp(Math.min(wished, MOST_DIGITS - magnitude(most)), 0, MOST_DECIMALS);
    boolean isP = column.name().startsWith("p (");
    return value -> {
      if (Double.isNaN(value)) {
        return "";
      }
      if (isP) {
        return value < LEAST_P ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value);
      }
      return Math.abs(value) >= HUGE
          ? String.format(Locale.ROOT, "%.3e", value)
          : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    };
  }

  private static int magnitude(double number) {
    return (int) Math.floor(Math.log10(number));
  }
}
