package io.github.concurrencylab.plot;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.plot.style.Theme;
import java.awt.Dimension;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Where texts stand in each kind of chart. Their widths are part of the picture, so that this holds
 * whatever font shows it; that a browser keeps to them is for the tests in one.
 */
class LayoutTest {
  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  private record Placed(String text, Rectangle2D box) {}

  static Stream<Arguments> charts() {
    return EveryChart.all().entrySet().stream()
        .map(chart -> Arguments.of(chart.getKey(), chart.getValue()));
  }

  private static Element root(Chart chart) throws Exception {
    Dimension size = ChartImages.size(chart);
    String svg = ChartImages.svg(chart, size.width, size.height);
    return DocumentBuilderFactory.newDefaultNSInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Placed> texts(Element root) {
    List<Placed> texts = new ArrayList<>();
    collect(root, Double.parseDouble(root.getAttribute("font-size").replace("px", "")), texts);
    return texts;
  }

  private static void collect(Element element, double inherited, List<Placed> into) {
    assertThat(element.hasAttribute("transform")).isFalse(); // else boxes lie elsewhere
    String own = element.getAttribute("font-size").replace("px", "");
    double size = own.isEmpty() ? inherited : Double.parseDouble(own);
    if (element.getTagName().equals("text")) {
      String text = element.getTextContent();
      double x = Double.parseDouble(element.getAttribute("x"));
      double y = Double.parseDouble(element.getAttribute("y"));
      double width =
          text.codePointCount(0, text.length()) == 1
              ? Theme.text().deriveFont((float) size).getStringBounds(text, EXACT).getWidth()
              : Double.parseDouble(element.getAttribute("textLength"));
      // From the top of capitals to the bottom of descenders.
      into.add(new Placed(text, new Rectangle2D.Double(x, y - 0.73 * size, width, 0.93 * size)));
    }
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element inner) {
        collect(inner, size, into);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("charts")
  void should_have_no_two_texts_in_one_place_and_none_beyond_the_edges(String name, Chart chart)
      throws Exception {
    Element root = root(chart);
    List<Placed> texts = texts(root);
    Rectangle2D page =
        new Rectangle2D.Double(
            0,
            0,
            Double.parseDouble(root.getAttribute("width")),
            Double.parseDouble(root.getAttribute("height")));

    assertThat(texts).hasSizeGreaterThan(3);
    assertThat(texts).allSatisfy(text -> assertThat(page.contains(text.box())).isTrue());
    List<Map.Entry<String, String>> overlapping = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      for (Placed other : texts.subList(0, i)) {
        if (texts.get(i).box().intersects(other.box())) {
          overlapping.add(Map.entry(texts.get(i).text(), other.text()));
        }
      }
    }
    assertThat(overlapping).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("charts")
  void should_say_in_words_what_it_shows(String name, Chart chart) throws Exception {
    String words = root(chart).getAttribute("aria-label");

    assertThat(words)
        .startsWith(chart.getTitle().getText())
        .hasSizeBetween(30, 1_100)
        .doesNotContain("##", "\n");
  }

  /** Where the numbers of the axes stand from left to right. */
  private static List<Double> numbers(String chart) throws Exception {
    return texts(root(requireNonNull(EveryChart.all().get(chart)))).stream()
        .filter(text -> text.text().matches("[\\d.]+"))
        .map(text -> text.box().getX())
        .toList();
  }

  @Test
  void should_leave_no_room_for_the_axis_of_a_panel_that_has_none() throws Exception {
    assertThat(numbers("timeline-apart-and-one-failed"))
        .isNotEmpty()
        .isEqualTo(numbers("timeline-apart"));
  }
}
