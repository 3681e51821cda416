package io.github.concurrencylab.plot.style;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;

/** How all charts look: colours, type and white space, in one place. */
public final class Theme {
  public static final Color CARD = new Color(0xFFFFFF);
  public static final Color INK = new Color(0x222222);
  public static final Color QUIET = new Color(0x5F5F5F);
  public static final Color LINE = new Color(0xE4E4E4);
  public static final Color AXIS = new Color(0xB0B0B0);

  /** What stands for the model's colour in a legend. */
  public static final Color OWN = new Color(0x0072B2);

  public static final Stroke THIN = new BasicStroke(1f);
  public static final Stroke BOLD =
      new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

  private static final int TITLE_SIZE = 15;
  private static final int TEXT_SIZE = 12;
  private static final int SMALL_SIZE = 11;

  private Theme() {}

  public static Font text() {
    return new Font(Font.SANS_SERIF, Font.PLAIN, TEXT_SIZE);
  }

  public static Font small() {
    return new Font(Font.SANS_SERIF, Font.PLAIN, SMALL_SIZE);
  }

  public static Font title() {
    return new Font(Font.SANS_SERIF, Font.BOLD, TITLE_SIZE);
  }

  /**
   * Makes sure that text can be drawn. Without a font, or a library for it, the JDK throws an
   * {@link Error} from deep inside.
   *
   * @throws ChartUnavailableException if it cannot
   */
  public static void needFonts() {
    Graphics2D g2 = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      g2.getFontMetrics(text()).stringWidth("x");
    } catch (Error | RuntimeException none) {
      throw new ChartUnavailableException(none);
    } finally {
      g2.dispose();
    }
  }

  /**
   * Whether a letter can be drawn as pixels. The JDK looks for it in all of the system's fonts; of
   * a font of coloured pictures, as most of emoji are, it can draw nothing.
   *
   * @param letter the letter, of one character or of two
   */
  public static boolean draws(String letter) {
    Font font = text();
    return font.canDisplayUpTo(letter) < 0
        && !font.createGlyphVector(new FontRenderContext(null, true, true), letter)
            .getVisualBounds()
            .isEmpty();
  }

  /** Gives a chart its card, title and margins. */
  public static void dress(JFreeChart chart) {
    chart.setBackgroundPaint(CARD);
    chart.setBorderVisible(false);
    chart.setAntiAlias(true);
    chart.setTextAntiAlias(true);
    chart.setPadding(new RectangleInsets(10, 12, 8, 14));
    TextTitle title = chart.getTitle();
    title.setFont(title());
    title.setPaint(INK);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setMargin(0, 0, 2, 0);
  }

  /** A line below the title. */
  public static TextTitle subtitle(String text) {
    TextTitle line = new TextTitle(text, small());
    line.setPaint(QUIET);
    line.setHorizontalAlignment(HorizontalAlignment.LEFT);
    line.setTextAlignment(HorizontalAlignment.LEFT);
    line.setMargin(0, 0, 2, 0);
    return line;
  }

  /** Gives a plot its grid and axes. */
  public static void dress(CategoryPlot plot) {
    plot.setBackgroundPaint(CARD);
    plot.setOutlineVisible(false);
    plot.setRangeGridlinePaint(LINE);
    plot.setRangeGridlineStroke(THIN);
    plot.setDomainGridlinesVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(new RectangleInsets(6, 0, 0, 0));
    CategoryAxis names = plot.getDomainAxis();
    names.setTickLabelFont(text());
    names.setTickLabelPaint(INK);
    names.setAxisLinePaint(AXIS);
    names.setTickMarksVisible(false);
    dress(plot.getRangeAxis());
  }

  /** Gives an axis of numbers its type and nothing else: the grid says where it is. */
  public static void dress(ValueAxis values) {
    values.setTickLabelFont(small());
    values.setTickLabelPaint(QUIET);
    values.setLabelFont(small());
    values.setLabelPaint(QUIET);
    values.setAxisLineVisible(false);
    values.setTickMarksVisible(false);
  }
}
