package io.github.concurrencylab.base;

import java.util.Arrays;
import java.util.Locale;

/** The unit in which times are shown. */
public enum SiTime {
  /** Seconds. */
  SECONDS("s", "seconds", 1, 0.1),

  /** Thousandths of a second. */
  MILLIS("ms", "milliseconds", 1e3, 1e-4),

  /** Millionths of a second. */
  MICROS("µs", "microseconds", 1e6, 1e-7),

  /** Thousand millionths of a second. */
  NANOS("ns", "nanoseconds", 1e9, 0);

  private final String symbol;
  private final String word;
  private final double perSecond;
  private final double least;

  SiTime(String symbol, String word, double perSecond, double least) {
    this.symbol = symbol;
    this.word = word;
    this.perSecond = perSecond;
    this.least = least;
  }

  /**
   * The one unit in which several times are shown side by side.
   *
   * @param longest the longest of them, in seconds
   * @return seconds from a tenth of a second on, milliseconds from a tenth of a millisecond on, and
   *     so on; seconds if there is no time but 0
   */
  public static SiTime of(double longest) {
    for (SiTime unit : values()) {
      if (longest >= unit.least && longest > 0) {
        return unit;
      }
    }
    return SECONDS;
  }

  /** {@code ms} for example. */
  public String symbol() {
    return symbol;
  }

  /** {@code milliseconds} for example. */
  public String word() {
    return word;
  }

  /**
   * A time in this unit.
   *
   * @param seconds the time
   * @return how many of this unit it is
   */
  public double in(double seconds) {
    return seconds * perSecond;
  }

  /**
   * A time by itself, with three digits and the unit that suits it.
   *
   * @param seconds the time
   * @return {@code 12.3 ms} for example
   */
  public static String words(double seconds) {
    SiTime unit =
        Arrays.stream(values())
            .filter(each -> each.in(Math.abs(seconds)) >= 1)
            .findFirst()
            .orElse(NANOS);
    double value = unit.in(seconds);
    int decimals =
        value == 0 ? 0 : Math.clamp(2 - (long) Math.floor(Math.log10(Math.abs(value))), 0, 3);
    return String.format(Locale.ROOT, "%,." + decimals + "f %s", value, unit.symbol);
  }
}
