package io.github.concurrencylab.notebook;

import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.plot.NoFontsException;
import io.github.concurrencylab.report.Advice;
import io.github.concurrencylab.report.Factorial;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.report.TextTable;
import java.awt.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
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
    renderer
        .createRegistration(Report.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::report);
    renderer
        .createRegistration(Factorial.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::factorial);
    renderer
        .createRegistration(Advice.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::advice);
    renderer
        .createRegistration(Table.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::table);
    renderer
        .createRegistration(JFreeChart.class)
        .preferring(MIMEType.IMAGE_SVG, MIMEType.IMAGE_PNG, MIMEType.TEXT_PLAIN)
        .register(Renderers::chart);
  }

  private static void report(Report report, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, report::toString);
    context.renderIfRequested(MIMEType.TEXT_HTML, () -> html(report));
  }

  private static void factorial(Factorial factorial, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, factorial::toString);
    context.renderIfRequested(MIMEType.TEXT_HTML, () -> html(factorial));
  }

  private static void advice(Advice advice, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, advice::toString);
    context.renderIfRequested(
        MIMEType.TEXT_HTML, () -> lines(advice.header()) + Html.table(advice.table()));
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
    return html(report.header(), report.warnings(), report.overview(), report::bars);
  }

  static String html(Factorial factorial) {
    return html(
        factorial.header(), factorial.warnings(), factorial.table(), factorial::interactionPlot);
  }

  private static String html(
      List<String> header, List<String> warnings, Table table, Supplier<JFreeChart> chart) {
    StringBuilder html = new StringBuilder(lines(header));
    for (String warning : warnings) {
      html.append("<div><b>Note:</b> ").append(Html.escaped(warning)).append("</div>\n");
    }
    html.append(Html.table(table));
    try {
      html.append(image(chart.get()));
    } catch (NoFontsException none) {
      html.append("<div><b>Note:</b> ")
          .append(Html.escaped(String.valueOf(none.getMessage())))
          .append("</div>\n");
    }
    return html.toString();
  }

  private static String lines(List<String> header) {
    StringBuilder html = new StringBuilder();
    for (String line : header) {
      html.append("<div><small>").append(Html.escaped(line)).append("</small></div>\n");
    }
    return html.toString();
  }

  private static String image(JFreeChart chart) {
    Dimension size = ChartImages.size(chart);
    String svg = ChartImages.svg(chart, size.width, size.height);
    return "<img width=\"%d\" height=\"%d\" alt=\"%s\" src=\"data:image/svg+xml;base64,%s\">\n"
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
