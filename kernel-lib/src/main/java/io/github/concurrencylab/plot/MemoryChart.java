package io.github.concurrencylab.plot;

import io.github.concurrencylab.measure.memory.Footprints;
import io.github.concurrencylab.plot.bars.MemoryDataset;
import io.github.concurrencylab.plot.bars.MemoryPainter;
import io.github.concurrencylab.plot.bars.ModelAxis;
import io.github.concurrencylab.plot.style.LegendKey;
import io.github.concurrencylab.plot.style.LinearScale;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.LegendItem;
import org.jfree.chart.annotations.CategoryTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAnchor;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.ui.TextAnchor;

/** The chart of the memory that models held. */
public final class MemoryChart {
  /** Shades of one hue that no model has: a model's colour would say which model it is. */
  private static final List<Color> PLACES =
      List.of(new Color(0x2F3A63), new Color(0x6171A5), new Color(0x98A3C7));

  /** Room for the longest bar's figure. */
  private static final double ROOM = 1.2;

  private static final double THICKEST = 0.09;

  private MemoryChart() {}

  /**
   * A bar per model, cut into the places where the memory was held.
   *
   * @param footprints what the models held
   * @return a new chart; its axis is in millions of bytes
   */
  public static Chart of(Footprints footprints) {
    MemoryDataset dataset = new MemoryDataset(footprints);
    double most = dataset.most();
    NumberAxis bytes = new LinearScale("MB", Scale.format());
    bytes.setRange(0, most > 0 ? most * ROOM : 1);
    StackedBarRenderer renderer = new StackedBarRenderer();
    renderer.setBarPainter(new MemoryPainter(dataset));
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setMaximumBarWidth(THICKEST);
    CategoryPlot plot = new CategoryPlot(dataset, new ModelAxis(), bytes, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    Theme.dress(plot);
    List<LegendItem> legend = new ArrayList<>();
    for (int place = 0; place < dataset.getRowCount(); place++) {
      renderer.setSeriesPaint(place, PLACES.get(place));
      legend.add(LegendKey.of((String) dataset.getRowKey(place), PLACES.get(place)));
    }
    for (int model = 0; model < dataset.getColumnCount(); model++) {
      plot.addAnnotation(figure(dataset, model, most));
    }
    Chart chart = new Chart("Memory held at the peak, in MB", plot);
    Theme.dress(chart);
    chart.addSubtitle(Theme.subtitle(Charts.line(footprints.workload())));
    chart.addSubtitle(Theme.subtitle(Charts.line(footprints.machine().toString())));
    chart.addSubtitle(Charts.legend(legend));
    return chart;
  }

  private static CategoryTextAnnotation figure(MemoryDataset dataset, int model, double most) {
    double megabytes = dataset.megabytes(model);
    double gap = (most > 0 ? most : 1) / 100;
    CategoryTextAnnotation text =
        new CategoryTextAnnotation(
            MemoryDataset.label(megabytes),
            dataset.getColumnKey(model),
            gap + (Double.isNaN(megabytes) ? 0 : megabytes));
    text.setCategoryAnchor(CategoryAnchor.MIDDLE);
    text.setTextAnchor(TextAnchor.CENTER_LEFT);
    text.setFont(Theme.small());
    text.setPaint(Theme.INK);
    return text;
  }
}
