package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.Scale;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws when a worker held a global lock, on a pale ground of all the time in which it waited for
 * it or had a task under way.
 */
final class LockBars {
  private static final double NANOS = 1e9;

  /** Pixels without a task and without a wait from which on the ground shows a gap. */
  private static final double LEAST_GAP = 1;

  private static final double LEAST_WIDTH = 0.3;

  /** Eighths of its height are all that can be told apart in a lane. */
  private static final int HEIGHTS = 8;

  private final TimelineLane lane;
  private final List<LockSpan> held;
  private final LaneCanvas canvas;

  private LockBars(TimelineLane lane, LaneCanvas canvas) {
    this.lane = lane;
    this.held = lane.lock().stream().filter(span -> span.state() == State.HOLDING).toList();
    this.canvas = canvas;
  }

  static void draw(TimelineLane lane, LaneCanvas canvas) {
    LockBars bars = new LockBars(lane, canvas);
    List<Stretch> ground = bars.ground();
    canvas.g2().setPaint(canvas.ink().pale());
    ground.forEach(bars::fill);
    canvas.g2().setPaint(canvas.ink().one());
    canvas.g2().fill(canvas.ink().steps() > 0 ? bars.shares() : bars.spans());
    Hover.say(
        canvas.g2(), canvas.between(ground.getFirst().from(), ground.getLast().to()), bars.words());
  }

  /** What lies between two places, in pixels. */
  private record Stretch(double from, double to) {}

  /**
   * Where a task was under way, or the lock was held or waited for, gaps too small to see closed.
   */
  private List<Stretch> ground() {
    // A task under way without the lock waits, also while it makes sure that another has taken it.
    List<Stretch> parts =
        Stream.concat(
                lane.tasks().stream().map(task -> stretch(task.startNanos(), task.endNanos())),
                lane.lock().stream().map(span -> stretch(span.startNanos(), span.endNanos())))
            .sorted(Comparator.comparingDouble(Stretch::from))
            .toList();
    List<Stretch> ground = new ArrayList<>();
    Stretch last = new Stretch(parts.getFirst().from(), parts.getFirst().from());
    for (Stretch part : parts) {
      if (part.from() - last.to() > LEAST_GAP) {
        ground.add(last);
        last = part;
      } else {
        last = new Stretch(last.from(), Math.max(last.to(), part.to()));
      }
    }
    ground.add(last);
    return ground;
  }

  private Stretch stretch(long startNanos, long endNanos) {
    return new Stretch(canvas.x(startNanos), canvas.x(endNanos));
  }

  private void fill(Stretch stretch) {
    if (stretch.from() < stretch.to()) {
      canvas.g2().fill(canvas.between(stretch.from(), stretch.to()));
    }
  }

  private String words() {
    long nanos = held.stream().mapToLong(span -> span.endNanos() - span.startNanos()).sum();
    return "%s: held the lock for %s"
        .formatted(lane.worker(), Scale.label(lane.unit(), nanos / NANOS));
  }

  /** Every time in which the lock was held, as one path. */
  private Path2D spans() {
    Rectangle2D area = canvas.area();
    Path2D path = new Path2D.Double();
    for (LockSpan span : held) {
      double from = canvas.x(span.startNanos());
      double to = Math.max(from + LEAST_WIDTH, canvas.x(span.endNanos()));
      path.moveTo(from, area.getMaxY());
      path.lineTo(from, area.getMinY());
      path.lineTo(to, area.getMinY());
      path.lineTo(to, area.getMaxY());
      path.closePath();
    }
    return path;
  }

  /**
   * Where the lock changes hands more often than a pixel can show: an area whose height says in
   * what share of the time it was held.
   */
  private Path2D shares() {
    Rectangle2D area = canvas.area();
    int steps = canvas.ink().steps();
    double step = area.getWidth() / steps;
    StepShares shares = new StepShares(steps);
    for (LockSpan span : held) {
      shares.add(
          (canvas.x(span.startNanos()) - area.getX()) / step,
          (canvas.x(span.endNanos()) - area.getX()) / step);
    }
    double begin = canvas.x(lane.lock().getFirst().startNanos());
    double end = Math.max(begin, canvas.x(lane.lock().getLast().endNanos()));
    Path2D path = new Path2D.Double();
    path.moveTo(begin, area.getMaxY());
    double height = 0;
    for (int i = 0; i <= steps; i++) {
      double next =
          i == steps ? 0 : Math.round(HEIGHTS * Math.min(1, shares.of(i))) / (double) HEIGHTS;
      // Steps of the same height are one.
      if (next != height) {
        double at = Math.clamp(area.getX() + i * step, begin, end);
        path.lineTo(at, area.getMaxY() - height * area.getHeight());
        path.lineTo(at, area.getMaxY() - next * area.getHeight());
        height = next;
      }
    }
    path.closePath();
    return path;
  }
}
