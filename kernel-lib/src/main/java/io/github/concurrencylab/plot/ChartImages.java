package io.github.concurrencylab.plot;

import io.github.concurrencylab.plot.bars.FigureDataset;
import io.github.concurrencylab.plot.panel.PanelPlot;
import io.github.concurrencylab.plot.style.ChartUnavailableException;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.Palette;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.plot.svg.SvgCanvas;
import io.github.concurrencylab.plot.svg.SvgFile;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.category.CategoryDataset;
import org.w3c.dom.Document;

/** Charts as images. */
public final class ChartImages {
  private static final int WIDTH = 760;
  private static final int PLAIN_HEIGHT = 400;
  private static final int LINE_HEIGHT = 17;
  private static final int AROUND = 86;
  private static final int AROUND_PANELS = 60;
  private static final int SLOT = 34;
  private static final int MORE_A_ROW = 18;
  private static final int MOST_HEIGHT = 2_400;
  private static final int PNG_SCALE = 2;

  private static final String SVG = "http://www.w3.org/2000/svg";

  /** A letter of each script that names are likely to have, and where it comes from. */
  private static final Map<String, String> LETTERS =
      new TreeMap<>(
          Map.of(
              "語", "Japanese (fonts-ipafont-gothic on Debian and Ubuntu)",
              "\ud83d\udc0d", "emoji (fonts-symbola on Debian and Ubuntu)"));

  private ChartImages() {}

  /**
   * The size at which a chart is neither cramped nor empty.
   *
   * @param chart any chart
   * @return its width and height, in pixels at 96 a inch
   */
  public static Dimension size(JFreeChart chart) {
    int lines = 0;
    for (int i = 0; i < chart.getSubtitleCount(); i++) {
      lines += chart.getSubtitle(i) instanceof TextTitle ? 1 : 2;
    }
    if (chart.getPlot() instanceof PanelPlot panels) {
      double height = AROUND_PANELS + LINE_HEIGHT * lines + panels.height();
      return new Dimension(WIDTH, (int) Math.min(MOST_HEIGHT, Math.ceil(height)));
    }
    if (!(chart.getPlot() instanceof CategoryPlot plot)
        || plot.getDataset() == null
        || plot.getOrientation().equals(PlotOrientation.VERTICAL)) {
      return new Dimension(WIDTH, PLAIN_HEIGHT);
    }
    CategoryDataset dataset = plot.getDataset();
    int rows =
        dataset instanceof FigureDataset figures ? figures.mostInOneSlot() : dataset.getRowCount();
    int slot = SLOT + MORE_A_ROW * (Math.max(1, rows) - 1);
    int height = AROUND + LINE_HEIGHT * lines + slot * Math.max(1, dataset.getColumnCount());
    return new Dimension(WIDTH, Math.min(MOST_HEIGHT, height));
  }

  /**
   * A chart as SVG. Its text stays text, so that it is small and can be searched.
   *
   * @param chart the chart
   * @param width its width, in pixels
   * @param height its height, in pixels
   * @return an {@code svg} element
   * @throws ChartUnavailableException if the system lacks what text needs
   */
  public static String svg(JFreeChart chart, int width, int height) {
    return drawing(chart, width, height).svg();
  }

  /**
   * A chart as SVG, and what it says where the pointer rests: a page that shows it as an image
   * shows none of its titles.
   *
   * @param svg an {@code svg} element
   * @param spots its parts that say something, in the order in which they were drawn
   */
  public record Drawing(String svg, List<Hover.Spot> spots) {
    /** Copies the list. */
    public Drawing {
      spots = List.copyOf(spots);
    }
  }

  /**
   * The same as {@link #svg} with the words of its parts.
   *
   * @param chart the chart
   * @param width its width, in pixels
   * @param height its height, in pixels
   * @return the drawing
   * @throws ChartUnavailableException if the system lacks what text needs
   */
  public static Drawing drawing(JFreeChart chart, int width, int height) {
    Theme.needFonts();
    SvgCanvas canvas = new SvgCanvas(newDocument(), new Dimension(width, height));
    chart.draw(canvas, new Rectangle2D.Double(0, 0, width, height));
    return new Drawing(SvgFile.of(canvas, ChartText.words(chart)), canvas.spots());
  }

  private static Document newDocument() {
    try {
      return DocumentBuilderFactory.newDefaultNSInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * A chart as PNG, with twice as many pixels each way, for screens that have them.
   *
   * @param chart the chart
   * @param width its width, in pixels at the usual density
   * @param height its height, likewise
   * @return the file's bytes
   * @throws ChartUnavailableException if the system lacks what text needs
   */
  public static byte[] png(JFreeChart chart, int width, int height) {
    Theme.needFonts();
    BufferedImage image =
        new BufferedImage(width * PNG_SCALE, height * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g2 = image.createGraphics();
    g2.scale(PNG_SCALE, PNG_SCALE);
    g2.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    g2.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    chart.draw(g2, new Rectangle2D.Double(0, 0, width, height));
    g2.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // By itself it would go by way of a file: a full disk must not take the chart away.
    try (var memory = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(Palette.indexed(image), "png", memory);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /**
   * Whether charts can be drawn as pictures here.
   *
   * @return why not, and the remedy, in one line; empty if they can
   */
  public static Optional<String> unavailable() {
    try {
      Theme.needFonts();
      return Optional.empty();
    } catch (ChartUnavailableException none) {
      return Optional.of(String.valueOf(none.getMessage()));
    }
  }

  /**
   * What a PNG shows as empty boxes here, since no font of the system has it. An SVG is drawn with
   * its reader's fonts.
   *
   * @return kinds of letters, each with a package that has them; empty if nothing is lacking
   * @throws ChartUnavailableException if the system lacks what text needs
   */
  public static List<String> missingLetters() {
    Theme.needFonts();
    List<String> missing = new ArrayList<>();
    LETTERS.forEach((letter, words) -> {
      if (!Theme.draws(letter)) {
        missing.add(words);
      }
    });
    return missing;
  }
}
