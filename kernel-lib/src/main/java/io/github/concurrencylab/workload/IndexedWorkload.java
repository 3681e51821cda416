package io.github.concurrencylab.workload;

import java.util.List;
import java.util.Optional;

/** A workload whose tasks wait rather than compute: each returns its own number, from 0. */
interface IndexedWorkload extends Workload {
  @Override
  default boolean deterministic() {
    return true;
  }

  @Override
  default Optional<String> validate(List<?> results) {
    for (int i = 0; i < tasks(); i++) {
      if (!results.get(i).equals((long) i)) {
        return Optional.of(
            "result of task %s must be %s, got %s".formatted(i + 1, i, results.get(i)));
      }
    }
    return Optional.empty();
  }

  /** {@inheritDoc} Here it is the number of results. */
  @Override
  default String checksum(List<?> results) {
    return Integer.toString(results.size());
  }
}
