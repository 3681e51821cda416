package io.github.concurrencylab.base;

import java.util.Locale;

/** Words and numbers of the lines that warn. */
public final class Words {
  private static final int LONGEST = 120;

  private Words() {}

  /** A text from outside without what would break a line, and no longer than one. */
  public static String plain(String text) {
    String plain = Check.plain(text);
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }

  /** A number of processors: {@code 1.2}, or {@code 2} if it is whole. */
  private static String count(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** {@code 1 processor}, {@code 1.2 processors}. */
  public static String processors(double number) {
    String count = count(number);
    return count + (count.equals("1") ? " processor" : " processors");
  }

  /** Seconds in words: {@code 42 s}, {@code 3 min 5 s}. */
  public static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d min %d s", whole / 60, whole % 60);
  }
}
