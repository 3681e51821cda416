package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.plot.style.Theme;
import java.util.List;
import java.util.Optional;

/**
 * Writes the tasks' numbers on a lane that shows a global lock, where they hide as little as can
 * be: each in the first wait within its task that has room for it; else in the wait before it; else
 * on top of what is drawn, if the task is long. No number stands on another.
 */
final class LockNumbers {
  /** Pixels left and right of a number, together. */
  private static final double PADDING = 4;

  private final TimelineLane lane;
  private final LaneCanvas canvas;

  private LockNumbers(TimelineLane lane, LaneCanvas canvas) {
    this.lane = lane;
    this.canvas = canvas;
  }

  static void draw(TimelineLane lane, LaneCanvas canvas) {
    if (canvas.hasRoomForNumbers()) {
      new LockNumbers(lane, canvas).draw();
    }
  }

  private void draw() {
    List<LockSpan> lock = lane.lock();
    int span = 0;
    double free = canvas.area().getX(); // right of the number before
    for (Span task : lane.tasks()) {
      while (span < lock.size() && lock.get(span).endNanos() <= task.startNanos()) {
        span++;
      }
      double width = canvas.numberWidth(task) + PADDING;
      double start = canvas.x(task.startNanos());
      Optional<Double> wait = waitFor(task, span, width);
      double place = wait.orElse(start);
      if (place < free || (wait.isEmpty() && 2 * width > canvas.width(task))) {
        continue;
      }
      if (wait.isEmpty()) {
        canvas.g2().setPaint(Theme.CARD);
        canvas.g2().fill(canvas.between(place, place + width));
      }
      canvas.writeNumber(task, place + PADDING / 2, Theme.INK);
      free = place + width;
    }
  }

  /**
   * The left end of a wait that has room for a task's number.
   *
   * @param span the index of the first span that ends within the task or after it
   */
  private Optional<Double> waitFor(Span task, int span, double width) {
    return waitWithin(task, span, width).or(() -> waitBefore(task, span, width));
  }

  private Optional<Double> waitWithin(Span task, int span, double width) {
    double free = canvas.x(task.startNanos());
    for (LockSpan each : lane.lock().subList(span, lane.lock().size())) {
      if (each.startNanos() >= task.endNanos()) {
        break;
      }
      if (each.state() == State.HOLDING) {
        if (canvas.x(each.startNanos()) - free >= width) {
          return Optional.of(free);
        }
        free = Math.max(free, canvas.x(each.endNanos()));
      }
    }
    return Optional.empty();
  }

  private Optional<Double> waitBefore(Span task, int span, double width) {
    if (span == 0 || span == lane.lock().size()) {
      return Optional.empty();
    }
    double place = canvas.x(task.startNanos()) - width;
    boolean fits = place >= canvas.x(lane.lock().get(span - 1).startNanos());
    return fits ? Optional.of(place) : Optional.empty();
  }
}
