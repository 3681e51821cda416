package io.github.concurrencylab.model;

import io.github.concurrencylab.workload.Safepoint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The safepoint of one execution: counts the work done by all its tasks, and ends them when the
 * execution is cancelled. It also takes what can be seen of tasks in other processes meanwhile.
 */
public final class Progress implements Safepoint {
  private final LongAdder done = new LongAdder();
  private final Map<ProcessHandle, Long> children = new ConcurrentHashMap<>();
  private final Printed printed;
  private volatile boolean cancelled;

  /** Creates a counter at 0; what tasks print in other processes is not shown. */
  public Progress() {
    this((by, text) -> {});
  }

  /**
   * Creates a counter at 0.
   *
   * @param printed takes what tasks print in other processes
   */
  public Progress(Printed printed) {
    this.printed = printed;
  }

  @Override
  public void reached(long units) throws InterruptedException {
    done.add(units);
    if (cancelled) {
      throw new Cancelled();
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /**
   * The work done so far, in the workload's units.
   *
   * @return at least 0
   */
  public long done() {
    return done.sum();
  }

  /** Counts work that was done elsewhere, in a child process for example. */
  public void add(long units) {
    done.add(units);
  }

  /**
   * Says that a child process was started for this execution, so that its processor time can be
   * sampled.
   *
   * @param child the process
   */
  public void childStarted(ProcessHandle child) {
    children.putIfAbsent(child, 0L);
  }

  /**
   * Says that a child process that was there before works for this execution from now on.
   *
   * @param child the process
   * @param nanosBefore the processor time in nanoseconds that it has used so far
   */
  public void childJoined(ProcessHandle child, long nanosBefore) {
    children.putIfAbsent(child, nanosBefore);
  }

  /**
   * The child processes that work for this execution, running or not.
   *
   * @return of each the processor time in nanoseconds that it had used before
   */
  public Map<ProcessHandle, Long> children() {
    return children;
  }

  /**
   * Where what tasks print in other processes goes. What they print here goes where all output of
   * this process goes.
   *
   * @return takes lines, also after the execution has ended
   */
  public Printed printed() {
    return printed;
  }

  /** Makes every task end at its next safepoint. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Whether every task is to end.
   *
   * @return true once cancelled
   */
  public boolean isCancelled() {
    return cancelled;
  }

  /**
   * How a task ends whose execution was cancelled: whoever interrupts its thread, it was no task.
   */
  static final class Cancelled extends InterruptedException {
    private static final long serialVersionUID = 1;
  }
}
