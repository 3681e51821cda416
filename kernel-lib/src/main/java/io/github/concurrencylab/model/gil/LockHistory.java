package io.github.concurrencylab.model.gil;

import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * When one thread waited for the global lock, and when it held it. Used by that thread alone, but
 * for {@link #loses}.
 *
 * <p>A turn is a wait and the hold after it. Memory is bounded: when there are too many turns, each
 * two neighbours become one. That keeps when they began and ended, how long they held and how long
 * they did not, and only blurs the order within.
 */
final class LockHistory {
  private static final int NOT = -1;

  private final String worker;
  private final LongSupplier clock;
  private final int most;
  private long[] waitFrom = new long[16];
  private long[] holdFrom = new long[16];
  private long[] holdTo = new long[16];
  private int size;
  private long waitingSince = NOT;
  private long holdingSince = NOT;
  private volatile long lostAt = NOT;

  /**
   * Creates an empty history.
   *
   * @param worker the thread's name
   * @param clock the execution's clock
   * @param most the most turns that are kept, at least 2
   */
  LockHistory(String worker, LongSupplier clock, int most) {
    this.worker = worker;
    this.clock = clock;
    this.most = most;
  }

  String worker() {
    return worker;
  }

  /** Whether the thread holds the lock. */
  boolean holds() {
    return holdingSince != NOT;
  }

  /** The thread wants the lock and has to wait for it. */
  void waits() {
    if (waitingSince == NOT) {
      waitingSince = clock.getAsLong();
    }
  }

  /** The thread has the lock. */
  void taken() {
    holdingSince = clock.getAsLong();
    if (waitingSince == NOT) {
      waitingSince = holdingSince;
    }
  }

  /** Another thread takes the lock while this one, which holds it, waits for something else. */
  void loses() {
    lostAt = clock.getAsLong();
  }

  /** Whether the thread has lost the lock and has not dropped it since. */
  boolean hasLost() {
    return lostAt != NOT;
  }

  /** When it lost the lock. */
  long lostAt() {
    return lostAt;
  }

  /** What the clock says. */
  long now() {
    return clock.getAsLong();
  }

  /**
   * The thread has the lock no more.
   *
   * @param at since when; asked of the clock before another thread can have taken the lock
   */
  void dropped(long at) {
    if (size == most) {
      halve();
    }
    if (size == waitFrom.length) {
      int length = Math.min(most, 2 * size);
      waitFrom = Arrays.copyOf(waitFrom, length);
      holdFrom = Arrays.copyOf(holdFrom, length);
      holdTo = Arrays.copyOf(holdTo, length);
    }
    waitFrom[size] = waitingSince;
    holdFrom[size] = holdingSince;
    holdTo[size] = at;
    size++;
    waitingSince = NOT;
    holdingSince = NOT;
    lostAt = NOT;
  }

  private void halve() {
    int pairs = size / 2;
    for (int pair = 0; pair < pairs; pair++) {
      int a = 2 * pair;
      int b = a + 1;
      long held = holdTo[a] - holdFrom[a] + holdTo[b] - holdFrom[b];
      waitFrom[pair] = waitFrom[a];
      holdTo[pair] = holdTo[b];
      holdFrom[pair] = holdTo[b] - held;
    }
    if (size % 2 == 1) {
      waitFrom[pairs] = waitFrom[size - 1];
      holdFrom[pairs] = holdFrom[size - 1];
      holdTo[pairs] = holdTo[size - 1];
    }
    size -= pairs;
  }

  /** The spans, by time: of each turn the wait, if there was one, and the hold. */
  List<LockSpan> spans() {
    List<LockSpan> spans = new ArrayList<>(2 * size);
    for (int turn = 0; turn < size; turn++) {
      if (holdFrom[turn] > waitFrom[turn]) {
        spans.add(new LockSpan(worker, State.WAITING, waitFrom[turn], holdFrom[turn]));
      }
      spans.add(new LockSpan(worker, State.HOLDING, holdFrom[turn], holdTo[turn]));
    }
    return spans;
  }
}
