package io.github.concurrencylab.measure;

import io.github.concurrencylab.workload.Check;
import java.util.Locale;

/** Words and numbers of the lines that warn. */
final class Words {
  private static final int LONGEST = 120;

  private Words() {}

  /** A text from outside without what would break a line, and no longer than one. */
  static String plain(String text) {
    String plain = Check.plain(text);
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
  }

  /** A number of processors: {@code 1.2}, or {@code 2} if it is whole. */
  static String count(double number) {
    String text = String.format(Locale.ROOT, "%.1f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** {@code 1 processor}, {@code 1.2 processors}. */
  static String processors(double number) {
    String count = count(number);
    return count + (count.equals("1") ? " processor" : " processors");
  }
}
