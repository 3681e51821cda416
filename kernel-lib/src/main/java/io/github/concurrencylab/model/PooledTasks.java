package io.github.concurrencylab.model;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the tasks of one execution on a pool made for it, and ends that pool whatever happens. */
final class PooledTasks {
  /** How long an ended pool may take: a task that never polls must not hold the notebook up. */
  private static final long PATIENCE_MILLIS = 400;

  private PooledTasks() {}

  /**
   * Starts the pool, hands in every task, waits for all of them, and ends the pool.
   *
   * @param pool the pool; shut down when this returns or throws
   * @param recording the execution
   * @param progress the execution's safepoint
   * @param tasks how many tasks
   * @param start makes the pool ready
   * @return the execution
   * @throws InterruptedException if the caller is interrupted
   * @throws TaskFailedException the first failure of a task; the others are stopped
   */
  static Execution run(
      ExecutorService pool, Recording recording, Progress progress, int tasks, Runnable start)
      throws InterruptedException {
    try {
      start.run();
      CompletionService<Object> completion = new ExecutorCompletionService<>(pool);
      for (int index = 0; index < tasks; index++) {
        int task = index;
        completion.submit(() -> {
          recording.run(task, Thread.currentThread().getName(), progress);
          return task;
        });
      }
      // In the order in which they end, so that a failure is seen at once.
      for (int ended = 0; ended < tasks; ended++) {
        completion.take().get();
      }
      return recording.finish().execution();
    } catch (ExecutionException failure) {
      throw unwrapped(failure);
    } finally {
      progress.cancel();
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  private static RuntimeException unwrapped(ExecutionException failure)
      throws InterruptedException {
    return switch (failure.getCause()) {
      case InterruptedException stopped -> throw stopped;
      case RuntimeException thrown -> thrown;
      case null, default -> new IllegalStateException(failure);
    };
  }

  private static void awaitEnd(ExecutorService pool) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    while (true) {
      try {
        var ignored = pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        break;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
