package io.github.concurrencylab.plot.style;

import java.awt.Color;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The same chart on a dark page: each colour's counterpart.
 *
 * <p>What a colour has of white, it has of the dark card there; what it has of black, of the light
 * ink (the parts are those of the HWB model, A. R. Smith and E. R. Lyons, 1996). So hues stay,
 * tints stay tints, and what is darker for more workers becomes lighter for more. A colour stands
 * out from the card at least as much as on white, as far as WCAG 2 asks for that. The hues of
 * models are told apart by more than a rule can keep, and are {@link Tone}s.
 */
public final class Dark {
  public static final Color CARD = new Color(0x161616);
  private static final Color INK = new Color(0xE8E8E8);

  /** What WCAG 2 (AA) asks of what is not text; beyond, more contrast tells nothing. */
  private static final double ENOUGH = 3;

  /** A colour whose channels differ by less is a grey. */
  private static final int GREY = 16;

  /** How much less of the ink a pure hue gets than a grey: it would become gaudy. */
  private static final double LESS_IN_HUES = 0.6;

  private static final double STEP = 0.004;
  private static final double BYTE = 255;

  private Dark() {}

  /**
   * A colour's counterpart.
   *
   * @param light a colour on the white card
   * @return the colour on the dark card
   */
  public static Color of(Color light) {
    if (light instanceof Tone tone) {
      return tone.dark();
    }
    int most = most(light);
    int least = least(light);
    double white = least / BYTE;
    double black = 1 - most / BYTE;
    double ink = black * (1 - LESS_IN_HUES * (1 - white - black));
    Color dark =
        new Color(
            channel(light.getRed(), white, ink, Color::getRed),
            channel(light.getGreen(), white, ink, Color::getGreen),
            channel(light.getBlue(), white, ink, Color::getBlue));
    return lifted(dark, Math.min(ENOUGH, Colours.contrast(light, Color.WHITE)));
  }

  /**
   * A hue of a palette: it stays as it is where it stands out from the dark card too, and becomes
   * lighter where it does not, so that hues differ there as they do on white. A grey is turned
   * over.
   *
   * @param light the hue
   * @return the same, with its counterpart
   */
  static Tone hue(Color light) {
    boolean grey = most(light) - least(light) < GREY;
    return new Tone(light, grey ? of(light) : lifted(light, ENOUGH));
  }

  private static Color lifted(Color colour, double contrast) {
    Color lifted = colour;
    for (double white = STEP;
        Colours.contrast(lifted, CARD) < contrast && white < 1;
        white += STEP) {
      lifted = Colours.mix(colour, Color.WHITE, white);
    }
    return lifted;
  }

  private static int most(Color colour) {
    return Math.max(colour.getRed(), Math.max(colour.getGreen(), colour.getBlue()));
  }

  private static int least(Color colour) {
    return Math.min(colour.getRed(), Math.min(colour.getGreen(), colour.getBlue()));
  }

  private static int channel(int value, double white, double ink, ToIntFunction<Color> of) {
    double pure = value - white * BYTE;
    double mixed = pure + white * of.applyAsInt(CARD) + ink * of.applyAsInt(INK);
    return (int) Math.clamp(Math.round(mixed), 0L, 255L);
  }

  /** Black or white, as it can be read on a colour; on the dark card the colour is another one. */
  public static final class Legible extends Color {
    private static final long serialVersionUID = 1;

    /** All there are. */
    public static final List<Legible> ALL =
        Stream.of(BLACK, WHITE)
            .flatMap(light -> Stream.of(BLACK, WHITE).map(dark -> new Legible(light, dark)))
            .toList();

    private final Color onDark;

    private Legible(Color onLight, Color onDark) {
      super(onLight.getRGB());
      this.onDark = onDark;
    }

    static Legible on(Color colour) {
      return new Legible(blackOrWhite(colour), blackOrWhite(of(colour)));
    }

    /** What it is on the dark card. */
    public Color onDark() {
      return onDark;
    }

    /** Its name among {@link #ALL}. */
    public String name() {
      return (equals(BLACK) ? "black" : "white") + (onDark.equals(BLACK) ? "-black" : "-white");
    }

    private static Color blackOrWhite(Color on) {
      return Colours.contrast(on, BLACK) > Colours.contrast(on, WHITE) ? BLACK : WHITE;
    }
  }
}
