package io.github.concurrencylab.report;

import io.github.concurrencylab.results.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
  /** Digits that count, of the smallest number of a column. */
  private static final int DIGITS = 3;

  private static final Set<ColumnType> WHOLE =
      Set.of(ColumnType.SHORT, ColumnType.INTEGER, ColumnType.LONG);

  private static final int MOST_DECIMALS = 9;
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
    double[] values = new double[count];
    for (int row = 0; row < count; row++) {
      values[row] = column.isMissing(row) ? Double.NaN : column.getDouble(row);
    }
    double[] sizes =
        Arrays.stream(values).map(Math::abs).filter(x -> Double.isFinite(x) && x > 0).toArray();
    double least = Arrays.stream(sizes).min().orElse(1);
    double most = Arrays.stream(sizes).max().orElse(1);
    // As many decimals as the smallest number asks for, unless the largest would get too long.
    int wanted = DIGITS - 1 - (int) Math.floor(Math.log10(least));
    int allowed = DIGITS - (int) Math.floor(Math.log10(most));
    int decimals = Math.clamp(Math.min(wanted, Math.max(allowed, 2)), 0, MOST_DECIMALS);
    boolean isP = column.name().equals(Columns.P);
    List<String> texts = new ArrayList<>();
    for (double value : values) {
      if (Double.isNaN(value)) {
        texts.add("");
      } else if (isP) {
        texts.add(value < LEAST_P ? "< 0.001" : String.format(Locale.ROOT, "%.3f", value));
      } else if (Math.abs(value) >= HUGE) {
        texts.add(String.format(Locale.ROOT, "%.3e", value));
      } else {
        texts.add(String.format(Locale.ROOT, "%,." + decimals + "f", value));
      }
    }
    return texts;
  }
}
