package io.github.concurrencylab.plot.style;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

/** A logarithmic axis with round numbers on it: powers of ten, and between them 2 and 5. */
public final class LogScale extends LogAxis {
  private static final long serialVersionUID = 1;

  /** Powers of ten from which on there is no room for the numbers between them. */
  private static final double WIDE = 3.2;

  /** Fewer round numbers than that are not enough to read a value. */
  private static final int FEWEST = 4;

  private static final int MOST = 50;

  /** Between two numbers side by side, in pixels. */
  private static final double GAP = 6;

  /** Between the outermost values and the edges; with 2 a number would stand on the edge, cut. */
  private static final double ROOM = 1.8;

  private final NumberFormat format;

  public LogScale(@Nullable String label, NumberFormat format) {
    super(label);
    this.format = format;
    setBase(10);
  }

  /** Sets the range to these values, as far as they are above 0, and some room. */
  public LogScale around(DoubleStream values) {
    DoubleSummaryStatistics shown = values.filter(value -> value > 0).summaryStatistics();
    if (shown.getCount() > 0) {
      setRange(shown.getMin() / ROOM, shown.getMax() * ROOM);
    }
    return this;
  }

  @Override
  protected List<NumberTick> refreshTicksHorizontal(
      Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> ticks = ticks(TextAnchor.TOP_CENTER);
    g2.setFont(getTickLabelFont());
    return fit(g2, ticks, area, edge) ? ticks : powers(g2, ticks, area, edge);
  }

  /** Powers of ten alone, every second or third of them if need be. */
  private List<NumberTick> powers(
      Graphics2D g2, List<NumberTick> all, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> powers =
        all.stream().filter(tick -> isWhole(Math.log10(tick.getValue()))).toList();
    for (int step = 1; step < powers.size(); step++) {
      int each = step;
      List<NumberTick> some =
          powers.stream()
              .filter(tick -> Math.round(Math.log10(tick.getValue())) % each == 0)
              .toList();
      if (fit(g2, some, area, edge)) {
        return some;
      }
    }
    return powers;
  }

  private static boolean isWhole(double power) {
    return Math.abs(power - Math.rint(power)) < 1e-9;
  }

  /** Whether each number ends before the next one begins. */
  private boolean fit(Graphics2D g2, List<NumberTick> ticks, Rectangle2D area, RectangleEdge edge) {
    double free = Double.NEGATIVE_INFINITY;
    for (NumberTick tick : ticks) {
      double middle = valueToJava2D(tick.getValue(), area, edge);
      double half = g2.getFontMetrics().stringWidth(tick.getText()) / 2.0;
      if (middle - half < free) {
        return false;
      }
      free = middle + half + GAP;
    }
    return true;
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D g2, Rectangle2D dataArea, RectangleEdge edge) {
    List<NumberTick> ticks = ticks(TextAnchor.CENTER_RIGHT);
    return ticks.size() >= FEWEST || getUpperBound() / getLowerBound() > 10 ? ticks : evenTicks();
  }

  /** Where the range is too short for such numbers: equal steps, as on a linear axis. */
  private List<NumberTick> evenTicks() {
    double step = (getUpperBound() - getLowerBound()) / FEWEST;
    double power = Math.pow(10, Math.floor(Math.log10(step)));
    double round = step / power < 2 ? power : step / power < 5 ? 2 * power : 5 * power;
    List<NumberTick> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(getLowerBound() / round);
        i * round <= getUpperBound() && ticks.size() < MOST;
        i++) {
      ticks.add(tick(i * round, TextAnchor.CENTER_RIGHT));
    }
    return ticks;
  }

  private NumberTick tick(double value, TextAnchor anchor) {
    return new NumberTick(value, format.format(value), anchor, anchor, 0);
  }

  private List<NumberTick> ticks(TextAnchor anchor) {
    double low = getLowerBound();
    double high = getUpperBound();
    int[] steps = Math.log10(high / low) > WIDE ? new int[] {1} : new int[] {1, 2, 5};
    List<NumberTick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (int step : steps) {
        double value = step * Math.pow(10, power);
        if (value >= low && value <= high) {
          ticks.add(tick(value, anchor));
        }
      }
    }
    return ticks;
  }
}
