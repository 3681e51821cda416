package io.github.concurrencylab.notebook;

import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.plot.NoFontsException;
import io.github.concurrencylab.report.Cost;
import io.github.concurrencylab.report.Doctor;
import io.github.concurrencylab.report.Factorial;
import io.github.concurrencylab.report.History;
import io.github.concurrencylab.report.MachineComparison;
import io.github.concurrencylab.report.MachineReport;
import io.github.concurrencylab.report.Profile;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.report.Scaling;
import io.github.concurrencylab.report.TextTable;
import io.github.concurrencylab.report.Timed;
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
        .createRegistration(MachineReport.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register((machine, context) -> table(machine.table(), context));
    renderer
        .createRegistration(MachineComparison.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register((comparison, context) ->
            both(
                context,
                comparison::toString,
                () ->
                    html(
                        comparison.header(),
                        comparison.warnings(),
                        comparison.table(),
                        comparison::bars)));
    renderer
        .createRegistration(History.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register((history, context) ->
            both(
                context,
                history::toString,
                () -> html(history.header(), history.warnings(), history.table())));
    renderer
        .createRegistration(Doctor.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register((doctor, context) ->
            both(
                context, doctor::toString, () -> html(doctor.header(), List.of(), doctor.table())));
    renderer
        .createRegistration(Profile.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::profile);
    renderer
        .createRegistration(Timed.class)
        .preferring(MIMEType.TEXT_PLAIN)
        .register(Renderers::timed);
    renderer
        .createRegistration(Scaling.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::scaling);
    renderer
        .createRegistration(Cost.class)
        .preferring(MIMEType.TEXT_HTML, MIMEType.TEXT_PLAIN)
        .register(Renderers::cost);
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

  private static void both(RenderContext context, Supplier<Object> text, Supplier<Object> html) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, text);
    context.renderIfRequested(MIMEType.TEXT_HTML, html);
  }

  private static void profile(Profile profile, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, profile::toString);
    context.renderIfRequested(MIMEType.TEXT_HTML, () -> html(profile));
  }

  private static void timed(Timed timed, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, timed::toString);
  }

  private static void scaling(Scaling scaling, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, scaling::toString);
    context.renderIfRequested(MIMEType.TEXT_HTML, () -> html(scaling));
  }

  private static void cost(Cost cost, RenderContext context) {
    context.renderIfRequested(MIMEType.TEXT_PLAIN, cost::toString);
    context.renderIfRequested(MIMEType.TEXT_HTML, () -> html(cost));
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

  static String html(Profile profile) {
    String culprit = "<p><b>" + Html.escaped(profile.culprit()) + "</b></p>\n";
    return culprit + html(profile.header(), List.of(), profile.table(), profile::chart);
  }

  static String html(Scaling scaling) {
    return html(scaling.header(), scaling.warnings(), scaling.table(), scaling::chart);
  }

  static String html(Cost cost) {
    return html(cost.header(), cost.warnings(), cost.table(), cost::chart);
  }

  private static String html(
      List<String> header, List<String> warnings, Table table, Supplier<JFreeChart> chart) {
    String top = html(header, warnings, table);
    try {
      return top + image(chart.get());
    } catch (NoFontsException none) {
      return top + note(String.valueOf(none.getMessage()));
    }
  }

  private static String html(List<String> header, List<String> warnings, Table table) {
    StringBuilder html = new StringBuilder();
    for (String line : header) {
      html.append("<div><small>").append(Html.escaped(line)).append("</small></div>\n");
    }
    warnings.forEach(warning -> html.append(note(warning)));
    return html.append(Html.table(table)).toString();
  }

  private static String note(String text) {
    return "<div><b>Note:</b> " + Html.escaped(text) + "</div>\n";
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
