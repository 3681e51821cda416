package io.github.concurrencylab.plot.style;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.util.Arrays;

/**
 * The colours of an image, and how often each is there.
 *
 * <p>An image has millions of pixels and is drawn while somebody waits: colours are counted in a
 * table of plain numbers, and a row of equal pixels is looked up once.
 */
public final class Palette {
  /** The most colours that one byte a pixel can name. */
  private static final int MOST = 256;

  private static final int OPAQUE = 0xff000000;
  private static final int NONE = -1;

  /** By hash: the number of a colour. Never more than half full. */
  private int[] numbers = new int[2_048];

  // By number.
  private int[] colours = new int[numbers.length / 2];
  private int[] counts = new int[numbers.length / 2];
  private int size;

  private Palette() {
    Arrays.fill(numbers, NONE);
  }

  /**
   * The same image with at most 256 colours: a third of the size. The most frequent ones stay as
   * they are, so that every area keeps its tone; of the others, shades at the edges of letters and
   * lines, each becomes the nearest of those.
   *
   * @param image an image of {@link BufferedImage#TYPE_INT_RGB}
   * @return an image of {@link BufferedImage#TYPE_BYTE_INDEXED}
   */
  public static BufferedImage indexed(BufferedImage image) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    Palette all = new Palette();
    int[] drawn = new int[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      drawn[i] = i > 0 && pixels[i] == pixels[i - 1] ? drawn[i - 1] : all.number(pixels[i]);
      all.counts[drawn[i]]++;
    }
    int[] kept = all.mostFrequent();
    byte[] nearest = all.nearest(kept);
    byte[] cells = new byte[pixels.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = nearest[drawn[i]];
    }
    IndexColorModel model =
        new IndexColorModel(8, kept.length, kept, 0, false, -1, DataBuffer.TYPE_BYTE);
    int width = image.getWidth();
    int height = image.getHeight();
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    small.getRaster().setDataElements(0, 0, width, height, cells);
    return small;
  }

  /** The number of a colour: they are numbered as they come. */
  private int number(int colour) {
    int at = slot(colour);
    if (numbers[at] == NONE) {
      if (2 * (size + 1) > numbers.length) {
        grow();
        at = slot(colour);
      }
      numbers[at] = size;
      colours[size++] = colour;
    }
    return numbers[at];
  }

  /** Where a colour's number is, or would be. */
  private int slot(int colour) {
    int mask = numbers.length - 1;
    int at = ((colour * 0x9e3779b9) >>> 8) & mask; // Fibonacci hashing
    while (numbers[at] != NONE && colours[numbers[at]] != colour) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    numbers = new int[2 * numbers.length];
    Arrays.fill(numbers, NONE);
    colours = Arrays.copyOf(colours, numbers.length / 2);
    counts = Arrays.copyOf(counts, numbers.length / 2);
    for (int number = 0; number < size; number++) {
      numbers[slot(colours[number])] = number;
    }
  }

  /** The most frequent colours; of two as frequent, the darker first. */
  private int[] mostFrequent() {
    long[] order = new long[size];
    for (int number = 0; number < size; number++) {
      order[number] = ((long) -counts[number] << Integer.SIZE) | (colours[number] & ~OPAQUE);
    }
    Arrays.sort(order);
    int[] kept = new int[Math.min(MOST, size)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = OPAQUE | (int) order[i];
    }
    return kept;
  }

  /** For each number, the place of the colour among some that it is nearest to. */
  private byte[] nearest(int[] kept) {
    byte[] places = new byte[size];
    for (int number = 0; number < size; number++) {
      places[number] = nearest(colours[number], kept);
    }
    return places;
  }

  private static byte nearest(int colour, int[] kept) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < kept.length && least > 0; i++) {
      int red = ((colour >> 16) & 0xff) - ((kept[i] >> 16) & 0xff);
      int green = ((colour >> 8) & 0xff) - ((kept[i] >> 8) & 0xff);
      int blue = (colour & 0xff) - (kept[i] & 0xff);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return (byte) best;
  }
}
