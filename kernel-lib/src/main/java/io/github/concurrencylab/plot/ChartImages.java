package io.github.concurrencylab.plot;

import io.github.concurrencylab.plot.panel.PanelPlot;
import io.github.concurrencylab.plot.style.ChartUnavailableException;
import io.github.concurrencylab.plot.style.Palette;
import io.github.concurrencylab.plot.style.Theme;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.title.TextTitle;
import org.jfree.data.category.CategoryDataset;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

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

  /** What a title may hold that turns a line round, or that no XML may hold. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

  private static final String SVG = "http://www.w3.org/2000/svg";

  /** Verdana has the widths of DejaVu Sans, with which the chart was laid out on most systems. */
  private static final String FONTS = "'DejaVu Sans', Verdana, Geneva, sans-serif";

  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

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
    int slot = SLOT + MORE_A_ROW * (Math.max(1, dataset.getRowCount()) - 1);
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
    Theme.needFonts();
    Document document = newDocument();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(2);
    SVGGraphics2D g2 = new SVGGraphics2D(context, false);
    g2.setSVGCanvasSize(new Dimension(width, height));
    chart.draw(g2, new Rectangle2D.Double(0, 0, width, height));
    Element root = g2.getRoot();
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    root.setAttribute("role", "img");
    mend(root, prefix(root));
    StringWriter out = new StringWriter();
    try {
      g2.stream(root, out, true, false);
    } catch (SVGGraphics2DIOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String whole = INVISIBLE.matcher(out.toString()).replaceAll("?");
    return whole.substring(whole.indexOf("<svg")); // a page has its own prologue
  }

  /**
   * What all identifiers begin with: several charts may stand in one page, and a clip of one must
   * not be taken for that of another. The same chart has the same one each time.
   */
  private static String prefix(Element root) {
    CRC32 crc = new CRC32();
    crc.update(root.getTextContent().getBytes(StandardCharsets.UTF_8));
    return "c" + Long.toHexString(crc.getValue()) + "-";
  }

  /** Names fonts that a reader's system has, and drops characters that XML does not allow. */
  private static void mend(Element element, String prefix) {
    if (element.hasAttribute("font-family")) {
      element.setAttribute("font-family", FONTS);
    }
    if (element.hasAttribute("id")) {
      element.setAttribute("id", prefix + element.getAttribute("id"));
    }
    if (element.hasAttribute("clip-path")) {
      element.setAttribute(
          "clip-path", element.getAttribute("clip-path").replace("#", "#" + prefix));
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        mend(inner, prefix);
      } else if (child instanceof Text text) {
        text.setData(NOT_XML.matcher(text.getData()).replaceAll("?"));
      }
    }
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
}
