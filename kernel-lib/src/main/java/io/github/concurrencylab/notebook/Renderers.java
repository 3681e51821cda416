package io.github.concurrencylab.notebook;

import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.plot.style.ChartUnavailableException;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.report.Answer;
import io.github.concurrencylab.report.ChartedAnswer;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.report.Scaling;
import io.github.concurrencylab.table.TextTable;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** How a cell's last value is shown: always as text too, for clients that show nothing else. */
final class Renderers {
  /** Of a longer list the first are shown. */
  private static final int MOST_SHOWN = 20;

  /** A chart with more parts says nothing of them here: a page would be larger by as many lines. */
  private static final int MOST_SPOTS = 200;

  private static final double PERCENT = 100;

  private Renderers() {}

  static void register(Renderer renderer) {
    renderer
        .createRegistration(Answer.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::answer);
    renderer
        .createRegistration(Table.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::table);
    renderer
        .createRegistration(JFreeChart.class)
        .preferring(MIMEType.IMAGE_SVG, MIMEType.IMAGE_PNG, MIMEType.TEXT_PLAIN)
        .register(Renderers::chart);
    Stream<Class<?>> ofDrawn =
        Stream.of(Object.class, Answer.class, ChartedAnswer.class, Report.class, Scaling.class)
            .map(Class::arrayType);
    Stream<Class<?>> others =
        Stream.of(Collection.class, Map.class, Table[].class, Chart[].class, JFreeChart[].class);
    for (Class<?> several : Stream.concat(ofDrawn, others).toList()) {
      renderer
          .createRegistration(several)
          .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
          .register(Renderers::several);
    }
  }

  /**
   * Results in a list, a map or an array, each as it is shown alone; what else there is as text.
   */
  private static void several(Object values, RenderContext context) {
    Map<String, @Nullable Object> first = first(values);
    if (first.values().stream().noneMatch(Renderers::isDrawn)) {
      return; // the kernel's own way stays
    }
    int left = size(values) - first.size();
    String more = left > 0 ? String.format(Locale.ROOT, "… %d more", left) : "";
    context.renderIfRequested(
        MIMEType.TEXT_PLAIN,
        () -> {
          StringBuilder text = new StringBuilder();
          first.forEach(
              (name, value) -> text.append(name).append(":\n").append(plain(value)).append("\n\n"));
          return text.append(more).toString().strip();
        });
    context.renderIfRequested(
        MIMEType.TEXT_HTML,
        () -> {
          StringBuilder html = new StringBuilder();
          first.forEach((name, value) -> html.append(strong(name)).append(inside(value)));
          return html.append(more.isEmpty() ? "" : "<p>" + more + "</p>\n").toString();
        });
  }

