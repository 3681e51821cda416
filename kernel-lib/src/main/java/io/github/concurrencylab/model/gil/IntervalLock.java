package io.github.concurrencylab.model.gil;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * CPython's global lock since 3.2.
 *
 * <p>Who finds it taken waits for the switch interval, and if nobody got the lock in the meantime
 * sets the drop request. The holder sees the request at its next safepoint, lets go, wakes one
 * waiter, and then waits until another thread has really taken the lock, so that it cannot win it
 * back at once. Only then does it queue up again.
 *
 * <p>Source: A. Pitrou's design, described at the top of CPython's {@code Python/ceval_gil.h}
 * ({@code .c} since 3.12); the names there are given in brackets. CPython has one mutex for each of
 * the two conditions; one for both does the same here. In CPython a waiter never gives up; here it
 * can be interrupted, and so who waits for the switch must learn when nobody is left to take over.
 */
final class IntervalLock implements GlobalLock {
  private final long intervalNanos;
  private final ReentrantLock mutex = new ReentrantLock(); // gil_mutex and switch_mutex
  private final Condition released = mutex.newCondition(); // gil_cond
  private final Condition switched = mutex.newCondition(); // switch_cond
  private volatile boolean dropRequest; // gil_drop_request
  private boolean locked;
  private int waiters;
  private @Nullable LockHistory lastHolder;
  private long switches; // gil_switch_number

  IntervalLock(long intervalNanos) {
    this.intervalNanos = intervalNanos;
  }

  @Override
  public void take(LockHistory me) throws InterruptedException {
    mutex.lock();
    try {
      if (locked) {
        me.waits();
        awaitRelease();
      }
      locked = true;
      if (lastHolder != me) {
        lastHolder = me;
        switches++;
      }
      dropRequest = false;
      switched.signalAll();
      me.taken();
    } finally {
      mutex.unlock();
    }
  }

  private void awaitRelease() throws InterruptedException {
    waiters++;
    try {
      while (locked) {
        long seen = switches;
        boolean timedOut = released.awaitNanos(intervalNanos) <= 0;
        if (timedOut && locked && switches == seen) {
          dropRequest = true;
        }
      }
    } catch (InterruptedException givesUp) {
      released.signal(); // the wake-up may have been meant for this thread
      throw givesUp;
    } finally {
      waiters--;
      if (waiters == 0) {
        switched.signalAll();
      }
    }
  }

  @Override
  public void drop(LockHistory me) {
    mutex.lock();
    try {
      locked = false;
      me.dropped(me.now());
      released.signal();
      if (dropRequest) {
        dropRequest = false;
        // Ends soon even if everybody is interrupted: a waiter takes the lock or gives up.
        while (lastHolder == me && waiters > 0) {
          switched.awaitUninterruptibly();
        }
      }
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public void reached(LockHistory me, long units) throws InterruptedException {
    if (dropRequest) {
      drop(me);
      me.waits();
      take(me);
    }
  }

  @Override
  public long handOvers() {
    mutex.lock();
    try {
      return Math.max(0, switches - 1); // the first thread had it from nobody
    } finally {
      mutex.unlock();
    }
  }
}
