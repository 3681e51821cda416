package io.github.concurrencylab.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with round numbers on it: powers of ten, and between them 2 and 5. */
final class LogScale extends LogAxis {
  private static final long serialVersionUID = 1;

  /** Powers of ten from which on there is no room for the numbers between them. */
  private static final double WIDE = 3.2;

  private final NumberFormat format;

  LogScale(String label, NumberFormat format) {
    super(label);
    this.format = format;
    setBase(10);
  }

  @Override
  protected List<NumberTick> refreshTicksHorizontal(
      Graphics2D g2, Rectangle2D dataArea, RectangleEdge edge) {
    double low = getLowerBound();
    double high = getUpperBound();
    int[] steps = Math.log10(high / low) > WIDE ? new int[] {1} : new int[] {1, 2, 5};
    List<NumberTick> ticks = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(low)); Math.pow(10, power) <= high; power++) {
      for (int step : steps) {
        double value = step * Math.pow(10, power);
        if (value >= low && value <= high) {
          ticks.add(
              new NumberTick(
                  value, format.format(value), TextAnchor.TOP_CENTER, TextAnchor.TOP_CENTER, 0));
        }
      }
    }
    return ticks;
  }
}
