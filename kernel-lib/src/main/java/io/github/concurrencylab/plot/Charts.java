package io.github.concurrencylab.plot;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.plot.bars.BarsRenderer;
import io.github.concurrencylab.plot.bars.BoxRenderer;
import io.github.concurrencylab.plot.bars.FigureDataset;
import io.github.concurrencylab.plot.bars.FigureRenderer;
import io.github.concurrencylab.plot.bars.ModelAxis;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.LegendKey;
import io.github.concurrencylab.plot.style.LogScale;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;

/** The charts of wall times, one row per model. */
public final class Charts {
  private static final int LONGEST_LINE = 160;

  private Charts() {}

  /**
   * Boxes over every trial.
   *
   * @param results the figures
   * @return a new chart; its axis of times is in the unit that suits them, logarithmic if they are
   *     far apart
   */
  public static Chart boxPlot(Results results) {
    return chart(results, "Time of each trial", BoxRenderer::new, false);
  }

  /**
   * Bars as long as the mean, with its 95 % interval.
   *
   * @param results the figures
   * @return a new chart; its axis of times is in the unit that suits them, logarithmic if they are
   *     far apart
   */
  public static Chart bars(Results results) {
    boolean intervals =
        results.series().stream().anyMatch(s -> Summary.of(s.seconds()).mean().hasInterval());
    String title =
        intervals
            ? "Mean time" + trials(results) + ", with its 95 % interval"
            : "Time" + trials(results);
    return chart(results, title, BarsRenderer::new, true);
  }

  private static String trials(Results results) {
    List<Integer> counts =
        results.series().stream().map(s -> s.seconds().length).filter(n -> n > 0).toList();
    int least = counts.stream().min(Integer::compare).orElse(0);
    int most = counts.stream().max(Integer::compare).orElse(0);
    if (most == 0) {
      return "";
    }
    return least == most
        ? String.format(Locale.ROOT, " of %,d %s", most, most == 1 ? "trial" : "trials")
        : String.format(Locale.ROOT, " of %,d to %,d trials", least, most);
  }

  private static Chart chart(
      Results results, String title, Function<SiTime, FigureRenderer> renderer, boolean bars) {
    FigureDataset dataset = new FigureDataset(results);
    SiTime unit = dataset.unit();
    ValueAxis times = Scale.axis(unit, dataset.allSeconds(), bars ? highest(results) : 0, bars);
    if (bars && dataset.sources().stream().anyMatch(source -> !dataset.size(source).isEmpty())) {
      Scale.makeRoom(times);
    }
    CategoryPlot plot = new CategoryPlot(dataset, new ModelAxis(), times, renderer.apply(unit));
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    Theme.dress(plot);
    Chart chart = titled(title, plot, results);
    if (results.areOfSeveral()) {
      boolean dots = bars && times instanceof LogScale;
      List<LegendItem> items = new ArrayList<>();
      for (Source source : dataset.sources()) {
        items.add(LegendKey.of(source, items.size(), dots));
      }
      chart.addSubtitle(legend(items));
    }
    return chart;
  }

  /** What was run, and below it where: as in the charts of a run. */
  static void addSubtitles(Chart chart, String what) {
    for (String line : what.split("; ", 2)) {
      chart.addSubtitle(Theme.subtitle(line(line)));
    }
  }

  /** A chart in the lab's dress, with two lines below its title for each source. */
  static Chart titled(String title, Plot plot, Results results) {
    Chart chart = new Chart(title, plot);
    Theme.dress(chart);
    for (Measurement group : results.measurements()) {
      String label = results.areOfSeveral() ? LabelText.plain(group.source().label()) + ": " : "";
      chart.addSubtitle(Theme.subtitle(line(label + group.workload())));
      chart.addSubtitle(Theme.subtitle(line((label.isEmpty() ? "" : "   ") + group.machine())));
    }
    return chart;
  }

  static String line(String text) {
    return LabelText.shortened(LabelText.plain(text), LONGEST_LINE);
  }

  private static double highest(Results results) {
    double highest = 0;
    for (Series series : results.series()) {
      Estimate mean = Summary.of(series.seconds()).mean();
      highest = Math.max(highest, mean.hasInterval() ? mean.high() : 0);
    }
    return highest;
  }

  /** A legend in one line below the title. */
  static LegendTitle legend(List<LegendItem> entries) {
    LegendTitle legend =
        new LegendTitle(() -> {
          LegendItemCollection items = new LegendItemCollection();
          entries.forEach(items::add);
          return items;
        });
    legend.setPosition(RectangleEdge.TOP);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setItemFont(Theme.small());
    legend.setItemPaint(Theme.INK);
    legend.setBackgroundPaint(Theme.CARD);
    legend.setMargin(0, 0, 0, 0);
    return legend;
  }
}
