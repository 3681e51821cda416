package io.github.concurrencylab.plot.bars;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.LegendKey;
import io.github.concurrencylab.plot.style.LogScale;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.SeriesStyle;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.stats.Estimate;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.AbstractCategoryItemRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.data.Range;
import org.jfree.data.category.CategoryDataset;
import org.jspecify.annotations.Nullable;

/** What the lab's renderers share: where a figure's lane lies, and how it is filled. */
public abstract class FigureRenderer extends AbstractCategoryItemRenderer {
  private static final long serialVersionUID = 1;

  /** The share of a model's slot that its figures fill. */
  private static final double FILLED = 0.68;

  private static final int LONGEST = 80;
  private static final double ARROW = 5;

  private final SiTime unit;

  /**
   * A renderer.
   *
   * @param unit what times are shown in
   */
  FigureRenderer(SiTime unit) {
    this.unit = unit;
  }

  /** A time as it is shown. */
  String label(double seconds) {
    return Scale.label(unit, seconds);
  }

  /** A mean time and its interval as they are shown. */
  String label(Estimate mean) {
    return Scale.label(unit, mean);
  }

  /**
   * One figure to be drawn.
   *
   * @param series its trials
   * @param look how its source is told from the others
   * @param times the axis of times
   * @param area where the axis lies
   * @param box the lane, across the whole area
   */
  record Lane(Series series, SeriesStyle look, ValueAxis times, Rectangle2D area, Rectangle2D box) {
    double top() {
      return box.getY();
    }

    double height() {
      return box.getHeight();
    }

    double middle() {
      return box.getCenterY();
    }

    double x(double seconds) {
      return times.valueToJava2D(seconds, area, RectangleEdge.BOTTOM);
    }

    boolean log() {
      return times instanceof LogScale;
    }

    /** Whose figure it is, before what it is. */
    String words() {
      return "%s, %s: "
          .formatted(
              LabelText.shortened(series.model().label(), LONGEST),
              LabelText.shortened(series.source().label(), LONGEST));
    }

    Color colour() {
      return Colours.of(series.model());
    }
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
    int rows = figures.mostInOneSlot();
    double filled = (end - start) * FILLED;
    double gap = rows > 1 ? 2 : 0;
    double height = (filled - gap * (rows - 1)) / rows;
    // In the middle of the slot, without room for sources that have not this model.
    int there = figures.inSlot(column, dataset.getRowCount());
    int place = figures.inSlot(column, row);
    double all = there * height + (there - 1) * gap;
    double top = start + (end - start - all) / 2 + place * (height + gap);
    SeriesStyle look = SeriesStyle.of(series.source(), row);
    Rectangle2D box = new Rectangle2D.Double(area.getX(), top, area.getWidth(), height);
    Lane lane = new Lane(series, look, times, area, box);
    if (series.seconds().length == 0) {
      String why = series.failure().orElse("not measured");
      text(
          g2, lane, LabelText.shortened(LabelText.plain(why), 70), area.getMinX() + 6, Theme.QUIET);
    } else {
      draw(g2, lane);
    }
  }

  /** Writes at a place and returns how wide it is. */
  static double text(Graphics2D g2, Lane lane, String text, double x, Color colour) {
    g2.setFont(Theme.small());
    g2.setPaint(colour);
    double ascent = g2.getFontMetrics().getAscent();
    double descent = g2.getFontMetrics().getDescent();
    g2.drawString(text, (float) x, (float) (lane.middle() + (ascent - descent) / 2));
    return g2.getFontMetrics().stringWidth(text);
  }

  /**
   * Says how large the work is where it is not the same everywhere: right of the figure, or left of
   * it if there is no room.
   */
  void size(Graphics2D g2, Lane lane, double right, double left) {
    CategoryDataset dataset = getPlot().getDataset();
    String size = dataset instanceof FigureDataset all ? all.size(lane.series().source()) : "";
    if (!size.isEmpty()) {
      g2.setFont(Theme.small());
      double width = g2.getFontMetrics().stringWidth(size);
      double x = right + width <= lane.area().getMaxX() ? right : left - width;
      if (x >= lane.area().getMinX()) {
        text(g2, lane, size, x, Theme.QUIET);
      }
    }
  }

  /** Fills a shape in the model's colour, the way its source is drawn. */
  static void fill(Graphics2D g2, Lane lane, Rectangle2D shape) {
    Color colour = lane.colour();
    g2.setPaint(lane.look().fill(colour));
    g2.fill(shape);
    if (lane.look() == SeriesStyle.SOLID) {
      return;
    }
    g2.setStroke(Theme.THIN);
    if (lane.look() == SeriesStyle.HATCHED) {
      g2.setPaint(Colours.mix(colour, Theme.CARD, 0.25));
      g2.draw(LegendKey.hatch(shape));
    }
    g2.setPaint(colour);
    g2.draw(shape);
  }

  public static void line(Graphics2D g2, double x1, double y1, double x2, double y2) {
    g2.draw(new Line2D.Double(x1, y1, x2, y2));
  }

  /**
   * The end of an interval: a cap, or an arrow where it goes on beyond the axis.
   *
   * @param tip where it ends, or where the axis does
   * @param cap half a cap's length
   * @param beyond the way on: 0 for a cap, else -1 or 1 along the axis
   * @param upright whether the axis is a vertical one
   */
  public static void end(Graphics2D g2, Point2D tip, double cap, int beyond, boolean upright) {
    double back = beyond * ARROW;
    for (double side : new double[] {-cap, cap}) {
      if (upright) {
        line(g2, tip.getX(), tip.getY(), tip.getX() + side, tip.getY() - back);
      } else {
        line(g2, tip.getX(), tip.getY(), tip.getX() - back, tip.getY() + side);
      }
    }
  }

  public static Shape dot(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  /** The axis's range is set by the chart. */
  @Override
  public @Nullable Range findRangeBounds(CategoryDataset dataset) {
    return null;
  }
}
