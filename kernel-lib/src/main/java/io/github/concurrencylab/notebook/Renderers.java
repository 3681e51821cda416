package io.github.concurrencylab.notebook;

import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.plot.style.NoFontsException;
import io.github.concurrencylab.report.Advice;
import io.github.concurrencylab.report.AdviceCheck;
import io.github.concurrencylab.report.Cost;
import io.github.concurrencylab.report.Crossover;
import io.github.concurrencylab.report.Doctor;
import io.github.concurrencylab.report.Factorial;
import io.github.concurrencylab.report.History;
import io.github.concurrencylab.report.MachineComparison;
import io.github.concurrencylab.report.MachineReport;
import io.github.concurrencylab.report.Memory;
import io.github.concurrencylab.report.Profile;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.report.Scaling;
import io.github.concurrencylab.report.Timed;
import io.github.concurrencylab.table.TextTable;
import java.awt.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jfree.chart.JFreeChart;
import tech.tablesaw.api.Table;

/** How a cell's last value is shown: always as text too, for clients that show nothing else. */
final class Renderers {
  private Renderers() {}

  static void register(Renderer renderer) {
    value(renderer, Report.class, Renderers::html);
    value(renderer, Factorial.class, Renderers::html);
    value(renderer, Scaling.class, v -> page(v.header(), v.warnings(), v.table(), v::chart));
    value(renderer, Crossover.class, v -> page(v.header(), v.warnings(), v.table(), v::chart));
    value(renderer, Memory.class, v -> page(v.header(), v.warnings(), v.table(), v::chart));
    value(renderer, Cost.class, v -> page(v.header(), v.warnings(), v.table(), v::chart));
    value(
        renderer, MachineComparison.class, v -> page(v.header(), v.warnings(), v.table(), v::bars));
    value(
        renderer,
        Profile.class,
        v -> strong(v.culprit()) + page(v.header(), List.of(), v.table(), v::chart));
    value(renderer, MachineReport.class, v -> Html.table(v.table()));
    value(renderer, History.class, v -> page(v.header(), v.warnings(), v.table()));
    value(renderer, Doctor.class, v -> page(v.header(), List.of(), v.table()));
    value(renderer, AdviceCheck.class, v -> page(v.header(), v.warnings(), v.table()));
    value(renderer, Advice.class, v -> page(v.header(), List.of(), v.table()));
    renderer
        .createRegistration(Timed.class)
        .preferring(MIMEType.TEXT_PLAIN)
        .register(
            (timed, context) -> context.renderIfRequested(MIMEType.TEXT_PLAIN, timed::toString));
    renderer
        .createRegistration(Table.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::table);
    renderer
        .createRegistration(JFreeChart.class)
        .preferring(MIMEType.IMAGE_SVG, MIMEType.IMAGE_PNG, MIMEType.TEXT_PLAIN)
        .register(Renderers::chart);
  }

  /** A value of the lab's own: as text it is what its toString says. */
  private static <T> void value(Renderer renderer, Class<T> type, Function<T, String> html) {
    renderer
        .createRegistration(type)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register((value, context) -> {
          context.renderIfRequested(MIMEType.TEXT_PLAIN, value::toString);
          context.renderIfRequested(MIMEType.TEXT_HTML, () -> html.apply(value));
        });
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
    } catch (NoFontsException none) {
      context.getOutputContainer().putText(none.getMessage() + "\n\n" + ChartText.of(chart));
      return;
    }
    // The image has more pixels than that, for screens that can show them.
    Map<String, Integer> shown = Map.of("width", size.width, "height", size.height);
    context.getOutputContainer().putMetaData(MIMEType.IMAGE_PNG, shown);
  }

  static String html(Report report) {
    return page(report.header(), report.warnings(), report.overview(), report::bars);
  }

  static String html(Factorial factorial) {
    return page(
        factorial.header(), factorial.warnings(), factorial.table(), factorial::interactionPlot);
  }

  private static String page(
      List<String> header, List<String> warnings, Table table, Supplier<JFreeChart> chart) {
    String top = page(header, warnings, table);
    try {
      return top + image(chart.get());
    } catch (NoFontsException none) {
      return top + note(String.valueOf(none.getMessage()));
    }
  }

  private static String page(List<String> header, List<String> warnings, Table table) {
    StringBuilder html = new StringBuilder();
    for (String line : header) {
      html.append("<div><small>").append(Html.escaped(line)).append("</small></div>\n");
    }
    warnings.forEach(warning -> html.append(note(warning)));
    return html.append(Html.table(table)).toString();
  }

  private static String strong(String sentence) {
    return "<p><b>" + Html.escaped(sentence) + "</b></p>\n";
  }

  private static String note(String text) {
    return "<div><b>Note:</b> " + Html.escaped(text) + "</div>\n";
  }

  private static String image(JFreeChart chart) {
    Dimension size = ChartImages.size(chart);
    String svg = ChartImages.svg(chart, size.width, size.height);
    return "<img width=\"%s\" height=\"%s\" alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">\n"
        .formatted(
            size.width,
            size.height,
            Html.escaped(String.valueOf(chart.getTitle().getText())),
            base64(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
