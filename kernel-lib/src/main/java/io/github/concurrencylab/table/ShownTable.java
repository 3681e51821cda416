package io.github.concurrencylab.table;

import io.github.concurrencylab.base.SiTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A table as a person is shown it: narrower than the one that a program reads. The two ends of an
 * interval stand in one column, {@code 1.90 to 1.96}, written as the estimate beside them is; all
 * times are in one unit.
 *
 * @param title what it is called
 * @param columns the columns that are shown
 * @param leftOut what is not, in one line; empty if all is shown
 */
public record ShownTable(String title, List<Cells> columns, String leftOut) {
  /** The most rows that are shown. */
  public static final int MOST_ROWS = 60;

  private static final int MOST_COLUMNS = 40;
  private static final String SECONDS = "(s)";

  /** Copies the list. */
  public ShownTable {
    columns = List.copyOf(columns);
  }

  /**
   * How a table is shown.
   *
   * @param table any table
   * @return its first {@value #MOST_ROWS} rows and 40 columns
   */
  public static ShownTable of(Table table) {
    int rows = Math.min(MOST_ROWS, table.rowCount());
    Map<String, Column<?>> first = new LinkedHashMap<>();
    table.columns().stream().limit(MOST_COLUMNS).forEach(each -> first.put(each.name(), each));
    String title = table.name() == null ? "" : table.name();
    return new ShownTable(
        title, new Showing(first, rows).cells(), leftOut(table, rows, first.size()));
  }

  /** How many rows there are. */
  public int rows() {
    return columns.isEmpty() ? 0 : columns.getFirst().texts().size();
  }

  private static String leftOut(Table table, int rows, int columns) {
    List<String> words = new ArrayList<>();
    if (rows < table.rowCount()) {
      words.add(String.format(Locale.ROOT, "%,d of %,d rows", rows, table.rowCount()));
    }
    if (columns < table.columnCount()) {
      words.add(String.format(Locale.ROOT, "%,d of %,d columns", columns, table.columnCount()));
    }
    return words.isEmpty() ? "" : "shown: " + String.join(", ", words);
  }

  /** One table on its way to be shown. */
  private static final class Showing {
    private final Map<String, Column<?>> columns;
    private final int rows;
    private final SiTime unit;
    private final List<Columns.Interval> intervals;

    Showing(Map<String, Column<?>> columns, int rows) {
      this.columns = columns;
      this.rows = rows;
      this.intervals =
          Columns.INTERVALS.stream()
              .filter(each ->
                  Stream.of(each.value(), each.low(), each.high()).allMatch(this::isNumbers))
              .toList();
      // Where a column says how long things took, it decides and not the time of all processors.
      Set<String> took =
          columns.containsKey(Columns.SECONDS) ? Set.of(Columns.SECONDS) : columns.keySet();
      this.unit =
          SiTime.of(
              took.stream()
                  .filter(name -> isTime(name) && isNumbers(name))
                  .flatMapToDouble(name -> Arrays.stream(raw(name)))
                  .map(Math::abs)
                  .filter(Double::isFinite)
                  .max()
                  .orElse(0));
    }

    private boolean isNumbers(String name) {
      return columns.get(name) instanceof DoubleColumn;
    }

    private static boolean isTime(String name) {
      return name.endsWith(SECONDS) || name.equals(Columns.SECONDS);
    }

    /** The name with the unit in which it is shown. */
    private String name(String name) {
      return name.equals(Columns.SECONDS)
          ? unit.word()
          : name.endsWith(SECONDS)
              ? name.substring(0, name.length() - SECONDS.length()) + "(" + unit.symbol() + ")"
              : name;
    }

    private double[] raw(String name) {
      Column<?> column = columns.get(name);
      return column instanceof DoubleColumn numbers
          ? IntStream.range(0, rows).mapToDouble(numbers::getDouble).toArray()
          : new double[0];
    }

    private double[] values(String name) {
      double[] raw = raw(name);
      return isTime(name) ? Arrays.stream(raw).map(unit::in).toArray() : raw;
    }

    List<Cells> cells() {
      List<Cells> all = new ArrayList<>();
      columns.forEach((name, column) -> {
        List<Columns.Interval> begun =
            intervals.stream().filter(each -> each.low().equals(name)).toList();
        if (!begun.isEmpty()) {
          begun.forEach(each -> all.add(interval(each)));
        } else if (intervals.stream().noneMatch(each -> each.high().equals(name))) {
          all.add(column instanceof DoubleColumn ? numbers(name) : Cells.of(column, rows));
        }
      });
      return all;
    }

    private Cells numbers(String name) {
      List<String> texts = Arrays.stream(values(name)).mapToObj(words(name)).toList();
      return new Cells(name(name), true, Cells.aligned(texts));
    }

    /** An estimate is written like its interval. */
    private DoubleFunction<String> words(String name) {
      return intervals.stream()
          .filter(each -> each.value().equals(name))
          .findFirst()
          .map(this::words)
          .orElseGet(() -> Cells.words(name, values(name)));
    }

    private DoubleFunction<String> words(Columns.Interval interval) {
      double[] together =
          Stream.of(interval.value(), interval.low(), interval.high())
              .flatMapToDouble(name -> DoubleStream.of(values(name)))
              .toArray();
      return Cells.words(interval.value(), together);
    }

    private Cells interval(Columns.Interval interval) {
      DoubleFunction<String> words = words(interval.value());
      double[] low = values(interval.low());
      double[] high = values(interval.high());
      List<String> texts =
          IntStream.range(0, rows)
              .mapToObj(row ->
                  Double.isNaN(low[row]) || Double.isNaN(high[row])
                      ? ""
                      : words.apply(low[row]) + " to " + words.apply(high[row]))
              .toList();
      String shown = intervals.size() == 1 ? alone(interval) : interval.shown();
      return new Cells(name(shown), true, texts);
    }

    /** Of a table with one interval everybody knows what it is of. */
    private static String alone(Columns.Interval interval) {
      String shown = interval.shown();
      return shown.endsWith(")") ? "95 % " + shown.substring(shown.lastIndexOf('(')) : "95 %";
    }
  }
}
