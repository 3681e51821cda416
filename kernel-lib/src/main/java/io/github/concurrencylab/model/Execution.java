package io.github.concurrencylab.model;

import java.util.List;

/**
 * What one execution of a workload under a model gives.
 *
 * @param results one result a task, in the tasks' order
 * @param spans when and where each task ran, in the tasks' order
 * @param nanos the time from before the pool was made until the last result was in
 * @param poolStartNanos the part of it until all workers were ready
 * @param childCpuNanos processor time used by child processes, to the system's clock tick (10 ms on
 *     Linux)
 */
public record Execution(
    List<Object> results, List<Span> spans, long nanos, long poolStartNanos, long childCpuNanos) {
  /** Copies the lists. */
  public Execution {
    results = List.copyOf(results);
    spans = List.copyOf(spans);
  }
}
