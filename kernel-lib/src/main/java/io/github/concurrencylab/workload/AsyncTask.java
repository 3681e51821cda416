package io.github.concurrencylab.workload;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A task that can also wait without a thread: what an event loop needs to have more than one task
 * under way.
 */
public interface AsyncTask extends Task {
  /**
   * Starts the work and returns at once.
   *
   * @param loop runs whatever the task computes; the loop's own thread
   * @param safepoint called from what runs there
   * @return the promise of the result; to cancel it ends the wait
   * @throws Exception if it cannot be started
   */
  CompletableFuture<Object> start(Executor loop, Safepoint safepoint) throws Exception;
}
