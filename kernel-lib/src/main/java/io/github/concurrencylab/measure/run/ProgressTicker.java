package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.poll.Leftovers;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunProgress;
import java.util.concurrent.TimeUnit;

/** Tells a listener ten times a second how far a run has come, on a thread of its own. */
final class ProgressTicker implements AutoCloseable {
  private static final long PERIOD_MILLIS = 100;

  private final Run run;
  private final RunListener listener;
  private final Thread runner = Thread.currentThread();
  private final Thread thread;
  private boolean closed;

  ProgressTicker(Run run, RunListener listener) {
    this.run = run;
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("run-progress").start(this::tick);
  }

  private void tick() {
    try {
      // What was stopped and does not end has nothing to tell the cells that come after.
      while (!Leftovers.has(runner)) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        tell();
      }
    } catch (InterruptedException runEnded) {
      // Nothing more to tell.
    }
  }

  private synchronized void tell() {
    RunProgress progress = run.progress();
    if (!closed && progress != null) {
      listener.update(progress);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true; // no update may come after the run's end
    }
    thread.interrupt();
  }
}
