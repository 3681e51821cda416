package io.github.concurrencylab.plot.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.plot.panel.StatesPanel;
import java.awt.Color;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The colours on the dark card, by the formulas of WCAG 2. */
class DarkTest {
  /** What text needs (success criterion 1.4.3), and what a mark needs (1.4.11). */
  private static final double TEXT = 4.5;

  private static final double MARK = 3;

  /** Red, green and blue as who lacks one kind of cones sees them: Machado et al., 2009, linear. */
  private static final double[][] PROTANOPIA = {
    {0.152286, 1.052583, -0.204868},
    {0.114503, 0.786281, 0.099216},
    {-0.003882, -0.048116, 1.051998}
  };

  private static final double[][] DEUTERANOPIA = {
    {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
  };

  @Test
  void should_know_the_contrast_of_black_and_white() {
    assertThat(Colours.contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
    assertThat(Colours.contrast(Color.WHITE, Color.WHITE)).isEqualTo(1);
    // W3C's example of the lightest grey that passes.
    assertThat(Colours.contrast(new Color(0x767676), Color.WHITE)).isBetween(4.5, 4.6);
  }

  @Test
  void should_keep_text_readable_in_both_themes() {
    for (Color text : List.of(Theme.INK, Theme.QUIET)) {
      assertThat(Colours.contrast(text, Theme.CARD)).isGreaterThanOrEqualTo(TEXT);
      assertThat(Colours.contrast(Dark.of(text), Dark.of(Theme.CARD))).isGreaterThanOrEqualTo(TEXT);
    }
    for (ModelKind kind : ModelKind.values()) {
      Color bar = Dark.hue(new Color(kind.hue()));
      Dark.Legible text = Dark.Legible.on(bar);
      assertThat(Colours.contrast(text, bar)).isGreaterThanOrEqualTo(TEXT);
      assertThat(Colours.contrast(text.onDark(), Dark.of(bar))).isGreaterThanOrEqualTo(TEXT);
    }
  }

  @Test
  void should_let_every_model_stand_out_from_the_dark_card() {
    assertThat(ModelKind.values())
        .allSatisfy(kind ->
            assertThat(Colours.contrast(Dark.hue(new Color(kind.hue())).dark(), Dark.CARD))
                .isGreaterThanOrEqualTo(MARK));
    assertThat(Stream.of(WorkerState.RUNNING, WorkerState.LOCK, WorkerState.COLLECTING))
        .allSatisfy(state ->
            assertThat(Colours.contrast(Dark.of(StatesPanel.colour(state)), Dark.CARD))
                .isGreaterThanOrEqualTo(MARK));
  }

  /** A colour is as far from the dark card as from white, as far as WCAG asks for that. */
  @Property
  void should_stand_out_as_much_as_on_white(@ForAll @IntRange(max = 0xffffff) int rgb) {
    Color light = new Color(rgb);
    double asked = Math.min(MARK, Colours.contrast(light, Color.WHITE));

    assertThat(Colours.contrast(Dark.of(light), Dark.CARD)).isGreaterThan(asked - 0.05);
  }

  @Test
  void should_turn_white_into_the_card_and_keep_the_order_of_greys() {
    assertThat(Dark.of(Color.WHITE)).isEqualTo(Dark.CARD);
    int before = 256;
    for (int grey = 0; grey < 256; grey++) {
      int dark = Dark.of(new Color(grey, grey, grey)).getRed();
      assertThat(dark).isLessThanOrEqualTo(before + 1); // whole numbers round
      before = dark;
    }
  }

  /** On the dark card no two kinds of models look much more alike than the closest two on white. */
  @Test
  void should_be_told_apart_in_the_dark_as_on_white_with_any_eyes() {
    double light = Double.MAX_VALUE;
    double dark = Double.MAX_VALUE;
    for (double[][] eyes : List.of(PROTANOPIA, DEUTERANOPIA)) {
      light = Math.min(light, closest(eyes, Function.identity()));
      dark = Math.min(dark, closest(eyes, hue -> Dark.hue(hue).dark()));
    }
    assertThat(dark).isGreaterThan(0.9 * light);
  }

  private static double closest(double[][] eyes, Function<Color, Color> theme) {
    return closest(
        Stream.of(ModelKind.values())
            .map(kind -> seen(theme.apply(new Color(kind.hue())), eyes))
            .toList());
  }

  private static double closest(List<double[]> colours) {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < colours.size(); i++) {
      for (double[] other : colours.subList(0, i)) {
        double sum = 0;
        for (int c = 0; c < other.length; c++) {
          sum += Math.pow(colours.get(i)[c] - other[c], 2);
        }
        least = Math.min(least, Math.sqrt(sum));
      }
    }
    return least;
  }

  private static double[] seen(Color colour, double[][] eyes) {
    float[] rgb = colour.getRGBColorComponents(null);
    double[] seen = new double[rgb.length];
    for (int row = 0; row < seen.length; row++) {
      for (int c = 0; c < rgb.length; c++) {
        seen[row] += eyes[row][c] * Math.pow(rgb[c], 2.2);
      }
      seen[row] = Math.pow(Math.clamp(seen[row], 0, 1), 1 / 2.2);
    }
    return seen;
  }
}
