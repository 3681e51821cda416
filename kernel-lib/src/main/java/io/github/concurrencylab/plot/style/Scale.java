package io.github.concurrencylab.plot.style;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.stats.Estimate;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;

/**
 * The axis of times: linear, unless the times are so far apart that the short ones would vanish.
 */
public final class Scale {
  /** The longest time by the shortest from which on the scale is logarithmic. */
  private static final double LOG_FROM = 20;

  /** The same for bars, of which even a short one can be seen to be short. */
  private static final double LOG_FROM_FOR_BARS = 60;

  /** How many times beyond what is shown an interval may stretch a logarithmic axis. */
  public static final double FAR = 5;

  /** The share of the axis that some words take. */
  private static final double MORE_ROOM = 0.3;

  private Scale() {}

  private static boolean isLog(double min, double max, boolean bars) {
    return min > 0 && max / min > (bars ? LOG_FROM_FOR_BARS : LOG_FROM);
  }

  /**
   * The one unit of a chart's times, that of a table of the same figures.
   *
   * @param means what is shown, in seconds
   * @return the unit that suits the longest of them and of the ends of their intervals
   */
  public static SiTime unit(Stream<Estimate> means) {
    return SiTime.of(
        means
            .flatMapToDouble(mean -> DoubleStream.of(mean.value(), mean.high()))
            .filter(Double::isFinite)
            .max()
            .orElse(0));
  }

  /**
   * An axis for some times.
   *
   * @param unit what its numbers are shown in
   * @param seconds the times, in seconds
   * @param high the largest value that must be on it, with its interval
   * @param bars whether bars are drawn, which a linear axis must show from 0 on, with room for
   *     their values
   * @return an axis with its range set
   */
  public static ValueAxis axis(SiTime unit, double[] seconds, double high, boolean bars) {
    double min = Arrays.stream(seconds).min().orElse(0);
    double longest = Arrays.stream(seconds).max().orElse(0);
    double max = longest > 0 ? Math.max(high, longest) : 1;
    if (isLog(min, longest, bars)) {
      LogScale axis = new LogScale(unit.word() + " (log scale)", format(unit));
      double room = bars ? Math.pow(max / min, 0.12) : 1.5;
      axis.setRange(min / 1.5, max * Math.max(room, 1.5));
      return axis;
    }
    NumberAxis axis = new LinearScale(unit.word(), format(unit));
    boolean zero = bars || min < 0.6 * max;
    double pad = Math.max((max - min) * 0.06, max * 1e-3);
    double top = bars ? max * 1.15 : zero ? max * 1.03 : max + pad;
    axis.setRange(zero ? 0 : min - pad, top);
    return axis;
  }

  /** Makes room at the right for some words beside the longest bar. */
  public static void makeRoom(ValueAxis axis) {
    double low = axis.getLowerBound();
    double high = axis.getUpperBound();
    axis.setUpperBound(
        axis instanceof LogScale ? high * Math.pow(high / low, MORE_ROOM) : high * (1 + MORE_ROOM));
  }

  /**
   * An axis of ratios, on which twice and half are equally far from 1.
   *
   * @param ratios the ratios; 1 is always on the axis
   * @param ends the ends of their intervals; those that are very far out are not on the axis
   * @return an axis with its range set
   */
  public static ValueAxis ratios(double[] ratios, double[] ends) {
    double least = Math.min(1, Arrays.stream(ratios).min().orElse(1));
    double most = Math.max(1, Arrays.stream(ratios).max().orElse(1));
    double low = Arrays.stream(ends).map(end -> Math.max(end, least / FAR)).min().orElse(least);
    double high = Arrays.stream(ends).map(end -> Math.min(end, most * FAR)).max().orElse(most);
    LogScale axis = new LogScale(null, format());
    axis.setRange(Math.min(least, low) / 1.15, Math.max(most, high) * 1.15);
    return axis;
  }

  /**
   * An axis of times that begins at 0.
   *
   * @param unit what its numbers are shown in
   * @param seconds its end, in seconds
   * @return an axis with its range set
   */
  public static NumberAxis since0(SiTime unit, double seconds) {
    NumberAxis axis = new LinearScale(null, format(unit));
    axis.setRange(0, Math.max(seconds, 1e-9));
    Theme.dress(axis);
    return axis;
  }

  /** Round steps between the numbers of an axis. */
  static TickUnits ticks(NumberFormat format) {
    TickUnits units = new TickUnits();
    for (int exponent = -10; exponent <= 7; exponent++) {
      for (int step : new int[] {1, 2, 5}) {
        units.add(new NumberTickUnit(step * Math.pow(10, exponent), format));
      }
    }
    return units;
  }

  public static DecimalFormat format() {
    return new DecimalFormat("#,##0.#########", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** Numbers of times, which are given in seconds, in another unit. */
  public static NumberFormat format(SiTime unit) {
    DecimalFormat format = format();
    format.setMultiplier((int) unit.in(1));
    return format;
  }

  /**
   * A time as it stands at a bar: three digits that count, and the unit.
   *
   * @param unit what it is shown in
   * @param seconds the time
   * @return {@code 12.3 ms} for example
   */
  public static String label(SiTime unit, double seconds) {
    double value = unit.in(seconds);
    int decimals =
        value == 0 ? 0 : Math.clamp(2 - (long) Math.floor(Math.log10(Math.abs(value))), 0, 9);
    return String.format(Locale.ROOT, "%,." + decimals + "f %s", value, unit.symbol());
  }

  /** A mean time and its interval in words. */
  public static String label(SiTime unit, Estimate mean) {
    if (!Double.isFinite(mean.value())) {
      return "not measured";
    }
    return mean.hasInterval()
        ? "%s (95 %%: %s to %s)"
            .formatted(label(unit, mean.value()), label(unit, mean.low()), label(unit, mean.high()))
        : label(unit, mean.value());
  }
}
