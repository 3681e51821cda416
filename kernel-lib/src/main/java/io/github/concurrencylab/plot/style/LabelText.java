package io.github.concurrencylab.plot.style;

import java.awt.FontMetrics;

/** Names from outside, made fit to be drawn. */
public final class LabelText {
  private static final int LONGEST = 500;

  private LabelText() {}

  /** A name without anything that would break a line, turn it round or be invisible. */
  public static String plain(String name) {
    String bounded = name.length() > LONGEST ? shortened(name, LONGEST) : name;
    return bounded.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\p{Zl}\\p{Zp}]", "?");
  }

  /** A text cut in its middle as far as it takes to have no more than so many pixels. */
  public static String fitting(String text, FontMetrics metrics, double pixels) {
    String fitting = text;
    for (int most = text.length() - 1; most > 1 && metrics.stringWidth(fitting) > pixels; most--) {
      fitting = shortened(text, most);
    }
    return fitting;
  }

  /** A name cut in its middle, since names that differ mostly differ at their ends. */
  public static String shortened(String name, int most) {
    if (name.length() <= most) {
      return name;
    }
    int head = most * 2 / 3;
    int tail = name.length() - (most - head - 1);
    // A letter of two characters is not cut in two.
    int end = Character.isHighSurrogate(name.charAt(head - 1)) ? head - 1 : head;
    int start = Character.isLowSurrogate(name.charAt(tail)) ? tail + 1 : tail;
    return name.substring(0, end) + "…" + name.substring(start);
  }
}
