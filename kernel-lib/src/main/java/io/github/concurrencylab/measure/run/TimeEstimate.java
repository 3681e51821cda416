package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.model.ModelId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The estimate of the time left. A model that has run is taken to need its last time again; one
 * that has not, the mean of the others.
 */
public final class TimeEstimate {
  private final long units;
  private final Map<ModelId, Double> lastSeconds = new HashMap<>();

  TimeEstimate(long units) {
    this.units = units;
  }

  synchronized void ended(ModelId model, double seconds) {
    lastSeconds.put(model, seconds);
  }

  /** What a model needed last; positive infinity if it has not run. */
  synchronized double lastSeconds(ModelId model) {
    return lastSeconds.getOrDefault(model, Double.POSITIVE_INFINITY);
  }

  /**
   * The time left.
   *
   * @param left how often each model is still to run, the one running now included
   * @param current the model running now
   * @param share how much of it is done
   * @param seconds how long it has been running
   * @return seconds; null while nothing is known
   */
  synchronized @Nullable Double secondsLeft(
      Map<ModelId, Integer> left, ModelId current, double share, double seconds) {
    Map<ModelId, Double> each = new HashMap<>(lastSeconds);
    if (units > 0 && share > 0.02) {
      each.putIfAbsent(current, seconds / share);
    }
    if (each.isEmpty()) {
      return null;
    }
    double all = sum(left, each);
    double now = left.getOrDefault(current, 0) > 0 ? each.getOrDefault(current, mean(each)) : 0;
    return Math.max(0, all - Math.min(seconds, now));
  }

  /**
   * What some trials will take.
   *
   * @param counts how often each model is to run
   * @return seconds; null while nothing is known
   */
  synchronized @Nullable Double seconds(Map<ModelId, Integer> counts) {
    return lastSeconds.isEmpty() ? null : sum(counts, lastSeconds);
  }

  private static double sum(Map<ModelId, Integer> counts, Map<ModelId, Double> each) {
    double mean = mean(each);
    return counts.entrySet().stream()
        .mapToDouble(entry -> each.getOrDefault(entry.getKey(), mean) * entry.getValue())
        .sum();
  }

  private static double mean(Map<ModelId, Double> each) {
    return each.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
