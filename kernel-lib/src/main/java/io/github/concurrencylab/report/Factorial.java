package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.InteractionChart;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.table.InteractionTables;
import io.github.concurrencylab.workload.RandomSource;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/**
 * The same models measured with several sources of random numbers. Each model is compared with its
 * own system's blocking with the same source: Java's with {@code blocking()}, CPython's with {@code
 * python(blocking())}. As the last value of a cell it shows its table and its plot.
 *
 * @param grid the figures
 */
public record Factorial(FactorLevels grid) implements ChartedAnswer {
  /**
   * One row per source and model: the mean time in seconds, its ratio to blocking's with the same
   * source, with the 95 % interval, and a verdict in words.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    return InteractionTables.cells(grid);
  }

  /**
   * One row per model and source: how many times more that source slows the model down than it
   * slows down blocking, both compared with the first source. Where the 95 % interval leaves out 1,
   * source and model interact.
   *
   * @return a new table
   */
  public Table interaction() {
    return InteractionTables.effects(grid);
  }

  /**
   * Everything measured with one source.
   *
   * @param source one of the sources
   * @return its report
   * @throws IllegalArgumentException if it is null or not among the sources
   */
  public Report report(RandomSource source) {
    String name = Check.given("source", source, "SHARED for example").name();
    return grid.levels().stream()
        .filter(level -> level.name().equals(name))
        .findFirst()
        .map(level -> new Report(level.results()))
        .orElseThrow(() ->
            Check.refusal(
                grid.levels().stream()
                    .map(FactorLevels.Level::name)
                    .collect(Collectors.joining(", ", "source must be one of ", ", got " + name))));
  }

  /**
   * What was run and where, a line each.
   *
   * @return a line for each source
   */
  @Override
  public List<String> header() {
    return grid.levels().stream()
        .flatMap(level -> new Report(level.results()).header().stream())
        .toList();
  }

  @Override
  public List<Note> remarks() {
    return grid.levels().stream()
        .flatMap(level -> new Report(level.results()).remarks().stream())
        .toList();
  }

  @Override
  public List<Note> notes() {
    return grid.levels().stream()
        .flatMap(level -> new Report(level.results()).notes().stream())
        .distinct()
        .toList();
  }

  /**
   * A line for each model from source to source: its time relative to blocking's with the same
   * source, with the 95 % interval, on a logarithmic axis.
   *
   * @return a new chart
   */
  @Override
  public Chart chart() {
    return InteractionChart.of(grid);
  }

  @Override
  public String toString() {
    return text();
  }
}
