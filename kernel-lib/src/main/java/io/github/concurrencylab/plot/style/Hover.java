package io.github.concurrencylab.plot.style;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;

/**
 * What a picture says of a part of it when the pointer rests there: the title of an element of SVG.
 * A picture made of pixels says nothing.
 */
public interface Hover {
  /**
   * A part of a picture that says something.
   *
   * @param area where it is, in pixels of the picture
   * @param words what it says
   */
  record Spot(Rectangle2D area, String words) {}

  /**
   * Fills a shape that says something.
   *
   * @param shape the shape
   * @param words what it says
   */
  void fill(Shape shape, String words);

  /**
   * Lets an area say something, whatever is drawn in it.
   *
   * @param area the area
   * @param words what it says
   */
  void say(Shape area, String words);

  /** Fills a shape; it says something wherever it can. */
  static void fill(Graphics2D g2, Shape shape, String words) {
    if (g2 instanceof Hover hover) {
      hover.fill(shape, words);
    } else {
      g2.fill(shape);
    }
  }

  /** Lets an area say something wherever it can. */
  static void say(Graphics2D g2, Shape area, String words) {
    if (g2 instanceof Hover hover) {
      hover.say(area, words);
    }
  }
}
