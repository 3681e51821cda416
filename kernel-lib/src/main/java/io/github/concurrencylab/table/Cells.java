package io.github.concurrencylab.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
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

  /** Whether they are sentences, which are not to be cut. */
  public boolean isSentence() {
    return Columns.SENTENCES.contains(name);
  }

  private static List<String> decimals(NumericColumn<?> column, int count) {
    double[] values = values(column, count);
    return Arrays.stream(values).mapToObj(words(column.name(), values)).toList();
  }

  private static double[] values(NumericColumn<?> column, int count) {
    return IntStream.range(0, count)
        .mapToDouble(row -> column.isMissing(row) ? Double.NaN : column.getDouble(row))
        .toArray();
  }

  /**
   * How the numbers of a column are written, all with as many decimals.
   *
   * @param column a column of decimal numbers
   * @return what writes one of them, and NaN as nothing
   */
  static DoubleFunction<String> words(NumericColumn<?> column) {
    return words(column.name(), values(column, column.size()));
  }

  /**
   * How some numbers are written, all with as many decimals.
   *
   * @param name what they are
   * @param values all that stand together; NaN is a missing one
   * @return what writes one of them, and NaN as nothing
   */
  static DoubleFunction<String> words(String name, double... values) {
    double[] sizes =
        Arrays.stream(values).map(Math::abs).filter(x -> Double.isFinite(x) && x > 0).toArray();
    double least = Arrays.stream(sizes).min().orElse(1);
    double most = Arrays.stream(sizes).max().orElse(1);
    // Three digits of the largest number, and two of the smallest unless that gets too long.
    int ofMost = 2 - magnitude(most);
    int ofLeast = 1 - magnitude(least);
    int wished = Math.max(Math.max(ofMost, 2), ofLeast);
    int decimals =
        Columns.COUNTS.contains(name)
            ? 0
            : Math.clamp(Math.min(wished, MOST_DIGITS - magnitude(most)), 0, MOST_DECIMALS);
    boolean isP = name.startsWith("p (");
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
