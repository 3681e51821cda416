package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongToDoubleFunction;

/**
 * One worker's lane, or one of several that its tasks need.
 *
 * @param worker the thread or process; empty in all but the first lane of one
 * @param tasks its tasks, by time
 * @param lock when it waited for a global lock and held it, by time; empty if there is none
 */
record TimelineLane(String worker, List<Span> tasks, List<LockSpan> lock) {
  private static final double LEAST_HEIGHT_FOR_NUMBER = 10;
  private static final double NANOS = 1e9;

  /** About the most spans of a lock that a chart draws one by one, all lanes together. */
  private static final int MOST_LOCK_SPANS = 1_500;

  /** About the most steps of a chart that draws the share of time in which the lock was held. */
  private static final int MOST_STEPS = 2_400;

  /**
   * What a lane is drawn with.
   *
   * @param one the colour of tasks, and of holding the lock
   * @param other the tint of every other task
   * @param pale the tint of waiting without the lock, for it or for anything else
   * @param shortest the width in pixels below which neighbouring tasks become one bar
   * @param lanes how many lanes the whole chart has
   * @param dense whether the lock is drawn as shares of the time
   */
  record Ink(Color one, Color other, Color pale, double shortest, int lanes, boolean dense) {}

  /**
   * Whether the lock changes hands too often to be drawn span by span.
   *
   * @param lanes how many lanes the whole chart has
   */
  boolean isDense(int lanes) {
    return lock.size() * (long) lanes > MOST_LOCK_SPANS;
  }

  void draw(Graphics2D g2, Rectangle2D lane, LongToDoubleFunction x, Ink ink) {
    if (lock.isEmpty()) {
      bars(g2, lane, x, ink);
    } else {
      lock(g2, lane, x, ink);
      numbersOnLock(g2, lane, x);
    }
  }

  private void bars(Graphics2D g2, Rectangle2D lane, LongToDoubleFunction x, Ink ink) {
    int i = 0;
    while (i < tasks.size()) {
      Span first = tasks.get(i);
      double from = x.applyAsDouble(first.startNanos());
      double to = x.applyAsDouble(first.endNanos());
      int next = i + 1;
      // Tasks too short to be seen become one bar without a number.
      while (isShort(tasks.get(next - 1), x, ink)
          && next < tasks.size()
          && isShort(tasks.get(next), x, ink)
          && x.applyAsDouble(tasks.get(next).startNanos()) - to < ink.shortest()) {
        to = Math.max(to, x.applyAsDouble(tasks.get(next).endNanos()));
        next++;
      }
      boolean alone = next == i + 1;
      Color colour = alone && first.task() % 2 != 0 ? ink.other() : ink.one();
      g2.setPaint(colour);
      Rectangle2D bar =
          new Rectangle2D.Double(from, lane.getY(), Math.max(0.7, to - from), lane.getHeight());
      Hover.fill(g2, bar, words(tasks.subList(i, next)));
      if (alone) {
        number(g2, first, from, to, lane, Colours.readableOn(colour));
      }
      i = next;
    }
  }

  /** Which tasks a bar stands for, and when they ran. */
  private static String words(List<Span> some) {
    Span first = some.getFirst();
    Span last = some.getLast();
    return String.format(
        Locale.ROOT,
        some.size() == 1 ? "task %1$,d: %3$s to %4$s" : "%2$,d tasks: %3$s to %4$s",
        first.task() + 1,
        some.size(),
        Scale.label(first.startNanos() / NANOS),
        Scale.label(last.endNanos() / NANOS));
  }

  private static boolean isShort(Span task, LongToDoubleFunction x, Ink ink) {
    return x.applyAsDouble(task.endNanos()) - x.applyAsDouble(task.startNanos()) < ink.shortest();
  }

  private static void number(
      Graphics2D g2, Span task, double from, double to, Rectangle2D lane, Color colour) {
    g2.setFont(Theme.small());
    String number = Integer.toString(task.task() + 1);
    double width = g2.getFontMetrics().stringWidth(number);
    if (width + 3 <= to - from && lane.getHeight() >= LEAST_HEIGHT_FOR_NUMBER) {
      g2.setPaint(colour);
      Panel.middleText(g2, number, (from + to - width) / 2, lane.getCenterY());
    }
  }

