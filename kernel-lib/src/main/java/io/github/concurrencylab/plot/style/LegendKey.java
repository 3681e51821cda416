package io.github.concurrencylab.plot.style;

import io.github.concurrencylab.measure.Source;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.LegendItem;

/** The legend's small pictures of how a source is drawn. */
public final class LegendKey {
  private static final double HATCH_STEP = 5;

  private LegendKey() {}

  /**
   * A legend's entry.
   *
   * @param source the source
   * @param row its place among the sources
   * @param dots whether its figures are dots
   * @return the entry
   */
  public static LegendItem of(Source source, int row, boolean dots) {
    SeriesStyle look = SeriesStyle.of(source, row);
    Color fill = dots ? look.dotFill(Theme.QUIET) : look.fill(Theme.QUIET);
    String label = LabelText.shortened(LabelText.plain(source.label()), 40);
    return item(
        look == SeriesStyle.HATCHED ? label + " (published)" : label,
        dots ? new Ellipse2D.Double(-5, -5, 10, 10) : box(look),
        fill);
  }

  /**
   * The entry of something drawn in one colour.
   *
   * @param label what it is
   * @param fill its colour
   * @return the entry
   */
  public static LegendItem of(String label, Color fill) {
    return item(label, box(SeriesStyle.SOLID), fill);
  }

  private static LegendItem item(String label, Shape shape, Color fill) {
    LegendItem item = new LegendItem(label, null, null, null, shape, fill, Theme.THIN, Theme.QUIET);
    item.setLabelFont(Theme.small());
    item.setLabelPaint(Theme.INK);
    return item;
  }

  private static Shape box(SeriesStyle look) {
    Rectangle2D box = new Rectangle2D.Double(-9, -5, 18, 10);
    if (look != SeriesStyle.HATCHED) {
      return box;
    }
    Path2D hatched = new Path2D.Double(box);
    hatched.append(hatch(box), false);
    return hatched;
  }

  /**
   * Lines rising to the right, cut at a rectangle's edges.
   *
   * @param box the rectangle
   * @return the lines
   */
  public static Shape hatch(Rectangle2D box) {
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
}
