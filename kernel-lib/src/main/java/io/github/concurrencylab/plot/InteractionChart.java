package io.github.concurrencylab.plot;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.plot.interaction.InteractionDataset;
import io.github.concurrencylab.plot.interaction.InteractionRenderer;
import io.github.concurrencylab.plot.interaction.LevelAxis;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.results.Results;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.ui.Layer;

/** The chart of how a factor and the models interact. */
public final class InteractionChart {
  private static final int MOST_LEGEND_ENTRIES = 8;

  private InteractionChart() {}

  /**
   * A line for each model from level to level: its time relative to its own system's blocking at
   * the same level. Where lines are not level, the factor slows that model down more, or less, than
   * it slows down blocking.
   *
   * @param grid the figures
   * @return a new chart; its axis of ratios is logarithmic
   */
  public static Chart of(FactorLevels grid) {
    InteractionDataset dataset = new InteractionDataset(grid);
    boolean python =
        dataset.models().stream()
            .anyMatch(model -> model.platform().kind() == Platform.Kind.CPYTHON);
    ValueAxis ratios = Scale.ratios(dataset.allRatios(), dataset.allEnds());
    LevelAxis levels = new LevelAxis(grid);
    if (dataset.hasLineEnds()) {
      levels.makeRoomForNames(dataset.longestName());
    }
    CategoryPlot plot = new CategoryPlot(dataset, levels, ratios, new InteractionRenderer());
    Theme.dress(plot);
    ValueMarker same = new ValueMarker(1, Theme.QUIET, Theme.BOLD);
    plot.addRangeMarker(same, Layer.BACKGROUND);
    Results results =
        grid.levels().isEmpty() ? new Results(List.of()) : grid.levels().getFirst().results();
    Chart chart = new Chart(title(grid), plot);
    Theme.dress(chart);
    results.measurements().stream()
        .limit(1)
        .forEach(group -> {
          // Here and not at the axis, where it would have to be read sideways.
          chart.addSubtitle(
              Theme.subtitle(
                  "Time relative to %s with the same %s (log scale, 95 %% intervals): above 1 is slower"
                      .formatted(
                          python ? "the same system's blocking" : "blocking",
                          LabelText.plain(grid.factor()))));
          chart.addSubtitle(Theme.subtitle(Charts.line(group.machine().toString())));
        });
    if (dataset.hasLineEnds()) {
      return chart;
    }
    List<LegendItem> items = new ArrayList<>();
    for (int row = 0; row < Math.min(dataset.models().size(), MOST_LEGEND_ENTRIES); row++) {
      items.add(item(dataset.models(), row));
    }
    chart.addSubtitle(Charts.legend(items));
    return chart;
  }

  private static String title(FactorLevels grid) {
    return "How the " + LabelText.plain(grid.factor()) + " changes each model";
  }

  private static LegendItem item(List<ModelId> models, int row) {
    ModelId model = models.get(row);
    LegendItem item =
        new LegendItem(
            LabelText.shortened(LabelText.plain(model.label()), 40),
            null,
            null,
            null,
            new Line2D.Double(-12, 0, 12, 0),
            InteractionRenderer.stroke(models, row),
            Colours.of(model));
    item.setLabelFont(Theme.small());
    item.setLabelPaint(Theme.INK);
    return item;
  }
}
