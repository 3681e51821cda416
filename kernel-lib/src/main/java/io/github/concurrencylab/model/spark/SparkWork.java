package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.WorkloadData;
import java.io.Serial;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.concurrent.TimeUnit;

/** Work as it travels from the driver to executors, and what an executor does with it. */
public final class SparkWork implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final int LONGEST_ERROR = 2_000;

  private final String kind;
  private final HashMap<String, String> values;
  private final int tasks;

  /** A workload as data. */
  SparkWork(WorkloadData data, int tasks) {
    this.kind = data.kind();
    this.values = new HashMap<>(data.values());
    this.tasks = tasks;
  }

  WorkloadData data() {
    return new WorkloadData(kind, values);
  }

  /**
   * How many tasks it has.
   *
   * @return at least 1
   */
  public int tasks() {
    return tasks;
  }

  /**
   * Runs one task on the calling thread. What the task throws is an outcome too: Spark would only
   * run it again and again.
   *
   * @param task its number, from 0
   * @param worker the name of the executor and its thread
   * @return what came of it
   */
  public TaskOutcome run(int task, String worker) {
    Safepoint safepoint =
        units -> {
          if (Thread.interrupted()) {
            throw new InterruptedException("the task was cancelled");
          }
        };
    long start = epochNanos();
    long cpu = threadCpuNanos();
    try {
      Object result = data().workload().newTasks().get(task).run(safepoint);
      byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong((Long) result).array();
      return TaskOutcome.returned(task, worker, start, epochNanos(), threadCpuNanos() - cpu, bytes);
    } catch (Throwable thrown) {
      String error = String.valueOf(thrown);
      return TaskOutcome.failed(
          task, worker, error.substring(0, Math.min(LONGEST_ERROR, error.length())));
    }
  }

  /** The time on the wall: the only clock that several machines share. */
  static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  private static long threadCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
