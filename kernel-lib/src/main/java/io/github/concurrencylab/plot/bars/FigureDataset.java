package io.github.concurrencylab.plot.bars;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.SizeWords;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Summary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/** What a chart draws: a column for each model, a row for each source, and the trials of each. */
public final class FigureDataset extends DefaultCategoryDataset {
  private static final long serialVersionUID = 1;

  private record Cell(String source, String model) {}

  private final transient Map<Cell, Series> cells = new HashMap<>();
  private final transient List<Source> sources;
  private final transient Results results;

  /**
   * Creates a dataset of the figures.
   *
   * @param results the figures
   */
  public FigureDataset(Results results) {
    this.results = results;
    this.sources = results.measurements().stream().map(Measurement::source).toList();
    for (Series series : results.series()) {
      String source = series.source().label();
      String model = series.model().label();
      cells.put(new Cell(source, model), series);
      double mean = Summary.of(series.seconds()).mean().value();
      addValue(Double.isNaN(mean) ? null : mean, source, model);
    }
  }

  /**
   * The trials of one cell.
   *
   * @param row the source's index
   * @param column the model's index
   * @return the trials; null if that source has not that model
   */
  public @Nullable Series series(int row, int column) {
    return cells.get(new Cell((String) getRowKey(row), (String) getColumnKey(column)));
  }

  /** How large a source's workload is, if that is not the same everywhere; else empty. */
  public String size(Source source) {
    return SizeWords.of(results, source);
  }

  /** The one unit in which all are shown. */
  public SiTime unit() {
    return Scale.unit(cells.values().stream().map(series -> Summary.of(series.seconds()).mean()));
  }

  /** All wall times, in seconds. */
  public double[] allSeconds() {
    return cells.values().stream().flatMapToDouble(s -> Arrays.stream(s.seconds())).toArray();
  }

  /** The sources that have figures. */
  public List<Source> sources() {
    return sources.stream().filter(source -> getRowIndex(source.label()) >= 0).toList();
  }

  /**
   * How many sources have a model.
   *
   * @param column the model's index
   * @param before only the sources before this one
   * @return the number
   */
  int inSlot(int column, int before) {
    return (int) IntStream.range(0, before).filter(row -> series(row, column) != null).count();
  }

  /** The most sources that have the same model; at least 1. */
  public int mostInOneSlot() {
    return IntStream.range(0, getColumnCount())
        .map(column -> inSlot(column, getRowCount()))
        .max()
        .orElse(1);
  }
}
