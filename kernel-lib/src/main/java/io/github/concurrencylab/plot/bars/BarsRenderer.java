package io.github.concurrencylab.plot.bars;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/**
 * Bars as long as the mean, with its 95 % interval and its value. On a logarithmic axis, where a
 * bar's length would mean nothing, the mean is a dot.
 */
public final class BarsRenderer extends FigureRenderer {
  private static final long serialVersionUID = 1;
  private static final double GAP = 6;
  private static final double RADIUS = 5;

  /**
   * A renderer.
   *
   * @param unit what times are shown in
   */
  public BarsRenderer(SiTime unit) {
    super(unit);
  }

  @Override
  void draw(Graphics2D g2, Lane lane) {
    Estimate mean = Summary.of(lane.series().seconds()).mean();
    double x = lane.x(mean.value());
    double left = lane.area().getMinX();
    double end = x;
    if (!lane.log()) {
      fill(
          g2, lane, new Rectangle2D.Double(left, lane.top(), Math.max(1, x - left), lane.height()));
    }
    if (lane.log()) {
      stem(g2, lane, x);
    }
    if (mean.hasInterval()) {
      end = Math.max(end, interval(g2, lane, mean));
    }
    if (lane.log()) {
      end = Math.max(end, dot(g2, lane, x));
    }
    double next = end + GAP + text(g2, lane, label(mean.value()), end + GAP, Theme.INK);
    size(g2, lane, next + GAP, Double.NEGATIVE_INFINITY);
    Hover.say(g2, lane.box(), lane.words() + "mean " + label(mean));
  }

  /** A thin line that leads the eye from the model's name to its dot. */
  private static void stem(Graphics2D g2, Lane lane, double x) {
    g2.setPaint(Theme.AXIS);
    g2.setStroke(Theme.THIN);
    line(g2, lane.area().getMinX(), lane.middle(), x - radius(lane), lane.middle());
  }

  private static double dot(Graphics2D g2, Lane lane, double x) {
    double radius = radius(lane);
    g2.setPaint(lane.look().dotFill(lane.colour()));
    g2.fill(dot(x, lane.middle(), radius));
    g2.setPaint(lane.colour());
    g2.setStroke(Theme.BOLD);
    g2.draw(dot(x, lane.middle(), radius));
    return x + radius;
  }

  private static double radius(Lane lane) {
    return Math.min(RADIUS, lane.height() / 2);
  }

  private static double interval(Graphics2D g2, Lane lane, Estimate mean) {
    double low = Math.max(lane.area().getMinX(), lane.x(Math.max(mean.low(), Double.MIN_NORMAL)));
    double high = lane.x(mean.high());
    if (lane.log() && high - low < 2 * radius(lane)) {
      return high; // the dot would hide it
    }
    double cap = Math.min(4, lane.height() / 4);
    double y = lane.middle();
    g2.setStroke(Theme.BOLD);
    g2.setPaint(Theme.INK);
    line(g2, low, y, high, y);
    boolean below = lane.log() && mean.low() < lane.times().getLowerBound();
    end(g2, new Point2D.Double(low, y), cap, below ? -1 : 0, false);
    end(g2, new Point2D.Double(high, y), cap, 0, false);
    return high;
  }
}
