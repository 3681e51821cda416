package io.github.concurrencylab.measure;

import io.github.concurrencylab.model.Span;
import java.util.List;

/**
 * What came of one trial.
 *
 * @param checksum stands for all its results; empty if there are none
 * @param spans when and where its tasks ran, in the tasks' order; empty if not recorded
 * @param failure why there is no result, in one line; empty if there is one
 */
public record Outcome(String checksum, List<Span> spans, String failure) {
  /** Copies the spans. */
  public Outcome {
    spans = List.copyOf(spans);
  }

  static Outcome failed(String failure) {
    return new Outcome("", List.of(), failure.strip().replaceAll("\\s*\\R\\s*", " "));
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
