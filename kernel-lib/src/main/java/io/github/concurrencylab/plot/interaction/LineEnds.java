package io.github.concurrencylab.plot.interaction;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.plot.style.LabelText;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Names at the right ends of lines. */
final class LineEnds {
  private static final int LONGEST = 32;

  private LineEnds() {}

  static String name(ModelId model) {
    return LabelText.shortened(LabelText.plain(model.label()), LONGEST);
  }

  /**
   * Places that are far enough from each other, in the order of what they stand for and as near to
   * it as that order allows: those that are too close are laid out around their common middle.
   *
   * @param wanted where each would stand alone
   * @param low the lowest place
   * @param high the highest
   * @param gap how far apart they must be, if there is room for all
   * @return a place for each
   */
  static double[] apart(double[] wanted, double low, double high, double gap) {
    List<Integer> order =
        IntStream.range(0, wanted.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> wanted[i]))
            .toList();
    double step = Math.min(gap, (high - low) / Math.max(1, wanted.length - 1));
    double[] places = new double[wanted.length];
    int first = 0;
    while (first < order.size()) {
      // A group grows while the next one would stand too close to its last.
      int end = first + 1;
      double start = start(wanted, order.subList(first, end), low, high, step);
      while (end < order.size() && wanted[order.get(end)] < start + (end - first) * step) {
        end++;
        start = start(wanted, order.subList(first, end), low, high, step);
      }
      if (first > 0 && start < places[order.get(first - 1)] + step) {
        start = places[order.get(first - 1)] + step;
      }
      for (int i = first; i < end; i++) {
        places[order.get(i)] = start + (i - first) * step;
      }
      first = end;
    }
    // Whatever was pushed beyond the highest place comes back, and pushes those before it.
    double limit = high;
    for (int i = order.size() - 1; i >= 0; i--) {
      places[order.get(i)] = Math.min(places[order.get(i)], limit);
      limit = places[order.get(i)] - step;
    }
    return places;
  }

  private static double start(
      double[] wanted, List<Integer> group, double low, double high, double step) {
    double middle = group.stream().mapToDouble(i -> wanted[i]).average().orElse(low);
    double length = (group.size() - 1) * step;
    return Math.max(low, Math.min(middle - length / 2, high - length));
  }
}
