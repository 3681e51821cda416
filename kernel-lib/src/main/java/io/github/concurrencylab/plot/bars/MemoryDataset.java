package io.github.concurrencylab.plot.bars;

import io.github.concurrencylab.measure.memory.Footprint;
import io.github.concurrencylab.measure.memory.Footprints;
import io.github.concurrencylab.plot.style.LabelText;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jspecify.annotations.Nullable;

/** What the chart of memory draws: a column for each model, a row for each place. */
public final class MemoryDataset extends DefaultCategoryDataset {
  private static final long serialVersionUID = 1;

  static final String HEAP = "heap";
  static final String OUTSIDE = "outside the heap: stacks of threads above all";
  static final String CHILDREN = "child processes";

  private static final double MEGA = 1e6;
  private static final int LONGEST_BAR = 40;
  private static final int LONGEST_NAME = 40;

  /**
   * Creates a dataset of the figures.
   *
   * @param footprints what the models held
   */
  public MemoryDataset(Footprints footprints) {
    for (Footprint model : footprints.models()) {
      boolean there = !model.runs().isEmpty();
      put(HEAP, model, there ? model.typical().heapBytes() : null);
      put(OUTSIDE, model, there ? model.typical().outsideBytes() : null);
      put(CHILDREN, model, there ? model.typical().childBytes() : null);
    }
  }

  private void put(String place, Footprint model, @Nullable Long bytes) {
    addValue(bytes == null ? null : bytes / MEGA, place, model.model().label());
  }

  /** All that a model held, in millions of bytes; NaN if it failed. */
  public double megabytes(int column) {
    double sum = 0;
    for (int row = 0; row < getRowCount(); row++) {
      Number part = getValue(row, column);
      sum += part == null ? Double.NaN : part.doubleValue();
    }
    return sum;
  }

  /** The most that any of them held, in millions of bytes. */
  public double most() {
    return IntStream.range(0, getColumnCount())
        .mapToDouble(this::megabytes)
        .filter(Double::isFinite)
        .max()
        .orElse(0);
  }

  /** A figure as it stands at a bar. */
  public static String label(double megabytes) {
    if (Double.isNaN(megabytes)) {
      return "not measured";
    }
    if (megabytes == 0) {
      return "0 MB";
    }
    String format = megabytes < 1 ? "%.2g MB" : megabytes < 10 ? "%.1f MB" : "%,.0f MB";
    return String.format(Locale.ROOT, format, megabytes);
  }

  /** A bar for each model. */
  public String text() {
    StringBuilder text = new StringBuilder();
    int width =
        IntStream.range(0, getColumnCount()).map(column -> name(column).length()).max().orElse(0);
    for (int column = 0; column < getColumnCount(); column++) {
      double megabytes = megabytes(column);
      String name = name(column);
      text.append(name).repeat(' ', width - name.length() + 2);
      if (megabytes > 0) {
        text.repeat('#', Math.max(1, (int) Math.round(megabytes / most() * LONGEST_BAR)));
        text.append(' ');
      }
      text.append(label(megabytes)).append('\n');
    }
    return text.toString();
  }

  private String name(int column) {
    return LabelText.shortened(LabelText.plain((String) getColumnKey(column)), LONGEST_NAME);
  }

  /** What one part of a bar says. */
  String words(int row, int column) {
    Number part = getValue(row, column);
    double megabytes = part == null ? Double.NaN : part.doubleValue();
    return "%s, %s: %s".formatted(name(column), getRowKey(row), label(megabytes));
  }
}
