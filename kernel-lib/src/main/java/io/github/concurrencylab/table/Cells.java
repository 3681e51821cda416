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
 * The cells of a table's column as text: numbers of one column with the same number of decimals, or
 * where they are too far apart for that, the smaller ones with three digits, and all points below
 * each other. A missing cell is nothing.
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

  /** So are those below: they would be nothing but zeros. */
  private static final double TINY = 1e-7;

  /** As wide as a digit, and as a point. */
  private static final char FIGURE_SPACE = '\u2007';

  private static final char PUNCTUATION_SPACE = '\u2008';

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
    return aligned(Arrays.stream(values).mapToObj(words(column.name(), values)).toList());
  }

  /**
   * Numbers that do not have as many decimals each, so that their points stand below each other.
   *
   * @param texts numbers as text, set to the right; a missing one is empty
   * @return the same, with blanks for the decimals that others have more
   */
  static List<String> aligned(List<String> texts) {
    if (texts.stream().anyMatch(text -> text.contains("e"))) {
      return texts; // a power of ten has its point elsewhere
    }
    int most = texts.stream().mapToInt(Cells::behindPoint).max().orElse(0);
    return texts.stream().map(text -> padded(text, most)).toList();
  }

  private static String padded(String text, int most) {
    int own = behindPoint(text);
    if (text.isEmpty() || own == most) {
      return text;
    }
    String blanks = String.valueOf(FIGURE_SPACE);
    return own == 0
        ? text + PUNCTUATION_SPACE + blanks.repeat(most)
        : text + blanks.repeat(most - own);
  }

  /** How many letters stand behind the point; of a number without a point, none and no point. */
  private static int behindPoint(String text) {
    int point = text.indexOf('.');
    return point < 0 ? 0 : text.length() - point - 1;
  }

  private static double[] values(NumericColumn<?> column, int count) {
    return IntStream.range(0, count)
        .mapToDouble(row -> column.isMissing(row) ? Double.NaN : column.getDouble(row))
        .toArray();
  }

  /**
   * How the numbers of a column are written.
   *
   * @param column a column of decimal numbers
   * @return what writes one of them, and NaN as nothing
   */
  static DoubleFunction<String> words(NumericColumn<?> column) {
    return words(column.name(), values(column, column.size()));
  }

  /**
   * How some numbers are written: all with as many decimals, unless the smallest is so much smaller
   * than the largest that this would give one too many digits, or the other none.
   *
   * @param name what they are
   * @param values all that stand together; NaN is a missing one
   * @return what writes one of them, and NaN as nothing
   */
  static DoubleFunction<String> words(String name, double... values) {
    if (name.startsWith("p (")) {
      return value -> Double.isNaN(value) ? "" : value < LEAST_P ? "< 0.001" : fixed(value, 3);
    }
    double[] sizes =
        Arrays.stream(values).map(Math::abs).filter(x -> Double.isFinite(x) && x > 0).toArray();
    double least = Arrays.stream(sizes).min().orElse(1);
    double most = Arrays.stream(sizes).max().orElse(1);
    // Three digits of the largest number, and two of the smallest unless that gets too long.
    int fewest = Math.clamp(Math.max(2 - magnitude(most), 2), 0, MOST_DECIMALS);
    int wished = Math.max(fewest, 1 - magnitude(least));
    int longest = Math.clamp(MOST_DIGITS - magnitude(most), 0, MOST_DECIMALS);
    if (Columns.COUNTS.contains(name)) {
      return value -> fixed(value, 0);
    }
    if (wished <= longest) {
      return value -> fixed(value, wished);
    }
    int common = Math.min(fewest, longest);
    return value -> fixed(value, Math.clamp(2 - magnitude(value), common, MOST_DECIMALS));
  }

  private static String fixed(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "";
    }
    double size = Math.abs(value);
    boolean plain = size < HUGE && (size >= TINY || size == 0);
    return String.format(Locale.ROOT, plain ? "%,." + decimals + "f" : "%.3e", value);
  }

  /** The power of ten of its first digit; 0 of 0 itself. */
  private static int magnitude(double number) {
    return number == 0 || Double.isNaN(number) ? 0 : (int) Math.floor(Math.log10(Math.abs(number)));
  }
}