  private void lock(Graphics2D g2, Rectangle2D lane, LongToDoubleFunction x, Ink ink) {
    // A task under way without the lock waits, also while it makes sure that another has taken it.
    List<double[]> places = new ArrayList<>();
    for (Span task : tasks) {
      places.add(
          new double[] {x.applyAsDouble(task.startNanos()), x.applyAsDouble(task.endNanos())});
    }
    for (LockSpan span : lock) {
      places.add(
          new double[] {x.applyAsDouble(span.startNanos()), x.applyAsDouble(span.endNanos())});
    }
    places.sort(Comparator.comparingDouble(place -> place[0]));
    g2.setPaint(ink.pale());
    double from = places.getFirst()[0];
    double to = from;
    for (double[] place : places) {
      if (place[0] - to > 1) {
        fill(g2, lane, from, to);
        from = place[0];
      }
      to = Math.max(to, place[1]);
    }
    fill(g2, lane, from, to);
    g2.setPaint(ink.one());
    g2.fill(ink.dense() ? shares(lane, x, ink) : held(lane, x));
    long held =
        lock.stream()
            .filter(span -> span.state() == State.HOLDING)
            .mapToLong(span -> span.endNanos() - span.startNanos())
            .sum();
    Hover.say(
        g2,
        new Rectangle2D.Double(from, lane.getY(), to - from, lane.getHeight()),
        "%s: held the lock for %s".formatted(worker, Scale.label(held / NANOS)));
  }

  private static void fill(Graphics2D g2, Rectangle2D lane, double from, double to) {
    if (from < to) {
      g2.fill(new Rectangle2D.Double(from, lane.getY(), to - from, lane.getHeight()));
    }
  }

  /** Every time in which the lock was held, as one path. */
  private Path2D held(Rectangle2D lane, LongToDoubleFunction x) {
    Path2D path = new Path2D.Double();
    for (LockSpan span : lock) {
      if (span.state() == State.HOLDING) {
        double from = x.applyAsDouble(span.startNanos());
        double to = Math.max(from + 0.3, x.applyAsDouble(span.endNanos()));
        path.moveTo(from, lane.getMaxY());
        path.lineTo(from, lane.getMinY());
        path.lineTo(to, lane.getMinY());
        path.lineTo(to, lane.getMaxY());
        path.closePath();
      }
    }
    return path;
  }

  /**
   * Where the lock changes hands more often than a pixel can show: an area whose height says in
   * what share of the time it was held.
   */
  private Path2D shares(Rectangle2D lane, LongToDoubleFunction x, Ink ink) {
    int steps = Math.clamp(MOST_STEPS / ink.lanes(), 40, (int) Math.max(40, lane.getWidth()));
    double step = lane.getWidth() / steps;
    double[] heldPixels = new double[steps];
    for (LockSpan span : lock) {
      if (span.state() == State.HOLDING) {
        spread(
            heldPixels,
            (x.applyAsDouble(span.startNanos()) - lane.getX()) / step,
            (x.applyAsDouble(span.endNanos()) - lane.getX()) / step);
      }
    }
    Path2D path = new Path2D.Double();
    double begin = x.applyAsDouble(lock.getFirst().startNanos());
    double end = x.applyAsDouble(lock.getLast().endNanos());
    path.moveTo(begin, lane.getMaxY());
    double height = 0;
    for (int i = 0; i <= steps; i++) {
      // Eighths are all that can be told in a lane; steps of the same height are one.
      double next = i == steps ? 0 : Math.round(Math.min(1, heldPixels[i]) * 8) / 8.0;
      if (next != height) {
        double at = Math.clamp(lane.getX() + i * step, begin, Math.max(begin, end));
        path.lineTo(at, lane.getMaxY() - height * lane.getHeight());
        path.lineTo(at, lane.getMaxY() - next * lane.getHeight());
        height = next;
      }
    }
    path.closePath();
    return path;
  }

  /** Adds to each step how much of it lies between two places, both counted in steps. */
  private static void spread(double[] steps, double from, double to) {
    for (int i = Math.max(0, (int) from); i < steps.length && i < to; i++) {
      steps[i] += Math.max(0, Math.min(i + 1.0, to) - Math.max(i, from));
    }
  }

