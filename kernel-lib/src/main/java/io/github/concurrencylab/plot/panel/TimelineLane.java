package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.Span;
import java.util.List;

/**
 * One worker's lane, or one of several that its tasks need.
 *
 * @param worker the thread or process; empty in all but the first lane of one
 * @param tasks its tasks, by time
 * @param lock when it waited for a global lock and held it, by time; empty if there is none
 * @param unit what its times are shown in
 */
record TimelineLane(String worker, List<Span> tasks, List<LockSpan> lock, SiTime unit) {
  /** About the most spans of a lock that a chart draws one by one, all lanes together. */
  private static final int MOST_LOCK_SPANS = 1_500;

  /**
   * Whether the lock changes hands too often to be drawn span by span.
   *
   * @param lanes how many lanes the whole chart has
   */
  boolean isDense(int lanes) {
    return lock.size() * (long) lanes > MOST_LOCK_SPANS;
  }

  void draw(LaneCanvas canvas) {
    if (lock.isEmpty()) {
      TaskBars.draw(this, canvas);
    } else {
      LockBars.draw(this, canvas);
      LockNumbers.draw(this, canvas);
    }
  }
}
