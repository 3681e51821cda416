package io.github.concurrencylab.plot;

import io.github.concurrencylab.results.Published;
import io.github.concurrencylab.results.Series;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.AbstractCategoryItemRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.data.Range;
import org.jfree.data.category.CategoryDataset;
import org.jspecify.annotations.Nullable;

/** What the lab's renderers share: where a figure's lane lies, and how it is filled. */
abstract class FigureRenderer extends AbstractCategoryItemRenderer {
  private static final long serialVersionUID = 1;

  /** The share of a model's slot that its figures fill. */
  private static final double FILLED = 0.68;

  private static final double HATCH_STEP = 5;

  /** One figure to be drawn: its trials, its lane across the axis of times, and that axis. */
  record Lane(Series series, Rectangle2D area, double top, double height, ToX toX, boolean log) {
    double middle() {
      return top + height / 2;
    }

    double x(double seconds) {
      return toX.x(seconds);
    }

    boolean published() {
      return isPublished(series.source());
    }

    Color colour() {
      return Colours.of(series.model());
    }
  }

  /** Turns a time into a place. */
  @FunctionalInterface
  interface ToX {
    double x(double seconds);
  }

  static boolean isPublished(String source) {
    return source.startsWith(Published.ARTICLE);
  }

  /** Draws one figure whose trials were measured. */
  abstract void draw(Graphics2D g2, Lane lane);

  @Override
  public void drawItem(
      Graphics2D g2,
      CategoryItemRendererState state,
      Rectangle2D area,
      CategoryPlot plot,
      CategoryAxis names,
      ValueAxis times,
      CategoryDataset dataset,
      int row,
      int column,
      int pass) {
    if (!(dataset instanceof FigureDataset figures)) {
      return;
    }
    Series series = figures.series(row, column);
    if (series == null) {
      return;
    }
    double start =
        names.getCategoryStart(column, dataset.getColumnCount(), area, plot.getDomainAxisEdge());
    double end =
        names.getCategoryEnd(column, dataset.getColumnCount(), area, plot.getDomainAxisEdge());
    int rows = dataset.getRowCount();
    double filled = (end - start) * FILLED;
    double gap = rows > 1 ? 2 : 0;
    double height = (filled - gap * (rows - 1)) / rows;
    double top = start + (end - start - filled) / 2 + row * (height + gap);
    Lane lane =
        new Lane(
            series,
            area,
            top,
            height,
            seconds -> times.valueToJava2D(seconds, area, plot.getRangeAxisEdge()),
            times instanceof org.jfree.chart.axis.LogAxis);
    if (series.seconds().length == 0) {
      String why = series.failure().isEmpty() ? "not measured" : series.failure();
      text(g2, lane, Names.shortened(Names.plain(why), 70), area.getMinX() + 6, Theme.QUIET);
    } else {
      draw(g2, lane);
    }
  }

  static void text(Graphics2D g2, Lane lane, String text, double x, Color colour) {
    g2.setFont(Theme.small());
    g2.setPaint(colour);
    double ascent = g2.getFontMetrics().getAscent();
    double descent = g2.getFontMetrics().getDescent();
    g2.drawString(text, (float) x, (float) (lane.middle() + (ascent - descent) / 2));
  }

  static double width(Graphics2D g2, String text) {
    return g2.getFontMetrics(Theme.small()).stringWidth(text);
  }

  /** Fills a shape in the model's colour, or hatches it if the figure was published elsewhere. */
  static void fill(Graphics2D g2, Lane lane, Rectangle2D shape) {
    Color colour = lane.colour();
    if (!lane.published()) {
      g2.setPaint(colour);
      g2.fill(shape);
      return;
    }
    g2.setPaint(Colours.mix(colour, Theme.CARD, 0.82));
    g2.fill(shape);
    g2.setPaint(Colours.mix(colour, Theme.CARD, 0.25));
    g2.setStroke(Theme.THIN);
    g2.draw(hatch(shape));
    g2.setPaint(colour);
    g2.draw(shape);
  }

  /** Lines rising to the right, cut at a rectangle's edges. */
  private static Shape hatch(Rectangle2D box) {
    Path2D lines = new Path2D.Double();
    double height = box.getHeight();
    for (double x = HATCH_STEP; x < box.getWidth() + height; x += HATCH_STEP) {
      double fromX = Math.min(x, box.getWidth());
      double fromY = x - fromX;
      double toY = Math.min(x, height);
      double toX = x - toY;
      lines.moveTo(box.getX() + fromX, box.getY() + fromY);
      lines.lineTo(box.getX() + toX, box.getY() + toY);
    }
    return lines;
  }

  static void line(Graphics2D g2, double x1, double y1, double x2, double y2) {
    g2.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  static Shape dot(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  /** The axis's range is set by the chart. */
  @Override
  public @Nullable Range findRangeBounds(CategoryDataset dataset) {
    return null;
  }
}