  private void numbersOnLock(Graphics2D g2, Rectangle2D lane, LongToDoubleFunction x) {
    g2.setFont(Theme.small());
    g2.setPaint(Theme.INK);
    int span = 0;
    double free = lane.getX(); // right of the number before
    for (Span task : tasks) {
      String number = Integer.toString(task.task() + 1);
      double width = g2.getFontMetrics().stringWidth(number) + 4.0;
      while (span < lock.size() && lock.get(span).endNanos() <= task.startNanos()) {
        span++;
      }
      double place = firstGap(span, task, width, x);
      if (Double.isNaN(place) && span < lock.size()) {
        // Nowhere within it: then in the wait before it, if that is long enough.
        double start = x.applyAsDouble(task.startNanos());
        double since = span == 0 ? start : x.applyAsDouble(lock.get(span - 1).startNanos());
        place = start - width >= since ? start - width : Double.NaN;
      }
      if (lane.getHeight() < LEAST_HEIGHT_FOR_NUMBER) {
        continue;
      }
      if (Double.isNaN(place)
          && x.applyAsDouble(task.startNanos()) >= free
          && 2 * width <= x.applyAsDouble(task.endNanos()) - x.applyAsDouble(task.startNanos())) {
        // Nowhere at all, but it is long: then on top of what is drawn.
        place = x.applyAsDouble(task.startNanos());
        g2.setPaint(Theme.CARD);
        g2.fill(new Rectangle2D.Double(place, lane.getY(), width, lane.getHeight()));
        g2.setPaint(Theme.INK);
      }
      if (Double.isFinite(place) && place >= free) {
        Panel.middleText(g2, number, place + 2, lane.getCenterY());
        free = place + width;
      }
    }
  }

  /** The left end of the first time within a task in which it waits for long enough. */
  private double firstGap(int firstSpan, Span task, double width, LongToDoubleFunction x) {
    double free = x.applyAsDouble(task.startNanos());
    for (LockSpan span : lock.subList(firstSpan, lock.size())) {
      if (span.startNanos() >= task.endNanos()) {
        break;
      }
      if (span.state() == State.HOLDING) {
        if (x.applyAsDouble(span.startNanos()) - free >= width) {
          return free;
        }
        free = Math.max(free, x.applyAsDouble(span.endNanos()));
      }
    }
    return Double.NaN;
  }

  /**
   * The lane as letters.
   *
   * @param columns how many
   * @param nanos what all of them stand for
   * @return the last digit of the number of the task that was under way; with a lock a point where
   *     it mostly waited without it
   */
  String text(int columns, double nanos) {
    char[] letters = new char[columns];
    Arrays.fill(letters, ' ');
    for (Span task : tasks) {
      int from = column(task.startNanos(), columns, nanos);
      int to = column(task.endNanos(), columns, nanos);
      Arrays.fill(
          letters,
          from,
          Math.max(from, to) + 1,
          Character.forDigit(Math.floorMod(task.task() + 1, 10), 10));
    }
    if (!lock.isEmpty()) {
      markWaits(letters, nanos);
    }
    return new String(letters).stripTrailing();
  }

  /**
   * Points for where a task was under way, or a wait for its beginning, mostly without the lock.
   */
  private void markWaits(char[] letters, double nanos) {
    double[] held = new double[letters.length];
    double[] begun = new double[letters.length];
    for (Span task : tasks) {
      add(begun, task.startNanos(), task.endNanos(), nanos);
    }
    for (LockSpan span : lock) {
      add(span.state() == State.HOLDING ? held : begun, span.startNanos(), span.endNanos(), nanos);
    }
    for (int i = 0; i < letters.length; i++) {
      if (2 * held[i] < Math.min(1, begun[i])) {
        letters[i] = '.';
      }
    }
  }

  private static void add(double[] columns, long start, long end, double nanos) {
    spread(columns, start * columns.length / nanos, end * columns.length / nanos);
  }

  private static int column(long at, int columns, double nanos) {
    return (int) Math.clamp(at * (columns / nanos), 0, columns - 1);
  }
}
