package io.github.concurrencylab.plot.svg;

import io.github.concurrencylab.plot.style.Dark;
import java.awt.Color;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * A canvas made fit for any page: it scales down with its column, follows the page's theme, and may
 * stand beside others in one page.
 *
 * <p>Its colours are attributes, which every viewer knows, and beside them rules of CSS for both
 * themes, with {@code light-dark()}: a viewer that does not know it keeps the attributes. In a page
 * the chart follows the page's {@code color-scheme}, and JupyterLab's dark themes by what they mark
 * the page with; as a file or an image it follows the reader's own setting. On paper it is light.
 */
public final class SvgFile {
  /** The class of every chart of the lab's. */
  public static final String CLASS = "lab-chart";

  /** Verdana has the widths of DejaVu Sans, with which the chart was laid out on most systems. */
  private static final String FONTS = "'DejaVu Sans', Verdana, Geneva, sans-serif";

  private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
  private static final Pattern CLIP = Pattern.compile("url\\(#([^)]+)\\)");

  /** What a text may hold that turns a line round, or that no XML may hold. */
  private static final Pattern INVISIBLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final SvgCanvas canvas;
  private final Element root;
  private final String prefix;
  private final Set<String> wholeClips = new HashSet<>();

  /** The rules of both themes, by what they are for. */
  private final Map<String, String> rules = new TreeMap<>();

  private SvgFile(SvgCanvas canvas) {
    this.canvas = canvas;
    this.root = canvas.getRoot();
    this.prefix = prefix(root);
  }

  /**
   * What was drawn.
   *
   * @param canvas the canvas, which is empty afterwards
   * @param words what is to be seen, for those who cannot
   * @return an {@code svg} element
   */
  public static String of(SvgCanvas canvas, String words) {
    SvgFile file = new SvgFile(canvas);
    file.finish(words);
    return file.text();
  }

  private void finish(String words) {
    int width = canvas.getSVGCanvasSize().width;
    int height = canvas.getSVGCanvasSize().height;
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    root.setAttribute("role", "img");
    root.setAttribute("aria-label", NOT_XML.matcher(words).replaceAll("?"));
    root.setAttribute("class", CLASS);
    Element all = canvas.getDOMFactory().createElementNS(SvgCanvas.NAMESPACE, "g");
    for (String of : new String[] {"fill", "stroke"}) { // rules are for what is inside of the root
      all.setAttribute(of, root.getAttribute(of));
      root.removeAttribute(of);
    }
    while (root.getFirstChild() != null) {
      all.appendChild(root.getFirstChild());
    }
    root.appendChild(all);
    findWholeClips(all, "M0 0 L" + width + " 0 L" + width + " " + height + " L0 " + height + " ");
    mend(root);
    root.setAttribute("font-family", FONTS);
    Element style = canvas.getDOMFactory().createElementNS(SvgCanvas.NAMESPACE, "style");
    style.appendChild(canvas.getDOMFactory().createTextNode(css()));
    root.insertBefore(style, all);
  }

  private String css() {
    String chart = "." + CLASS;
    StringBuilder css = new StringBuilder();
    css.append(chart).append(":not(:root){max-width:100%;height:auto}");
    css.append(chart).append(":root{color-scheme:light dark}");
    css.append("[data-jp-theme-light=false] ").append(chart).append("{color-scheme:dark}");
    css.append("@media print{").append(chart).append("{color-scheme:light!important}}");
    rules.forEach((of, colours) -> css.append(chart).append(' ').append(of).append(colours));
    return css.toString();
  }

  /** Clips at the edges of the whole picture, which cut nothing that would be seen. */
  private void findWholeClips(Element element, String path) {
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        findWholeClips(inner, path);
        if (inner.getTagName().equals("path")
            && element.getTagName().equals("clipPath")
            && inner.getAttribute("d").startsWith(path)) {
          wholeClips.add(element.getAttribute("id"));
        }
      }
    }
  }

  private void mend(Element element) {
    element.removeAttribute("font-family");
    if (element.hasAttribute("id")) {
      element.setAttribute("id", prefix + element.getAttribute("id"));
    }
    Matcher clip = CLIP.matcher(element.getAttribute("clip-path"));
    if (clip.matches()) {
      if (wholeClips.contains(clip.group(1))) {
        element.removeAttribute("clip-path");
      } else {
        element.setAttribute("clip-path", "url(#" + prefix + clip.group(1) + ")");
      }
    }
    for (Dark.Legible text : Dark.Legible.ALL) {
      if (text.name().equals(element.getAttribute("class"))) {
        rule(":is(text)." + text.name(), "fill", hex(text), hex(text.onDark()));
      }
    }
    colour(element, "fill");
    colour(element, "stroke");
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        mend(inner);
      } else if (child instanceof Text text) {
        text.setData(NOT_XML.matcher(text.getData()).replaceAll("?"));
      }
    }
  }

  private void colour(Element element, String of) {
    Color light = colour(element.getAttribute(of));
    if (light == null) {
      return;
    }
    String written = hex(light);
    element.setAttribute(of, written);
    String dark = canvas.tones().getOrDefault(written, hex(Dark.of(light)));
    rule("[%s=\"%s\"]".formatted(of, written), of, written, dark);
  }

  private void rule(String selector, String of, String light, String dark) {
    rules.put(selector, "{%s:light-dark(%s,%s)}".formatted(of, light, dark));
  }

  private static @Nullable Color colour(String written) {
    Matcher rgb = RGB.matcher(written);
    if (rgb.matches()) {
      return new Color(
          Integer.parseInt(rgb.group(1)),
          Integer.parseInt(rgb.group(2)),
          Integer.parseInt(rgb.group(3)));
    }
    return switch (written) {
      case "black" -> Color.BLACK;
      case "white" -> Color.WHITE;
      default -> null; // none, or not a colour
    };
  }

  static String hex(Color colour) {
    return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xffffff);
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

  private String text() {
    StringWriter out = new StringWriter();
    try {
      canvas.stream(root, out, false, false);
    } catch (SVGGraphics2DIOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String whole = INVISIBLE.matcher(out.toString()).replaceAll("?");
    return whole.substring(whole.indexOf("<svg")); // a page has its own prologue
  }
}
