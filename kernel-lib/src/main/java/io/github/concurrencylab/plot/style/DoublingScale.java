package io.github.concurrencylab.plot.style;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jspecify.annotations.Nullable;

/** A logarithmic axis to the base 2, with numbers where they are wanted. */
public final class DoublingScale extends LogAxis {
  private static final long serialVersionUID = 1;

  /** Between two numbers, in pixels. */
  private static final double GAP = 6;

  private final transient List<Double> numbers;

  /**
   * Creates an axis.
   *
   * @param label what it is of; null for nothing
   * @param numbers what stands at it, as far as there is room; the first come first
   */
  public DoublingScale(@Nullable String label, DoubleStream numbers) {
    super(label);
    this.numbers = numbers.distinct().boxed().toList();
    setBase(2);
  }

  /** The powers of 2 in a range. */
  public static DoubleStream powers(double from, double to) {
    int first = (int) Math.ceil(Math.log(from) / Math.log(2) - 1e-9);
    int last = (int) Math.floor(Math.log(to) / Math.log(2) + 1e-9);
    return IntStream.rangeClosed(first, last).mapToDouble(power -> Math.pow(2, power));
  }

  @Override
  protected List<NumberTick> refreshTicksHorizontal(
      Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> ticks = new ArrayList<>();
    List<double[]> taken = new ArrayList<>();
    g2.setFont(getTickLabelFont());
    for (double number : numbers) {
      NumberTick tick = tick(number, TextAnchor.TOP_CENTER);
      double middle = valueToJava2D(number, area, edge);
      double half = g2.getFontMetrics().stringWidth(tick.getText()) / 2.0 + GAP / 2;
      double[] place = {middle - half, middle + half};
      if (getRange().contains(number)
          && taken.stream().noneMatch(other -> place[0] < other[1] && other[0] < place[1])) {
        ticks.add(tick);
        taken.add(place);
      }
    }
    return ticks;
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
    return numbers.stream()
        .filter(getRange()::contains)
        .map(number -> tick(number, TextAnchor.CENTER_RIGHT))
        .toList();
  }

  private static NumberTick tick(double number, TextAnchor anchor) {
    return new NumberTick(number, Scale.format().format(number), anchor, anchor, 0);
  }
}
