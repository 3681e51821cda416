package io.github.concurrencylab.measure;

import io.github.concurrencylab.model.Span;
import java.util.List;

/**
 * What came of one trial.
 *
 * @param checksum stands for all its results; empty if there are none
 * @param spans when and where its tasks ran, in the tasks' order; empty if not recorded
 * @param cpu the processors' use over time; empty if not sampled
 * @param failure why there is no result, in one line; empty if there is one
 */
public record Outcome(String checksum, List<Span> spans, List<CpuSample> cpu, String failure) {
  /** Copies the lists. */
  public Outcome {
    spans = List.copyOf(spans);
    cpu = List.copyOf(cpu);
  }

  static Outcome failed(String failure) {
    return new Outcome("", List.of(), List.of(), failure.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /**
   * Whether the trial has a result.
   *
   * @return true if nothing failed
   */
  public boolean ok() {
    return failure.isEmpty();
  }
}
