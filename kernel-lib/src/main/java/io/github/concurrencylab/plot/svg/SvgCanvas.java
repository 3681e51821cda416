package io.github.concurrencylab.plot.svg;

import io.github.concurrencylab.plot.style.Dark;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Tone;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.batik.svggen.DOMGroupManager;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Batik's canvas, with what a chart needs beyond it. A text has the width with which it was laid
 * out, whatever font the reader's system has; and shapes may say what they are.
 */
public final class SvgCanvas extends SVGGraphics2D implements Hover {
  static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private final Map<String, String> tones;
  private final List<Spot> spots;

  /**
   * Creates an empty canvas.
   *
   * @param document what the elements are made by
   * @param size its size, in pixels
   */
  public SvgCanvas(Document document, Dimension size) {
    super(context(document), false);
    tones = new HashMap<>();
    spots = new ArrayList<>();
    setSVGCanvasSize(size);
  }

  private SvgCanvas(SvgCanvas other) {
    super(other);
    tones = other.tones;
    spots = other.spots;
  }

  @Override
  public void setPaint(Paint paint) {
    super.setPaint(paint);
    if (paint instanceof Tone tone) {
      tones.put(SvgFile.hex(tone), SvgFile.hex(tone.dark()));
    }
  }

  /** The counterparts of the tones that were used, by their hexadecimal names. */
  Map<String, String> tones() {
    return tones;
  }

  /**
   * What was drawn that says something.
   *
   * @return the parts, in the order in which they were drawn
   */
  public List<Spot> spots() {
    return List.copyOf(spots);
  }

  private static SVGGeneratorContext context(Document document) {
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(2);
    return context;
  }

  @Override
  public Graphics create() {
    return new SvgCanvas(this);
  }

  @Override
  public void drawString(String text, float x, float y) {
    if (text.isEmpty()) {
      return;
    }
    Element element = element("text");
    element.setAttribute("x", number(x));
    element.setAttribute("y", number(y));
    if (text.codePointCount(0, text.length()) > 1) {
      element.setAttribute("textLength", number(getFont().getStringBounds(text, EXACT).getWidth()));
      element.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
    if (text.contains("  ")) {
      element.setAttribute("xml:space", "preserve");
    }
    if (getPaint() instanceof Dark.Legible legible) {
      element.setAttribute("class", legible.name());
    }
    element.appendChild(getDOMFactory().createTextNode(text));
    add(element);
  }

  @Override
  public void fill(Shape shape, String words) {
    Element element = getShapeConverter().toSVG(shape);
    if (element != null) { // there is nothing of an empty shape
      title(element, shape, words);
      add(element);
    }
  }

  @Override
  public void say(Shape area, String words) {
    Element element = getShapeConverter().toSVG(area);
    if (element != null) {
      title(element, area, words);
      element.setAttribute("fill", "none");
      element.setAttribute("pointer-events", "all");
      add(element);
    }
  }

  private void title(Element element, Shape shape, String words) {
    String plain = LabelText.plain(words);
    Element title = element("title");
    title.appendChild(getDOMFactory().createTextNode(plain));
    element.appendChild(title);
    Rectangle2D seen = shape.getBounds2D();
    if (getClip() != null) {
      seen = seen.createIntersection(getClip().getBounds2D());
    }
    if (seen.getWidth() >= 0 && seen.getHeight() >= 0) {
      Rectangle2D area = getTransform().createTransformedShape(seen).getBounds2D();
      spots.add(new Spot(area, plain));
    }
  }

  private Element element(String name) {
    return getDOMFactory().createElementNS(NAMESPACE, name);
  }

  private void add(Element element) {
    getDOMGroupManager().addElement(element, DOMGroupManager.FILL);
  }

  private String number(double value) {
    return getGeneratorContext().doubleString(value);
  }
}
