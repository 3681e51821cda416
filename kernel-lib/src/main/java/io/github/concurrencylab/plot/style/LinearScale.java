package io.github.concurrencylab.plot.style;

import java.awt.Font;
import java.awt.Graphics2D;
import java.text.NumberFormat;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.TickUnit;
import org.jspecify.annotations.Nullable;

/**
 * A linear axis whose numbers have room: the widest of them decides, where JFreeChart looks at the
 * first and the last alone, 0 and 2 perhaps with 0.05 between them.
 */
public final class LinearScale extends NumberAxis {
  private static final long serialVersionUID = 1;

  /** More numbers than that never fit. */
  private static final int MOST = 100;

  /** Between two numbers, in pixels. */
  private static final double GAP = 8;

  private final NumberFormat format;

  public LinearScale(@Nullable String label, NumberFormat format) {
    super(label);
    this.format = format;
    setNumberFormatOverride(format);
    setStandardTickUnits(Scale.ticks(format));
  }

  @Override
  protected double estimateMaximumTickLabelWidth(Graphics2D g2, TickUnit unit) {
    Font font = getTickLabelFont();
    double widest = 0;
    double from = Math.ceil(getLowerBound() / unit.getSize());
    for (int i = 0; (from + i) * unit.getSize() <= getUpperBound(); i++) {
      if (i == MOST) {
        return Double.MAX_VALUE;
      }
      String number = format.format((from + i) * unit.getSize());
      widest = Math.max(widest, g2.getFontMetrics(font).stringWidth(number));
    }
    return widest + GAP;
  }
}
