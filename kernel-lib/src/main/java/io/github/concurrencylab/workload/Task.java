package io.github.concurrencylab.workload;

/** One piece of a workload: runs once, on one thread, and has a result. */
@FunctionalInterface
public interface Task {
  /**
   * Does the work.
   *
   * @param safepoint called now and then from the task's loop
   * @return the result
   * @throws InterruptedException if the safepoint said so
   * @throws Exception whatever the work itself throws
   */
  Object run(Safepoint safepoint) throws Exception;
}
