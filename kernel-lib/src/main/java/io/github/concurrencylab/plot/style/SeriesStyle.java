package io.github.concurrencylab.plot.style;

import io.github.concurrencylab.measure.Source;
import java.awt.Color;

/** How the figures of a source are told from those of another, whatever the model's colour. */
public enum SeriesStyle {
  /** The first source. */
  SOLID,

  /** Any other source. */
  LIGHT,

  /** Published and predicted figures, wherever they stand. */
  HATCHED;

  /**
   * The look of a source.
   *
   * @param source the source
   * @param row its place among the sources
   * @return its look
   */
  public static SeriesStyle of(Source source, int row) {
    if (!source.isMeasured()) {
      return HATCHED;
    }
    return row == 0 ? SOLID : LIGHT;
  }

  /** The colour of a bar's inside. */
  public Color fill(Color colour) {
    return switch (this) {
      case SOLID -> colour;
      case LIGHT -> Colours.mix(colour, Theme.CARD, 0.55);
      case HATCHED -> Colours.mix(colour, Theme.CARD, 0.82);
    };
  }

  /** The colour of a dot's inside: nothing shows in a hatched dot. */
  public Color dotFill(Color colour) {
    return this == HATCHED ? Theme.CARD : fill(colour);
  }
}
