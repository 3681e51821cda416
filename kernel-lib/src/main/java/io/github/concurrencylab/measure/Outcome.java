package io.github.concurrencylab.measure;

import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import java.util.List;

/**
 * What came of one trial.
 *
 * @param checksum stands for all its results; empty if there are none
 * @param timeline when and where it all ran; empty if not recorded
 * @param cpu the processors' use over time; empty if not sampled
 * @param failure why there is no result, in one line; empty if there is one
 */
public record Outcome(String checksum, Timeline timeline, List<CpuSample> cpu, String failure) {
  /** Copies the list. */
  public Outcome {
    cpu = List.copyOf(cpu);
  }

  static Outcome failed(String failure) {
    return new Outcome(
        "", Timeline.EMPTY, List.of(), failure.strip().replaceAll("\\s*\\R\\s*", " "));
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

  /**
   * The same without what was recorded over time.
   *
   * @return a new outcome without spans and samples
   */
  public Outcome light() {
    return new Outcome(checksum, Timeline.EMPTY, List.of(), failure);
  }
}
