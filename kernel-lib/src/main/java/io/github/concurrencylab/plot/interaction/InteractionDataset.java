package io.github.concurrencylab.plot.interaction;

import io.github.concurrencylab.findings.Interaction;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.stats.Estimate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/** What an interaction plot draws: a column for each level, a row for each model but baselines. */
public final class InteractionDataset extends DefaultCategoryDataset {
  private static final long serialVersionUID = 1;

  private static final int MOST_LINES = 120;

  /** What fits beside each other at the right of the chart. */
  private static final int MOST_LINE_ENDS = 16;

  private record Place(String model, String level) {}

  private final transient Map<Place, Interaction.Cell> cells = new HashMap<>();
  private final transient List<ModelId> models;

  /**
   * Creates a dataset of the cells.
   *
   * @param grid the figures
   */
  public InteractionDataset(FactorLevels grid) {
    List<Interaction.Cell> all =
        Interaction.cells(grid).stream().filter(cell -> !cell.isBaseline()).toList();
    this.models = all.stream().map(cell -> cell.series().model()).distinct().toList();
    for (Interaction.Cell cell : all) {
      String model = cell.series().model().label();
      cells.put(new Place(model, cell.level()), cell);
      double ratio = cell.ratio().value();
      addValue(ratio > 0 ? ratio : null, model, cell.level());
    }
  }

  /**
   * The ratio at one place.
   *
   * @param row the model's index
   * @param column the level's index
   * @return the ratio; null if it was not measured
   */
  @Nullable Estimate ratio(int row, int column) {
    Interaction.Cell cell =
        cells.get(new Place((String) getRowKey(row), (String) getColumnKey(column)));
    return cell == null || !(cell.ratio().value() > 0) ? null : cell.ratio();
  }

  /**
   * Whether each model's name can stand at the end of its line: every line reaches the last level,
   * and there are not too many.
   */
  public boolean hasLineEnds() {
    return getColumnCount() > 0
        && getRowCount() <= MOST_LINE_ENDS
        && IntStream.range(0, getRowCount())
            .allMatch(row -> ratio(row, getColumnCount() - 1) != null);
  }

  /** The letters of the longest name at a line's end. */
  public int longestName() {
    return models.stream().map(LineEnds::name).mapToInt(String::length).max().orElse(0);
  }

  /** All ratios. */
  public double[] allRatios() {
    return estimates().mapToDouble(Estimate::value).toArray();
  }

  /** The ends of their intervals. */
  public double[] allEnds() {
    return estimates()
        .filter(Estimate::hasInterval)
        .flatMapToDouble(ratio -> DoubleStream.of(ratio.low(), ratio.high()))
        .toArray();
  }

  private Stream<Estimate> estimates() {
    return cells.values().stream().map(Interaction.Cell::ratio).filter(ratio -> ratio.value() > 0);
  }

  /** The models, in order. */
  public List<ModelId> models() {
    return models;
  }

  /** A line for each model and level. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (int row = 0; row < getRowCount(); row++) {
      for (int column = 0; column < getColumnCount() && lines++ < MOST_LINES; column++) {
        text.append(words(row, column, ratio(row, column)));
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** What one point says. */
  String words(int row, int column, @Nullable Estimate ratio) {
    StringBuilder words = new StringBuilder();
    words
        .append(LabelText.shortened(LabelText.plain((String) getRowKey(row)), 60))
        .append(", ")
        .append(LabelText.shortened(LabelText.plain((String) getColumnKey(column)), 60))
        .append(": ");
    if (ratio == null) {
      return words.append("not measured").toString();
    }
    words.append(String.format(Locale.ROOT, "%.3g", ratio.value()));
    if (ratio.hasInterval()) {
      words.append(String.format(Locale.ROOT, " (95 %%: %.3g to %.3g)", ratio.low(), ratio.high()));
    }
    return words.toString();
  }
}
