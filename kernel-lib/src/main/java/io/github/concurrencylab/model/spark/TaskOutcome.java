package io.github.concurrencylab.model.spark;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What came of one task, as it travels from an executor to the driver. */
public final class TaskOutcome implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final int task;
  private final String worker;
  private final long[] nanos;
  private final byte[] result;
  private final String error;
  private final byte[] thrown;
  private final ArrayList<String> printed = new ArrayList<>();

  private TaskOutcome(
      int task, String worker, long[] nanos, byte[] result, String error, byte[] thrown) {
    this.task = task;
    this.worker = worker;
    this.nanos = nanos;
    this.result = result;
    this.error = error;
    this.thrown = thrown;
  }

  /** A task that returned. */
  static TaskOutcome returned(
      int task, String worker, long startNanos, long endNanos, long cpuNanos, byte[] result) {
    long[] nanos = {startNanos, endNanos, cpuNanos};
    return new TaskOutcome(task, worker, nanos, result.clone(), "", new byte[0]);
  }

  /** A task that failed, and what it threw as it travels, if anything. */
  static TaskOutcome failed(int task, String worker, String error, byte[] thrown) {
    return new TaskOutcome(task, worker, new long[3], new byte[0], error, thrown.clone());
  }

  int task() {
    return task;
  }

  /** The executor and its thread. */
  String worker() {
    return worker;
  }

  /** When it began, in nanoseconds since 1970 by the executor's clock. */
  long startNanos() {
    return nanos[0];
  }

  /** When it ended, likewise. */
  long endNanos() {
    return nanos[1];
  }

  /** The processor time that its thread used. */
  long cpuNanos() {
    return nanos[2];
  }

  /** The result as bytes. */
  byte[] result() {
    return result.clone();
  }

  /** How it failed; empty if it returned. */
  String error() {
    return error;
  }

  /** What it threw, as it travels; empty if it threw nothing. */
  byte[] thrown() {
    return thrown.clone();
  }

  /** The same task, with what it printed. */
  TaskOutcome printed(List<String> lines) {
    TaskOutcome same = new TaskOutcome(task, worker, nanos, result, error, thrown);
    same.printed.addAll(lines);
    return same;
  }

  /** What it printed, its first and last lines. */
  List<String> printed() {
    return List.copyOf(printed);
  }

  @Override
  public String toString() {
    return "task %s on %s: %s"
        .formatted(task, worker, error.isEmpty() ? Arrays.toString(result) : error);
  }
}
