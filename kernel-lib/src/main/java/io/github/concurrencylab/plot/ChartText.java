package io.github.concurrencylab.plot;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.plot.bars.FigureDataset;
import io.github.concurrencylab.plot.bars.MemoryDataset;
import io.github.concurrencylab.plot.curve.MeasuredPoints;
import io.github.concurrencylab.plot.interaction.InteractionDataset;
import io.github.concurrencylab.plot.panel.Panel;
import io.github.concurrencylab.plot.panel.PanelPlot;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.SizeWords;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.XYPlot;

/** Charts as text, for clients that show nothing else. */
public final class ChartText {
  private static final int LONGEST_BAR = 40;
  private static final int LONGEST_NAME = 60;
  private static final int MOST_ROWS = 60;
  private static final int LONGEST_WORDS = 1_000;

  private ChartText() {}

  private record Row(String name, Estimate mean) {}

  /**
   * Bars of number signs, as long as the mean.
   *
   * @param results the figures
   * @return a line for each model and source
   */
  public static String bars(Results results) {
    boolean sources = results.areOfSeveral();
    List<Row> rows = new ArrayList<>();
    for (Series series : results.series()) {
      String size = SizeWords.of(results, series.source());
      rows.add(new Row(name(series, sources, size), Summary.of(series.seconds()).mean()));
    }
    return text(Scale.unit(rows.stream().map(Row::mean)), rows);
  }

  /**
   * A chart as text.
   *
   * @param chart any chart
   * @return its title; for a chart of the lab's with a bar for each figure, or a few lines for each
   *     panel
   */
  public static String of(JFreeChart chart) {
    String title = chart.getTitle() == null ? "chart" : LabelText.plain(chart.getTitle().getText());
    if (chart.getPlot() instanceof PanelPlot panels) {
      StringBuilder text = new StringBuilder(title).append('\n');
      panels.panels().forEach(panel -> text.append(panel.text()));
      if (panels.leftOut() > 0) {
        text.append("and ").append(panels.leftOut()).append(" more\n");
      }
      return text.toString();
    }
    if (chart.getPlot() instanceof CategoryPlot grid
        && grid.getDataset() instanceof InteractionDataset cells) {
      return title + "\n" + cells.text();
    }
    if (chart.getPlot() instanceof CategoryPlot places
        && places.getDataset() instanceof MemoryDataset memory) {
      return title + "\n" + memory.text();
    }
    if (chart.getPlot() instanceof XYPlot curves) {
      return title + MeasuredPoints.in(curves).map(points -> "\n" + points.text()).orElse("");
    }
    if (!(chart.getPlot() instanceof CategoryPlot plot)
        || !(plot.getDataset() instanceof FigureDataset figures)) {
      return title;
    }
    return title + "\n" + text(figures.unit(), rows(figures));
  }

  private static List<Row> rows(FigureDataset figures) {
    boolean sources = figures.getRowCount() > 1;
    List<Row> rows = new ArrayList<>();
    for (int column = 0; column < figures.getColumnCount(); column++) {
      for (int row = 0; row < figures.getRowCount(); row++) {
        Series series = figures.series(row, column);
        if (series != null) {
          String size = figures.size(series.source());
          rows.add(new Row(name(series, sources, size), Summary.of(series.seconds()).mean()));
        }
      }
    }
    return rows;
  }

  /**
   * What a chart shows, to be read aloud: its title, then a few words for each figure.
   *
   * @param chart any chart
   * @return one line of at most about {@value #LONGEST_WORDS} letters
   */
  public static String words(JFreeChart chart) {
    String title = chart.getTitle() == null ? "chart" : LabelText.plain(chart.getTitle().getText());
    List<String> parts = parts(chart);
    StringBuilder words = new StringBuilder(title);
    String between = ": ";
    for (int i = 0; i < parts.size(); i++) {
      if (words.length() + parts.get(i).length() > LONGEST_WORDS) {
        words.append(between).append("and ").append(parts.size() - i).append(" more");
        break;
      }
      words.append(between).append(parts.get(i));
      between = "; ";
    }
    return words.toString();
  }

  private static List<String> parts(JFreeChart chart) {
    if (chart.getPlot() instanceof PanelPlot panels) {
      return panels.panels().stream().map(Panel::words).toList();
    }
    if (chart.getPlot() instanceof CategoryPlot plot
        && plot.getDataset() instanceof FigureDataset figures) {
      SiTime unit = figures.unit();
      return rows(figures).stream()
          .map(row -> name(row) + " " + Scale.label(unit, row.mean()))
          .toList();
    }
    return of(chart)
        .lines()
        .skip(1)
        .map(line -> line.replaceAll(" *#+ *| {2,}", " ").strip())
        .toList();
  }

  private static String text(SiTime unit, List<Row> all) {
    List<Row> rows = all.subList(0, Math.min(MOST_ROWS, all.size()));
    double longest =
        rows.stream().mapToDouble(r -> r.mean().value()).filter(Double::isFinite).max().orElse(0);
    int width = rows.stream().mapToInt(r -> name(r).length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      text.append(name(row)).repeat(' ', width - name(row).length()).append("  ");
      double mean = row.mean().value();
      if (Double.isFinite(mean)) {
        long length = longest > 0 ? Math.max(1, Math.round(mean / longest * LONGEST_BAR)) : 0;
        text.repeat('#', (int) length).append(' ');
      }
      text.append(Scale.label(unit, row.mean())).append('\n');
    }
    if (all.size() > rows.size()) {
      text.append("and ").append(all.size() - rows.size()).append(" more\n");
    }
    return text.toString();
  }

  private static String name(Series series, boolean sources, String size) {
    String name = series.model().label() + (sources ? ", " + series.source() : "");
    return size.isEmpty() ? name : name + ", " + size;
  }

  private static String name(Row row) {
    return LabelText.shortened(LabelText.plain(row.name()), LONGEST_NAME);
  }
}
