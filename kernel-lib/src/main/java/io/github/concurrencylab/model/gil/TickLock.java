package io.github.concurrencylab.model.gil;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * CPython's global lock before 3.2.
 *
 * <p>After so many ticks the holder releases the lock and acquires it again at once. That wakes a
 * waiter, but the releasing thread is already running and mostly wins; the other was woken for
 * nothing. On several processors this is what made threads slower than none.
 *
 * <p>Source: the interpreter loop in CPython 2.7's {@code Python/ceval.c} ({@code _Py_Ticker},
 * {@code _Py_CheckInterval}), and {@code Python/thread_pthread.h}, where the lock is a POSIX
 * semaphore: like that one, {@link Semaphore} lets who runs overtake who was woken. As there, the
 * ticker belongs to all threads, and whoever holds the lock counts it down.
 */
final class TickLock implements GlobalLock {
  private final int every;
  private final Semaphore lock = new Semaphore(1);

  // Touched by the lock's holder only: the semaphore orders it.
  private @Nullable LockHistory lastHolder;
  private long ticks;

  /** Written by the lock's holder only. */
  private volatile long switches;

  TickLock(int every) {
    this.every = every;
  }

  @Override
  public void take(LockHistory me) throws InterruptedException {
    if (!lock.tryAcquire()) {
      me.waits();
      lock.acquire();
    }
    taken(me);
  }

  private void taken(LockHistory me) {
    if (lastHolder != me) {
      lastHolder = me;
      long before = switches;
      switches = before + 1;
    }
    me.taken();
  }

  @Override
  public void drop(LockHistory me) {
    me.dropped(me.now());
    lock.release();
  }

  @Override
  public void reached(LockHistory me, long units) throws InterruptedException {
    ticks += units;
    if (ticks < every) {
      return;
    }
    ticks = 0;
    long releasedAt = me.now();
    lock.release();
    if (lock.tryAcquire()) {
      if (lastHolder == me) {
        return; // nobody else had it: as if it had been held on
      }
      me.dropped(releasedAt);
    } else {
      me.dropped(releasedAt);
      me.waits();
      lock.acquire();
    }
    taken(me);
  }

  @Override
  public long handOvers() {
    return Math.max(0, switches - 1); // the first thread had it from nobody
  }
}
