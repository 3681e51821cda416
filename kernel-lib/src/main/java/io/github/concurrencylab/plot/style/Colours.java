package io.github.concurrencylab.plot.style;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Platform;
import java.awt.Color;

/**
 * One colour per model, everywhere.
 *
 * <p>The hue says the {@linkplain ModelKind#hue kind} of model, the shade how many workers: {@code
 * threads(4)} is lighter than {@code threads(16)}. A variant without workers and a model of
 * CPython's have a lighter tone.
 */
public final class Colours {
  /** The number of workers that is shown in the pure hue: the article's. */
  private static final double PURE_AT = 16;

  private static final double VARIANT = 0.35;
  private static final double CPYTHON = 0.4;
  private static final double LESS_ON_DARK = 0.6;

  private Colours() {}

  /**
   * A model's colour.
   *
   * @param model the model
   * @return its colour
   */
  public static Color of(ModelId model) {
    Color hue = Dark.hue(new Color(model.kind().hue()));
    Color own =
        model.workers() > 0
            ? shade(hue, model.workers())
            : model.variant().isEmpty() ? hue : lighter(hue, VARIANT);
    return model.platform().kind() == Platform.Kind.CPYTHON ? lighter(own, CPYTHON) : own;
  }

  /** Lighter for fewer workers, darker for more: a step each time the number doubles. */
  private static Color shade(Color hue, double workers) {
    double doublings = Math.log(workers / PURE_AT) / Math.log(2);
    double step = Math.clamp(doublings / 4, -1, 1);
    return step < 0 ? lighter(hue, -0.5 * step) : mix(hue, Color.BLACK, 0.45 * step);
  }

  /** Nearer to the card; less so on the dark one, on which hues stand out less. */
  private static Color lighter(Color colour, double share) {
    return new Tone(
        plain(colour, Color.WHITE, share), plain(Dark.of(colour), Dark.CARD, LESS_ON_DARK * share));
  }

  /** Black or white, whichever is easier to read on a colour, in a dark theme too. */
  public static Color readableOn(Color colour) {
    return Dark.Legible.on(colour);
  }

  /**
   * How much two colours stand out from each other: the contrast ratio of WCAG 2.
   *
   * @param one a colour
   * @param other another one
   * @return from 1, none, to 21, black and white
   */
  public static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
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
    Color mixed = plain(from, to, share);
    return from instanceof Tone || to instanceof Tone
        ? new Tone(mixed, plain(Dark.of(from), Dark.of(to), share))
        : mixed;
  }

  private static Color plain(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
