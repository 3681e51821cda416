package io.github.concurrencylab.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Boxes from the first to the third quartile with the median, and whiskers to the furthest trial
 * within one and a half times the box's length. Every trial is a dot.
 *
 * <p>Source: J. W. Tukey, "Exploratory Data Analysis" (1977).
 */
final class BoxRenderer extends FigureRenderer {
  private static final long serialVersionUID = 1;
  private static final double REACH = 1.5;
  private static final double RADIUS = 2.6;

  /** Trials from which on a box says more than the dots. */
  private static final int FEWEST_FOR_BOX = 3;

  @Override
  void draw(Graphics2D g2, Lane lane) {
    double[] seconds = lane.series().seconds();
    Arrays.sort(seconds);
    double[] quartiles = Quantile.withDefaults().evaluate(seconds, 0.25, 0.5, 0.75);
    if (seconds.length >= FEWEST_FOR_BOX) {
      box(g2, lane, seconds, quartiles);
    }
    double x = lane.x(quartiles[1]);
    g2.setPaint(Theme.INK);
    g2.setStroke(Theme.BOLD);
    line(g2, x, lane.top(), x, lane.top() + lane.height());
    dots(g2, lane);
  }

  private static void box(Graphics2D g2, Lane lane, double[] sorted, double[] quartiles) {
    double reach = REACH * (quartiles[2] - quartiles[0]);
    double low = Arrays.stream(sorted).filter(s -> s >= quartiles[0] - reach).min().orElseThrow();
    double high = Arrays.stream(sorted).filter(s -> s <= quartiles[2] + reach).max().orElseThrow();
    double y = lane.middle();
    double cap = lane.height() / 4;
    Color dark = Colours.mix(lane.colour(), Color.BLACK, 0.25);
    g2.setPaint(dark);
    g2.setStroke(Theme.THIN);
    line(g2, lane.x(low), y, lane.x(quartiles[0]), y);
    line(g2, lane.x(quartiles[2]), y, lane.x(high), y);
    line(g2, lane.x(low), y - cap, lane.x(low), y + cap);
    line(g2, lane.x(high), y - cap, lane.x(high), y + cap);
    Rectangle2D box =
        new Rectangle2D.Double(
            lane.x(quartiles[0]),
            lane.top(),
            Math.max(1, lane.x(quartiles[2]) - lane.x(quartiles[0])),
            lane.height());
    fill(g2, lane, box);
    g2.setPaint(dark);
    g2.draw(box);
  }

  private static void dots(Graphics2D g2, Lane lane) {
    double[] asRun = lane.series().seconds();
    for (int i = 0; i < asRun.length; i++) {
      // Spread over the lane so that equal times do not hide each other; the same at each drawing.
      double place = (i * 0.618033988749895) % 1;
      double y = lane.top() + lane.height() * (0.2 + 0.6 * place);
      g2.setPaint(Theme.CARD);
      g2.fill(dot(lane.x(asRun[i]), y, RADIUS));
      g2.setPaint(Theme.INK);
      g2.setStroke(Theme.THIN);
      g2.draw(dot(lane.x(asRun[i]), y, RADIUS));
    }
  }
}
