package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.plot.style.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.LongToDoubleFunction;

/**
 * Where a {@link TimelineLane} is drawn, and with what.
 *
 * @param g2 the picture
 * @param area the lane's part of it
 * @param at where a time in nanoseconds lies, in pixels
 * @param ink the colours, and how fine the lane is drawn
 */
record LaneCanvas(Graphics2D g2, Rectangle2D area, LongToDoubleFunction at, Ink ink) {
  private static final double LEAST_HEIGHT_FOR_NUMBER = 10;

  /**
   * The colours of all lanes of a panel, and how fine they are drawn.
   *
   * @param one the colour of tasks, and of holding the lock
   * @param other the tint of every other task
   * @param pale the tint of waiting without the lock, for it or for anything else
   * @param shortest the width in pixels below which neighbouring tasks become one bar
   * @param steps into how many steps a lane is divided that shows shares of the time in which the
   *     lock was held; 0 if each time is drawn by itself
   */
  record Ink(Color one, Color other, Color pale, double shortest, int steps) {}

  double x(long nanos) {
    return at.applyAsDouble(nanos);
  }

  double width(Span task) {
    return x(task.endNanos()) - x(task.startNanos());
  }

  /** The whole height of the lane between two places. */
  Rectangle2D between(double from, double to) {
    return new Rectangle2D.Double(from, area.getY(), to - from, area.getHeight());
  }

  boolean hasRoomForNumbers() {
    return area.getHeight() >= LEAST_HEIGHT_FOR_NUMBER;
  }

  /** How wide a task's number is, in pixels. */
  double numberWidth(Span task) {
    g2.setFont(Theme.small());
    return g2.getFontMetrics().stringWidth(number(task));
  }

  /** Writes a task's number in the middle of the lane's height, from a place on. */
  void writeNumber(Span task, double from, Color colour) {
    g2.setFont(Theme.small());
    g2.setPaint(colour);
    Panel.middleText(g2, number(task), from, area.getCenterY());
  }

  private static String number(Span task) {
    return Integer.toString(task.task() + 1);
  }
}
