package io.github.concurrencylab.measure;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The estimate of the time left. A model that has run is taken to need its last time again; one
 * that has not, the mean of the others.
 */
final class Eta {
  private final long units;
  private final int rounds;
  private final Map<String, Double> lastSeconds = new HashMap<>();
  private final Map<String, Integer> ended = new HashMap<>();

  Eta(long units, int rounds) {
    this.units = units;
    this.rounds = rounds;
  }

  synchronized void ended(String model, double seconds) {
    lastSeconds.put(model, seconds);
    ended.merge(model, 1, Integer::sum);
  }

  /**
   * The time left.
   *
   * @param models all models of the run
   * @param current the one running now
   * @param share how much of it is done
   * @param seconds how long it has been running
   * @return seconds; null while nothing is known
   */
  synchronized @Nullable Double secondsLeft(
      List<String> models, String current, double share, double seconds) {
    Map<String, Double> each = new HashMap<>(lastSeconds);
    if (units > 0 && share > 0.02) {
      each.putIfAbsent(current, seconds / share);
    }
    if (each.isEmpty()) {
      return null;
    }
    double mean = each.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double left = 0;
    for (String model : models) {
      left += each.getOrDefault(model, mean) * (rounds - ended.getOrDefault(model, 0));
    }
    return Math.max(0, left - Math.min(seconds, each.getOrDefault(current, mean)));
  }

  /** A time in words: {@code 42 s}, {@code 3 min 5 s}. */
  static String words(double seconds) {
    long whole = Math.round(seconds);
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return whole < 60
        ? whole + " s"
        : String.format(Locale.ROOT, "%d min %d s", whole / 60, whole % 60);
  }
}
