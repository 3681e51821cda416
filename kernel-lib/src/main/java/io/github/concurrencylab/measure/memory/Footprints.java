package io.github.concurrencylab.measure.memory;

import io.github.concurrencylab.measure.machine.Machine;
import java.util.List;

/**
 * The memory that models held while they ran a workload.
 *
 * @param workload the workload, in words
 * @param tasks how many tasks it has
 * @param machine where
 * @param models one footprint a model, in the order asked for
 * @param warnings what a reader must know before trusting the figures, a line each
 */
public record Footprints(
    String workload, int tasks, Machine machine, List<Footprint> models, List<String> warnings) {
  /** Copies the lists. */
  public Footprints {
    models = List.copyOf(models);
    warnings = List.copyOf(warnings);
  }
}