  /** The first of them by their keys or places. */
  private static Map<String, @Nullable Object> first(Object values) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    if (values instanceof Map<?, ?> map) {
      map.entrySet().stream()
          .limit(MOST_SHOWN)
          .forEach(entry ->
              named.put(TextTable.bounded(String.valueOf(entry.getKey())), entry.getValue()));
    } else {
      Stream<?> all =
          values instanceof Collection<?> collection
              ? collection.stream()
              : Arrays.stream((Object[]) values);
      all.limit(MOST_SHOWN).forEach(value -> named.put("[" + named.size() + "]", value));
    }
    return named;
  }

  private static int size(Object values) {
    return switch (values) {
      case Map<?, ?> map -> map.size();
      case Collection<?> collection -> collection.size();
      default -> ((Object[]) values).length;
    };
  }

  private static boolean isDrawn(@Nullable Object value) {
    return value instanceof Answer || value instanceof Table || value instanceof JFreeChart;
  }

  private static String plain(@Nullable Object value) {
    return switch (value) {
      case Answer answer -> answer.text();
      case Table table -> TextTable.of(table);
      case JFreeChart chart -> ChartText.of(chart);
      case null, default -> TextTable.bounded(String.valueOf(value));
    };
  }

  private static String inside(@Nullable Object value) {
    try {
      return switch (value) {
        case Answer answer when !answer.isLine() -> html(answer);
        case Table table -> Html.table(table);
        case JFreeChart chart -> image(chart);
        case null, default -> "<pre>" + Html.escaped(plain(value)) + "</pre>\n";
      };
    } catch (ChartUnavailableException none) {
      return note(String.valueOf(none.getMessage()));
    }
  }

  private static void answer(Answer answer, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, answer::text);
    if (!answer.isLine()) {
      context.renderIfRequested(MIMEType.TEXT_HTML, () -> html(answer));
    }
  }

  private static void table(Table table, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> TextTable.of(table));
    context.renderIfRequested(MIMEType.TEXT_HTML, () -> Html.table(table));
  }

  private static void chart(JFreeChart chart, RenderContext context) {
    Dimension size = ChartImages.size(chart);
    context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> ChartText.of(chart));
    try {
      context.renderIfRequested(
          MIMEType.IMAGE_SVG, () -> ChartImages.svg(chart, size.width, size.height));
      context.renderIfRequested(
          MIMEType.IMAGE_PNG, () -> base64(ChartImages.png(chart, size.width, size.height)));
    } catch (ChartUnavailableException none) {
      context.getOutputContainer().putText(none.getMessage() + "\n\n" + ChartText.of(chart));
      return;
    }
    // The image has more pixels than that, for screens that can show them.
    Map<String, Integer> shown = Map.of("width", size.width, "height", size.height);
    context.getOutputContainer().putMetaData(MIMEType.IMAGE_PNG, shown);
  }

  /** The answer first, then what it rests on, as in {@link Answer#text}. */
  static String html(Answer answer) {
    StringBuilder html = new StringBuilder();
    if (!answer.sentence().isEmpty()) {
      html.append(large(answer.sentence()));
    }
    Table table = answer.overview();
    html.append(answer.header().isEmpty() ? Html.table(table) : Html.table(table, answer.header()));
    if (answer instanceof ChartedAnswer charted) {
      try {
        html.append(image(charted.chart()));
      } catch (ChartUnavailableException none) {
        html.append(note(String.valueOf(none.getMessage())));
      }
    }
    answer.remarks().forEach(note -> html.append(small(note.text())));
    return html.append(notes(answer.notes().stream().map(Note::text).toList())).toString();
  }

  /** A single note is a line; of several the first is one, from which the others unfold. */
  private static String notes(List<String> notes) {
    if (notes.size() < 2) {
      return notes.isEmpty() ? "" : note(notes.getFirst());
    }
    StringBuilder html = new StringBuilder("<details><summary><b>");
    html.append(notes.size()).append(" notes:</b> ");
    html.append(Html.sentence(notes.getFirst())).append("</summary>\n<ul>\n");
    notes.stream()
        .skip(1)
        .forEach(note -> html.append("<li>").append(Html.sentence(note)).append("</li>\n"));
    return html.append("</ul></details>\n").toString();
  }

  private static String strong(String words) {
    return "<p><b>" + Html.escaped(words) + "</b></p>\n";
  }

  private static String large(String sentence) {
    return "<p style=\"font-size:1.25em\"><b>" + Html.sentence(sentence) + "</b></p>\n";
  }

  private static String small(String line) {
    return "<div><small>" + Html.sentence(line) + "</small></div>\n";
  }

  private static String note(String text) {
    return "<div><b>Note:</b> " + Html.sentence(text) + "</div>\n";
  }

  private static String image(JFreeChart chart) {
    Dimension size = ChartImages.size(chart);
    ChartImages.Drawing drawing = ChartImages.drawing(chart, size.width, size.height);
    // As wide as its column at most.
    String image =
        ("<img width=\"%s\" height=\"%s\" style=\"display:block;max-width:100%%;height:auto\""
                + " alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">")
            .formatted(
                size.width,
                size.height,
                Html.escaped(ChartText.words(chart)),
                base64(drawing.svg().getBytes(StandardCharsets.UTF_8)));
    return "<div style=\"position:relative;width:%spx;max-width:100%%\">%s%s</div>\n"
        .formatted(size.width, image, spots(drawing.spots(), size));
  }

  /** What an image says where the pointer rests: browsers show no titles that are within it. */
  private static String spots(List<Hover.Spot> all, Dimension size) {
    StringBuilder html = new StringBuilder();
    for (Hover.Spot spot : all.size() > MOST_SPOTS ? List.<Hover.Spot>of() : all) {
      Rectangle2D area = spot.area();
      html.append(
          String.format(
              Locale.ROOT,
              "<span title=\"%s\" style=\"position:absolute;left:%.2f%%;top:%.2f%%;"
                  + "width:%.2f%%;height:%.2f%%\"></span>",
              Html.escaped(spot.words()),
              PERCENT * area.getX() / size.width,
              PERCENT * area.getY() / size.height,
              PERCENT * area.getWidth() / size.width,
              PERCENT * area.getHeight() / size.height));
    }
    return html.toString();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
