package io.github.concurrencylab.plot.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class PaletteTest {
  private static final int SIDE = 128;
  private static final int PIXELS = SIDE * SIDE;
  private static final int OPAQUE = 0xff000000;

  private static BufferedImage image(IntUnaryOperator colourOfPixel) {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < PIXELS; i++) {
      image.setRGB(i % SIDE, i / SIDE, colourOfPixel.applyAsInt(i));
    }
    return image;
  }

  private static int[] colours(BufferedImage image) {
    return image.getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  @Test
  void should_keep_an_image_of_few_colours_as_it_is() {
    BufferedImage few = image(i -> new Random(i % 256).nextInt(0x1000000));
    assertThat(colours(Palette.indexed(few))).isEqualTo(colours(few));
  }

  @Test
  void should_keep_the_most_frequent_of_many_colours_and_replace_the_others_by_the_nearest() {
    // Half of the image is white and black; the other half is every blue and green there is room
    // for, each once: far more than a palette holds.
    BufferedImage many = image(i -> i % 2 == 0 ? (i % 4 == 0 ? 0xffffff : 0) : i * 7);
    BufferedImage indexed = Palette.indexed(many);
    int[] before = colours(many);
    int[] after = colours(indexed);
    Set<Integer> kept = new HashSet<>();
    for (int colour : after) {
      kept.add(colour);
    }
    assertThat(kept).hasSizeLessThanOrEqualTo(256).contains(OPAQUE, 0xffffffff);
    for (int i = 0; i < PIXELS; i++) {
      int colour = before[i];
      if (kept.contains(colour)) {
        assertThat(after[i]).isEqualTo(colour);
      } else {
        int nearest = kept.stream().mapToInt(k -> distance(k, colour)).min().orElseThrow();
        assertThat(distance(after[i], colour)).isEqualTo(nearest);
      }
    }
  }

  private static int distance(int one, int other) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int apart = ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
      sum += apart * apart;
    }
    return sum;
  }
}
