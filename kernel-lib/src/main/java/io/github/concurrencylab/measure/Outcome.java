package io.github.concurrencylab.measure;

import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import java.util.List;

/**
 * What came of one trial.
 *
 * @param checksum stands for all its results; empty if there are none
 * @param timeline when and where it all ran; empty if not recorded
 * @param failure why there is no result, in one line; empty if there is one
 */
public record Outcome(String checksum, Timeline timeline, String failure) {
  /**
   * An outcome under a model without a global lock.
   *
   * @param checksum stands for all its results; empty if there are none
   * @param spans when and where its tasks ran, in the tasks' order; empty if not recorded
   * @param failure why there is no result, in one line; empty if there is one
   */
  public Outcome(String checksum, List<Span> spans, String failure) {
    this(checksum, Timeline.of(spans), failure);
  }

  static Outcome failed(String failure) {
    return new Outcome("", Timeline.EMPTY, failure.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  /**
   * When and where its tasks ran.
   *
   * @return one span a task, in the tasks' order; empty if not recorded
   */
  public List<Span> spans() {
    return timeline.tasks();
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
