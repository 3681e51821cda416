package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.TaskFailedException;
import java.util.HashSet;
import java.util.Set;
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
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Set<Thread> running = new HashSet<>();
  private volatile boolean stopped;

  FailSafeTasks(Recording recording, Progress progress) {
    this.recording = recording;
    this.progress = progress;
    recording.stopsWith(progress);
  }

  /** Runs one task, unless the execution has stopped. Never throws. */
  void run(int task, String worker) {
    synchronized (running) {
      if (stopped) {
        return;
      }
      running.add(Thread.currentThread());
    }
    try {
      recording.run(task, worker, progress);
    } catch (InterruptedException told) {
      stop();
    } catch (RuntimeException | Error thrown) {
      failure.compareAndSet(null, thrown);
      stop();
    } finally {
      synchronized (running) {
        running.remove(Thread.currentThread());
        if (stopped) {
          var ignored = Thread.interrupted(); // by stop: the thread may be the common pool's
        }
      }
    }
  }

  /** Makes every task end at its next safepoint, or where it waits, and the others not start. */
  void stop() {
    synchronized (running) {
      stopped = true;
      progress.cancel();
      running.forEach(Thread::interrupt);
    }
  }

  /**
   * Says how it ended.
   *
   * @throws InterruptedException if a task was told to stop
   * @throws TaskFailedException the first failure of a task
   */
  void check() throws InterruptedException {
    Throwable first = failure.get();
    if (first != null) {
      throw PooledTasks.unwrapped(first);
    }
    if (stopped) {
      throw new InterruptedException();
    }
  }
}
