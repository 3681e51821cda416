package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.base.Uninterruptibly;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.TaskFailedException;
import java.time.Duration;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of one execution on a pool made for it, and ends that pool whatever happens. */
public final class PooledTasks {
  /** How long an ended pool may take: a task that never polls must not hold the notebook up. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  private PooledTasks() {}

  /** What a thread of the pool does for one task. */
  @FunctionalInterface
  public interface Body {
    /**
     * Runs a task.
     *
     * @param task its index
     * @throws InterruptedException if it was told to stop
     */
    public void run(int task) throws InterruptedException;
  }

  /**
   * Starts the pool's threads, hands in every task, waits for all of them, and ends the pool.
   *
   * @param pool the pool; shut down when this returns or throws
   * @param recording the execution
   * @param progress the execution's safepoint, cancelled when this returns or throws
   * @param tasks how many tasks
   * @param body runs one of them
   * @return the execution
   * @throws InterruptedException if the caller is interrupted
   * @throws TaskFailedException the first failure of a task; the others are stopped
   */
  public static Execution run(
      ExecutorService pool, Recording recording, Progress progress, int tasks, Body body)
      throws InterruptedException {
    recording.stopsWith(progress);
    try {
      if (pool instanceof ThreadPoolExecutor fixed) {
        fixed.prestartAllCoreThreads();
      }
      recording.poolIsReady();
      CompletionService<Object> completion = new ExecutorCompletionService<>(pool);
      for (int index = 0; index < tasks; index++) {
        int task = index;
        completion.submit(() -> {
          body.run(task);
          return task;
        });
      }
      // In the order in which they end, so that a failure is seen at once.
      for (int ended = 0; ended < tasks; ended++) {
        completion.take().get();
      }
      return recording.finish().execution();
    } catch (ExecutionException failure) {
      throw unwrapped(failure.getCause());
    } finally {
      progress.cancel();
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  /**
   * Throws what ended a task, as the model's own.
   *
   * @param cause what a framework has wrapped
   * @return what to throw
   * @throws InterruptedException if the task was told to stop
   */
  static RuntimeException unwrapped(@Nullable Throwable cause) throws InterruptedException {
    return switch (cause) {
      case InterruptedException stopped -> throw stopped;
      case RuntimeException thrown -> thrown;
      case Error error -> throw error;
      case null, default -> new IllegalStateException(cause);
    };
  }

  /**
   * Waits for a pool that was shut down, even if the caller is interrupted; the interruption is
   * kept.
   *
   * @param pool the pool
   */
  static void awaitEnd(ExecutorService pool) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    Uninterruptibly.await(() -> {
      var ignored = pool.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    });
  }

  /**
   * Waits for a thread that was told to end, even if the caller is interrupted; the interruption is
   * kept.
   *
   * @param thread the thread
   */
  static void awaitEnd(Thread thread) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    Uninterruptibly.await(() -> {
      var ignored = thread.join(Duration.ofNanos(deadline - System.nanoTime()));
    });
  }
}
