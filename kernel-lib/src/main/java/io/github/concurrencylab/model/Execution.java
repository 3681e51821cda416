package io.github.concurrencylab.model;

import io.github.concurrencylab.base.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * What one execution of a workload under a model gives.
 *
 * @param results one result per task, in the tasks' order
 * @param timeline when and where it all ran
 * @param nanos the time from before the pool was made until the last result was in
 * @param poolStartNanos the part of it until all workers were ready
 * @param cpu processor time used meanwhile
 * @param traffic what crossed a network; {@link Traffic#NONE} if nobody counted
 */
public record Execution(
    List<Object> results,
    Timeline timeline,
    long nanos,
    long poolStartNanos,
    Cpu cpu,
    Traffic traffic) {
  /**
   * Processor time.
   *
   * @param own that of this virtual machine
   * @param children that of child processes
   */
  public record Cpu(CpuTime own, CpuTime children) {
    /**
     * Both.
     *
     * @return the sum
     */
    public CpuTime all() {
      return own.plus(children);
    }
  }

  /**
   * Copies the results.
   *
   * @throws IllegalArgumentException if there are none, or one of them is null
   */
  public Execution {
    Check.given("results", results, "one a task");
    int missing = new ArrayList<>(results).indexOf(null); // lists without null refuse the question
    if (missing >= 0) {
      throw Check.refusal(
          "result of task %s must be given, got null: NoValue.NULL stands for none"
              .formatted(missing + 1));
    }
    Check.given("timeline", timeline, "Recording makes one");
    results = List.copyOf(results);
  }

  /**
   * What an execution gives of which nobody counted what travels.
   *
   * @param results one result per task, in the tasks' order
   * @param timeline when and where it all ran
   * @param nanos the time from before the pool was made until the last result was in
   * @param poolStartNanos the part of it until all workers were ready
   * @param cpu processor time used meanwhile
   * @throws IllegalArgumentException if there are no results, or one of them is null
   */
  public Execution(
      List<Object> results, Timeline timeline, long nanos, long poolStartNanos, Cpu cpu) {
    this(results, timeline, nanos, poolStartNanos, cpu, Traffic.NONE);
  }

  /**
   * Processor time used by child processes.
   *
   * @return nanoseconds
   */
  public long childCpuNanos() {
    return cpu.children().nanos();
  }

  /** The same, with what became of a global lock. */
  public Execution withLock(List<LockSpan> lock, long handOvers) {
    Timeline locked = new Timeline(timeline.tasks(), lock, handOvers);
    return new Execution(results, locked, nanos, poolStartNanos, cpu, traffic);
  }

  /** The same, with what crossed a network. */
  public Execution with(Traffic counted) {
    return new Execution(results, timeline, nanos, poolStartNanos, cpu, counted);
  }
}
