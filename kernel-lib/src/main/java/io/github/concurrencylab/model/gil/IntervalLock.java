package io.github.concurrencylab.model.gil;

import io.github.concurrencylab.base.poll.PollingThreads.Wait;
import io.github.concurrencylab.base.poll.Polls;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
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
 *
 * <p>CPython's own calls let the lock go before they block. A thread of Java's is only seen to
 * block; so who has waited for the switch interval takes the lock away from a holder that waits for
 * something else. That one queues up again at its next safepoint.
 */
final class IntervalLock implements GlobalLock {
  /** After so many intervals a wait in a library is taken for a deadlock: by then it must end. */
  private static final int PATIENCE = 20;

  private final long intervalNanos;
  private final Function<Thread, Wait> waits;
  private final ReentrantLock mutex = new ReentrantLock(); // gil_mutex and switch_mutex
  private final Condition released = mutex.newCondition(); // gil_cond
  private final Condition switched = mutex.newCondition(); // switch_cond
  private volatile boolean dropRequest; // gil_drop_request
  private boolean locked;
  private int waiters;
  private @Nullable LockHistory lastHolder;
  private @Nullable Thread holder;
  private long switches; // gil_switch_number

  /** Those from whom it was taken in a wait behind which they do not poll at once. */
  private final Set<LockHistory> unaware = new HashSet<>();

  IntervalLock(long intervalNanos) {
    this(intervalNanos, thread -> Wait.NONE);
  }

  /**
   * Creates a lock that is taken away from threads that wait.
   *
   * @param intervalNanos the switch interval
   * @param waits what a thread waits in
   */
  IntervalLock(long intervalNanos, Function<Thread, Wait> waits) {
    this.intervalNanos = intervalNanos;
    this.waits = waits;
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
      holder = Thread.currentThread();
      if (lastHolder != me) {
        lastHolder = me;
        switches++;
      }
      request(false);
      switched.signalAll();
      me.taken();
    } finally {
      mutex.unlock();
    }
  }

  private void awaitRelease() throws InterruptedException {
    waiters++;
    try {
      int inVain = 0;
      while (locked) {
        long seen = switches;
        boolean timedOut = released.awaitNanos(intervalNanos) <= 0;
        if (timedOut && locked && switches == seen) {
          inVain++;
          if (takenAway(inVain)) {
            return;
          }
          request(true);
        } else {
          inVain = 0;
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

  private boolean takenAway(int inVain) {
    LockHistory victim = lastHolder;
    Thread thread = holder;
    if (victim == null || thread == null) {
      return false;
    }
    Wait wait = waits.apply(thread);
    if (wait == Wait.NONE || (wait == Wait.HIDDEN && inVain < PATIENCE)) {
      return false;
    }
    if (wait == Wait.HIDDEN) {
      unaware.add(victim);
    }
    victim.loses();
    locked = false;
    return true;
  }

  /** Asks at polls too, and there also as long as a thread goes on without the lock unawares. */
  private void request(boolean drop) {
    dropRequest = drop;
    Polls.ask(drop || !unaware.isEmpty());
  }

  @Override
  public void drop(LockHistory me) {
    mutex.lock();
    try {
      if (me.hasLost()) {
        me.dropped(me.lostAt());
        unaware.remove(me);
        request(dropRequest);
        return;
      }
      locked = false;
      holder = null;
      me.dropped(me.now());
      released.signal();
      if (dropRequest) {
        request(false);
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
    if (dropRequest || me.hasLost()) {
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
