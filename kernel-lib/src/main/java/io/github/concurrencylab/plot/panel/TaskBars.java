package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.Scale;
import java.awt.Color;
import java.util.List;
import java.util.Locale;

/** Draws a lane's tasks as bars with their numbers; neighbours too short to be seen become one. */
final class TaskBars {
  private static final double NANOS = 1e9;
  private static final double LEAST_WIDTH = 0.7;

  private final List<Span> tasks;
  private final SiTime unit;
  private final LaneCanvas canvas;

  private TaskBars(TimelineLane lane, LaneCanvas canvas) {
    this.tasks = lane.tasks();
    this.unit = lane.unit();
    this.canvas = canvas;
  }

  static void draw(TimelineLane lane, LaneCanvas canvas) {
    new TaskBars(lane, canvas).draw();
  }

  private void draw() {
    int next = 0;
    while (next < tasks.size()) {
      int first = next;
      next = endOfBar(first);
      draw(tasks.subList(first, next));
    }
  }

  /** The index after the last task of the bar that begins with this one. */
  private int endOfBar(int first) {
    double to = canvas.x(tasks.get(first).endNanos());
    int next = first + 1;
    while (isShort(tasks.get(next - 1))
        && next < tasks.size()
        && isShort(tasks.get(next))
        && canvas.x(tasks.get(next).startNanos()) - to < canvas.ink().shortest()) {
      to = Math.max(to, canvas.x(tasks.get(next).endNanos()));
      next++;
    }
    return next;
  }

  private boolean isShort(Span task) {
    return canvas.width(task) < canvas.ink().shortest();
  }

  private void draw(List<Span> some) {
    Span first = some.getFirst();
    boolean alone = some.size() == 1;
    double from = canvas.x(first.startNanos());
    double to = canvas.x(some.stream().mapToLong(Span::endNanos).max().getAsLong());
    Color colour = alone && first.task() % 2 != 0 ? canvas.ink().other() : canvas.ink().one();
    canvas.g2().setPaint(colour);
    Hover.fill(canvas.g2(), canvas.between(from, Math.max(from + LEAST_WIDTH, to)), words(some));
    double width = canvas.numberWidth(first);
    if (alone && width + 3 <= to - from && canvas.hasRoomForNumbers()) {
      canvas.writeNumber(first, (from + to - width) / 2, Colours.readableOn(colour));
    }
  }

  /** Which tasks a bar stands for, and when they ran. */
  private String words(List<Span> some) {
    Span first = some.getFirst();
    Span last = some.getLast();
    return String.format(
        Locale.ROOT,
        some.size() == 1 ? "task %1$,d: %3$s to %4$s" : "%2$,d tasks: %3$s to %4$s",
        first.task() + 1,
        some.size(),
        Scale.label(unit, first.startNanos() / NANOS),
        Scale.label(unit, last.endNanos() / NANOS));
  }
}
