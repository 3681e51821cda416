package io.github.concurrencylab.plot.style;

import java.awt.Color;

/** A colour that knows its counterpart on the dark card, since a rule would not do it justice. */
public final class Tone extends Color {
  private static final long serialVersionUID = 1;

  private final Color dark;

  /**
   * Creates a colour for both themes.
   *
   * @param light the colour on white
   * @param dark its counterpart on the dark card
   */
  Tone(Color light, Color dark) {
    super(light.getRGB());
    this.dark = dark;
  }

  /** What it is on the dark card. */
  public Color dark() {
    return dark;
  }
}
