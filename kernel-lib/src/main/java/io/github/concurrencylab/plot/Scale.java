package io.github.concurrencylab.plot;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Arrays;
import java.util.Locale;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;

/**
 * The axis of times: linear, unless the times are so far apart that the short ones would vanish.
 */
final class Scale {
  /** The longest time by the shortest from which on the scale is logarithmic. */
  static final double LOG_FROM = 20;

  private Scale() {}

  /** Whether times are so far apart that their axis is logarithmic. */
  static boolean isLog(double[] seconds) {
    double low = Arrays.stream(seconds).min().orElse(1);
    double high = Arrays.stream(seconds).max().orElse(1);
    return low > 0 && high / low > LOG_FROM;
  }

  /**
   * An axis for some times.
   *
   * @param seconds the times, in seconds
   * @param high the largest value that must be on it, with its interval
   * @param fromZero whether a linear axis must begin at 0, as bars ask for
   * @return an axis with its range set
   */
  static ValueAxis axis(double[] seconds, double high, boolean fromZero) {
    double min = Arrays.stream(seconds).min().orElse(0);
    double max = Math.max(high, Arrays.stream(seconds).max().orElse(1));
    if (max <= 0) {
      max = 1;
    }
    if (isLog(seconds)) {
      LogAxis axis = new LogAxis("seconds (log scale)");
      axis.setBase(10);
      axis.setNumberFormatOverride(format());
      axis.setRange(min / 1.7, max * 1.7);
      return axis;
    }
    NumberAxis axis = new NumberAxis("seconds");
    axis.setNumberFormatOverride(format());
    axis.setStandardTickUnits(ticks());
    boolean zero = fromZero || min < 0.6 * max;
    double pad = Math.max((max - min) * 0.06, max * 1e-3);
    axis.setRange(zero ? 0 : min - pad, zero ? max * 1.02 : max + pad);
    return axis;
  }

  private static TickUnits ticks() {
    TickUnits units = new TickUnits();
    for (int exponent = -9; exponent <= 7; exponent++) {
      for (int step : new int[] {1, 2, 5}) {
        units.add(new NumberTickUnit(step * Math.pow(10, exponent), format()));
      }
    }
    return units;
  }

  private static DecimalFormat format() {
    return new DecimalFormat("#,##0.#########", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /** A time as it stands at a bar: three digits that count, and the unit. */
  static String label(double seconds) {
    if (seconds == 0) {
      return "0 s";
    }
    int decimals = Math.clamp(2 - (long) Math.floor(Math.log10(Math.abs(seconds))), 0, 9);
    return String.format(Locale.ROOT, "%,." + decimals + "f s", seconds);
  }
}
