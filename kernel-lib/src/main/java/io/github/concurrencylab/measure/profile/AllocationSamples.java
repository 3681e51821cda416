package io.github.concurrencylab.measure.profile;

import static java.util.Comparator.comparingDouble;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The recorder's samples of what was allocated. Each weighs what its thread allocated since the one
 * before it.
 *
 * <p>A thread's first sample weighs all that it ever allocated: for the carrier of virtual threads,
 * which no event names, that can be gigabytes from before the profile. So no sample counts for more
 * than lets them come, all together, to what the virtual machine says was allocated meanwhile.
 */
final class AllocationSamples {
  private final Map<Place, List<Long>> weights = new HashMap<>();

  private record Place(String type, String at) {}

  /** Adds a sample: a class, the method that made an object of it, and its weight in bytes. */
  void add(String type, String at, long weight) {
    weights.computeIfAbsent(new Place(type, at), place -> new ArrayList<>()).add(weight);
  }

  /**
   * What was allocated where, most first.
   *
   * @param most the bytes that all of it can have been; NaN if that is not known
   */
  List<AllocatedType> within(double most) {
    double level =
        level(
            weights.values().stream().flatMap(Collection::stream).mapToLong(w -> w).toArray(),
            most);
    return weights.entrySet().stream()
        .map(entry ->
            new AllocatedType(
                entry.getKey().type(),
                entry.getKey().at(),
                entry.getValue().stream().mapToDouble(weight -> Math.min(weight, level)).sum()))
        .sorted(comparingDouble(AllocatedType::bytes).reversed())
        .toList();
  }

  /** The height at which to cut them, so that together they are no more than that. */
  private static double level(long[] weights, double most) {
    Arrays.sort(weights);
    double left = most;
    for (int i = 0; i < weights.length; i++) {
      double share = left / (weights.length - i);
      if (weights[i] > share) {
        return share;
      }
      left -= weights[i];
    }
    return Double.POSITIVE_INFINITY;
  }
}
