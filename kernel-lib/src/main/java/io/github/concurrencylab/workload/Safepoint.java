package io.github.concurrencylab.workload;

import org.jspecify.annotations.Nullable;

/**
 * The one hook inside a task's loop.
 *
 * <p>A task calls it every few ten thousand steps. There it learns that it was interrupted, its
 * progress is counted, and a model with a global lock may hand that lock over. The word is the
 * virtual machine's own: a place where a running thread can be stopped.
 */
@FunctionalInterface
public interface Safepoint {
  /** A safepoint that does nothing: for running a task by hand. */
  Safepoint NONE = units -> {};

  /**
   * Says that more of the task is done.
   *
   * @param units how much since the last call, in the workload's {@linkplain Workload#units()
   *     units}
   * @throws InterruptedException if the task must end now
   */
  void reached(long units) throws InterruptedException;

  /**
   * How often it wants to be called. A task that can calls at least that often, but never less
   * often than it would by itself; one that cannot may ignore it.
   *
   * @return the most units between two calls, at least 1; by default as the task likes
   */
  default long stride() {
    return Long.MAX_VALUE;
  }

  /** Something that waits: for time to pass, or for an answer. */
  @FunctionalInterface
  interface Wait {
    /**
     * Waits.
     *
     * @return what was waited for, if anything
     * @throws Exception if the wait fails or is interrupted
     */
    @Nullable Object await() throws Exception;
  }

  /**
   * Waits. A model with a global lock lets it go meanwhile, as CPython does around everything that
   * blocks; every other model just waits.
   *
   * @param wait what blocks
   * @return what it returns
   * @throws Exception what it throws
   */
  default @Nullable Object waiting(Wait wait) throws Exception {
    return wait.await();
  }
}
