package io.github.concurrencylab.results;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Figures that may be compared with each other: same source, same workload, same machine.
 *
 * @param label tells it from the other groups: the source, with a number if several have the same
 * @param workload the workload, in words
 * @param machine where it was measured
 * @param trials all trials, model by model
 * @param warnings what a reader must know before trusting the figures, a line each
 */
public record Group(
    String label, String workload, Machine machine, List<Trial> trials, List<String> warnings) {
  /** Copies the lists. */
  public Group {
    trials = List.copyOf(trials);
    warnings = List.copyOf(warnings);
  }

  /**
   * Whether this program measured it, on this machine or on another.
   *
   * @return true unless the figures were published by others
   */
  public boolean measuredHere() {
    return Stream.of(Measurement.HERE, Measurement.RECORDED, Measurement.LOADED)
        .anyMatch(label::startsWith);
  }

  /**
   * The trials by model.
   *
   * @return one series a model, in the order in which the models appear
   */
  public List<Series> series() {
    Map<String, List<Trial>> byModel = new LinkedHashMap<>();
    for (Trial trial : trials) {
      byModel.computeIfAbsent(trial.model(), model -> new ArrayList<>()).add(trial);
    }
    return byModel.entrySet().stream()
        .map(entry -> new Series(label, entry.getKey(), entry.getValue()))
        .toList();
  }
}
