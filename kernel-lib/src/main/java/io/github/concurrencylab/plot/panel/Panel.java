package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.plot.style.LabelText;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleUnaryOperator;

/** One model's part of a {@link PanelPlot}. */
public interface Panel {
  /** Letters of a name at the left of a panel. */
  int NAME_LETTERS = 18;

  /** The model's name, with its source if there are several. */
  String name();

  /** What is to be seen, in a few words beside the name. */
  String note();

  /** The end of its axis of times, in seconds; 0 if it has nothing to draw. */
  double seconds();

  /** The height that suits it, without name and axis, in pixels; 0 if it has nothing to draw. */
  double height();

  /** The longest text at its left. */
  String widestLabel();

  /**
   * Draws what is below the name and above the axis.
   *
   * @param g2 where
   * @param body the area between the ends of the axis
   * @param x where a time in seconds lies
   */
  void draw(Graphics2D g2, Rectangle2D body, DoubleUnaryOperator x);

  /** The panel for clients that show only text: any number of whole lines. */
  String text();

  /** The same in a few words, to be read aloud. */
  default String words() {
    String note = LabelText.plain(note());
    return LabelText.plain(name()) + (note.isEmpty() ? "" : ", " + note);
  }

  /** A label at the left of a panel, its right end at the body's edge. */
  static void label(Graphics2D g2, Rectangle2D body, String text, double middle) {
    double width = g2.getFontMetrics().stringWidth(text);
    middleText(g2, text, body.getMinX() - width - 7, middle);
  }

  /** A text whose letters have their middle at a height. */
  static void middleText(Graphics2D g2, String text, double x, double middle) {
    double ascent = g2.getFontMetrics().getAscent();
    double descent = g2.getFontMetrics().getDescent();
    g2.drawString(text, (float) x, (float) (middle + (ascent - descent) / 2));
  }
}
