package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.Span;
import java.util.Arrays;

/** A lane as letters, for clients that show only text. */
final class LaneText {
  private final int columns;
  private final double nanos;

  /**
   * Creates a writer of lanes.
   *
   * @param columns how many letters a lane has
   * @param nanos what all of them stand for
   */
  LaneText(int columns, double nanos) {
    this.columns = columns;
    this.nanos = nanos;
  }

  /**
   * The lane as letters.
   *
   * @return the last digit of the number of the task that was under way; with a lock a point where
   *     it mostly waited without it
   */
  String of(TimelineLane lane) {
    char[] letters = new char[columns];
    Arrays.fill(letters, ' ');
    for (Span task : lane.tasks()) {
      int from = column(task.startNanos());
      int to = column(task.endNanos());
      char digit = Character.forDigit(Math.floorMod(task.task() + 1, 10), 10);
      Arrays.fill(letters, from, Math.max(from, to) + 1, digit);
    }
    if (!lane.lock().isEmpty()) {
      markWaits(letters, lane);
    }
    return new String(letters).stripTrailing();
  }

  /**
   * Points for where a task was under way, or a wait for its beginning, mostly without the lock.
   */
  private void markWaits(char[] letters, TimelineLane lane) {
    StepShares held = new StepShares(columns);
    StepShares begun = new StepShares(columns);
    for (Span task : lane.tasks()) {
      add(begun, task.startNanos(), task.endNanos());
    }
    for (LockSpan span : lane.lock()) {
      add(span.state() == State.HOLDING ? held : begun, span.startNanos(), span.endNanos());
    }
    for (int i = 0; i < columns; i++) {
      if (2 * held.of(i) < Math.min(1, begun.of(i))) {
        letters[i] = '.';
      }
    }
  }

  private void add(StepShares shares, long start, long end) {
    shares.add(start * columns / nanos, end * columns / nanos);
  }

  private int column(long at) {
    return (int) Math.clamp(at * (columns / nanos), 0, columns - 1);
  }
}
