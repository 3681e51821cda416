package io.github.concurrencylab.model;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks for models whose own framework must see neither an interruption nor a failure: when
 * one task stops, the others end at their next safepoint, and the framework believes that all is
 * well. So it waits until every task has ended, and no exception is wrapped or copied on its way.
 */
final class FailSafeTasks {
  private final Recording recording;
  private final Progress progress;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private volatile boolean stopped;

  FailSafeTasks(Recording recording, Progress progress) {
    this.recording = recording;
    this.progress = progress;
  }

  /** Runs one task, unless the execution has stopped. Never throws. */
  void run(int task, String worker) {
    if (stopped) {
      return;
    }
    try {
      recording.run(task, worker, progress);
    } catch (InterruptedException told) {
      stop();
    } catch (RuntimeException thrown) {
      failure.compareAndSet(null, thrown);
      stop();
    }
  }

  /** Makes every task end at its next safepoint, and the others not start. */
  void stop() {
    stopped = true;
    progress.cancel();
  }

  /**
   * Says how it ended.
   *
   * @throws InterruptedException if a task was told to stop
   * @throws TaskFailedException the first failure of a task
   */
  void check() throws InterruptedException {
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
    if (stopped) {
      throw new InterruptedException();
    }
  }
}
