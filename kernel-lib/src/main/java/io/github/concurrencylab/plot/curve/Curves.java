package io.github.concurrencylab.plot.curve;

import io.github.concurrencylab.plot.style.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.LegendItem;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Lines with measured points over them, and the legend of both: what charts of x and y share. */
public final class Curves {
  private static final float WIDTH = 5;
  public static final Stroke SOLID = new BasicStroke(1.8f);

  /** For a line that another one may lie upon. */
  public static final Stroke WIDE = new BasicStroke(WIDTH);

  public static final Stroke WIDE_DASHED = dashed(WIDTH);
  public static final Stroke DASHED = dashed(1.8f);
  public static final Stroke DOTTED =
      new BasicStroke(
          1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {2, 3}, 0);

  private static final Shape DOT = new Ellipse2D.Double(-4, -4, 8, 8);
  private static final Shape SAMPLE = new Line2D.Double(-12, 0, 12, 0);
  private static final int STEPS = 100;

  private final XYSeriesCollection lines = new XYSeriesCollection();
  private final XYLineAndShapeRenderer lineRenderer = new XYLineAndShapeRenderer(true, false);
  private final PointRenderer pointRenderer = new PointRenderer();
  private final List<LegendItem> legend = new ArrayList<>();

  private static Stroke dashed(float width) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 4}, 0);
  }

  public Curves() {
    lineRenderer.setDrawSeriesLineAsPath(true); // else each piece begins with a new dash
    pointRenderer.setDrawXError(false);
    pointRenderer.setErrorPaint(Theme.INK);
    pointRenderer.setErrorStroke(Theme.BOLD);
    pointRenderer.setCapLength(6);
    pointRenderer.setUseFillPaint(true);
    pointRenderer.setDrawOutlines(true);
    pointRenderer.setUseOutlinePaint(true);
  }

  /** A line with an entry of its own in the legend, unless its name is empty. */
  public void line(
      String name, Color colour, Stroke stroke, double from, double to, DoubleUnaryOperator y) {
    if (!(to > from)) {
      return;
    }
    XYSeries series = new XYSeries(name + lines.getSeriesCount());
    for (int i = 0; i <= STEPS; i++) {
      // Even steps of the logarithm, which are fine enough on a linear axis too.
      double x = from * Math.pow(to / from, (double) i / STEPS);
      double value = y.applyAsDouble(x);
      series.add(x, Double.isFinite(value) ? value : null);
    }
    int index = lines.getSeriesCount();
    lines.addSeries(series);
    lineRenderer.setSeriesPaint(index, colour);
    lineRenderer.setSeriesStroke(index, stroke);
    if (!name.isEmpty()) {
      legend.add(entry(new LegendItem(name, null, null, null, SAMPLE, stroke, colour)));
    }
  }

  /** How the points of one kind look. */
  public void points(MeasuredPoints points, int kind, Color outline, Color fill) {
    pointRenderer.setSeriesShape(kind, DOT);
    pointRenderer.setSeriesPaint(kind, outline);
    pointRenderer.setSeriesFillPaint(kind, fill);
    pointRenderer.setSeriesOutlinePaint(kind, outline);
    pointRenderer.setSeriesOutlineStroke(kind, Theme.BOLD);
    if (points.getItemCount(kind) > 0) {
      String name = points.getSeriesKey(kind).toString();
      legend.add(entry(new LegendItem(name, null, null, null, DOT, fill, Theme.BOLD, outline)));
    }
  }

  private static LegendItem entry(LegendItem item) {
    item.setLabelFont(Theme.small());
    item.setLabelPaint(Theme.INK);
    return item;
  }

  public List<LegendItem> legend() {
    return legend;
  }

  /** Draws something behind lines and points. */
  public void behind(XYPlot plot, XYDataset what, XYItemRenderer renderer) {
    plot.setDataset(2, plot.getDataset(1));
    plot.setRenderer(2, pointRenderer);
    plot.setDataset(1, lines);
    plot.setRenderer(1, lineRenderer);
    plot.setDataset(0, what);
    plot.setRenderer(0, renderer);
  }

  /** The plot: points over lines. */
  public XYPlot plot(MeasuredPoints points, ValueAxis x, ValueAxis y) {
    XYPlot plot = new XYPlot(lines, x, y, lineRenderer);
    plot.setDataset(1, points);
    plot.setRenderer(1, pointRenderer);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setBackgroundPaint(Theme.CARD);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinePaint(Theme.LINE);
    plot.setRangeGridlineStroke(Theme.THIN);
    plot.setDomainGridlinePaint(Theme.LINE);
    plot.setDomainGridlineStroke(Theme.THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(new RectangleInsets(6, 0, 0, 0));
    Theme.dress(x);
    Theme.dress(y);
    return plot;
  }
}
