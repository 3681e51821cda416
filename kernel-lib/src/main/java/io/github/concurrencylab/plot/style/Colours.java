package io.github.concurrencylab.plot.style;

import java.awt.Color;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One colour a model, everywhere.
 *
 * <p>The hue says the kind of model, the shade how many workers: {@code threads(4)} is lighter than
 * {@code threads(16)}. A model that wraps another, {@code python(threads(16))}, has a lighter tone
 * of the inner one's colour.
 *
 * <p>The hues are those of M. Okabe and K. Ito, "Color universal design" (2008), which people with
 * any kind of colour vision can tell apart, less their yellow, which is too pale on white.
 */
public final class Colours {
  private static final Pattern WRAPPED = Pattern.compile("^python\\((.+)\\)$", Pattern.DOTALL);
  private static final Pattern KIND = Pattern.compile("^(\\w+)");
  private static final Pattern WORKERS = Pattern.compile("^\\w+\\((\\d{1,6})\\)");

  /** The number of workers that is shown in the pure hue: the article's. */
  private static final double PURE_AT = 16;

  private static final Color OTHER = new Color(0x882255);

  private static final Map<String, Color> HUES =
      Map.of(
          "blocking", new Color(0x666666),
          "threads", new Color(0x0072B2),
          "eventLoop", new Color(0x009E73),
          "processes", new Color(0xE69F00),
          "virtualThreads", new Color(0x56B4E9),
          "forkJoin", new Color(0xCC79A7),
          "parallelStream", new Color(0xA65D85),
          "gil", new Color(0xD55E00),
          "spark", new Color(0x333333));

  private Colours() {}

  /**
   * A model's colour.
   *
   * @param model its name
   * @return its colour
   */
  public static Color of(String model) {
    Matcher wrapped = WRAPPED.matcher(model);
    if (wrapped.find()) {
      return mix(of(wrapped.group(1)), Color.WHITE, 0.4);
    }
    Matcher kind = KIND.matcher(model);
    Color hue = kind.find() ? HUES.getOrDefault(kind.group(1), OTHER) : OTHER;
    Matcher workers = WORKERS.matcher(model);
    if (workers.find()) {
      return shade(hue, Math.max(1, Integer.parseInt(workers.group(1))));
    }
    return model.contains("().") ? mix(hue, Color.WHITE, 0.35) : hue;
  }

  /** Lighter for fewer workers, darker for more: a step each time the number doubles. */
  private static Color shade(Color hue, double workers) {
    double doublings = Math.log(workers / PURE_AT) / Math.log(2);
    double step = Math.clamp(doublings / 4, -1, 1);
    return step < 0 ? mix(hue, Color.WHITE, -0.5 * step) : mix(hue, Color.BLACK, 0.45 * step);
  }

  /** Black or white, whichever is easier to read on a colour: by its relative luminance, WCAG 2. */
  public static Color readableOn(Color colour) {
    double luminance =
        0.2126 * linear(colour.getRed())
            + 0.7152 * linear(colour.getGreen())
            + 0.0722 * linear(colour.getBlue());
    // White's contrast is 1.05 / (luminance + 0.05), black's (luminance + 0.05) / 0.05.
    return luminance > 0.179 ? Color.BLACK : Color.WHITE;
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  /**
   * A colour between two.
   *
   * @param from the first
   * @param to the second
   * @param share how much of the second, from 0 to 1
   * @return the mixture
   */
  public static Color mix(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
