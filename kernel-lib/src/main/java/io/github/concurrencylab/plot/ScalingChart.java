package io.github.concurrencylab.plot;

import io.github.concurrencylab.findings.ScalingPoint;
import io.github.concurrencylab.plot.curve.Curves;
import io.github.concurrencylab.plot.curve.MeasuredPoints;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.DoublingScale;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.ScalingFit;
import io.github.concurrencylab.stats.ScalingLaw;
import java.awt.Color;
import java.awt.Stroke;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.TextAnchor;

/** The chart of speed-ups by workers. */
public final class ScalingChart {
  /** The most processors that a prediction is made for. */
  public static final int MOST_PREDICTED = 100_000;

  private static final Color AMDAHL = new Color(0xD55E00);
  private static final Color UNIVERSAL = new Color(0x8FD3BE);
  private static final Color BEYOND = new Color(0, 0, 0, 14);

  private ScalingChart() {}

  /**
   * Measured speed-ups with their 95 % intervals, the ideal line, and the fits. Beyond what was
   * measured with a processor for each worker, the fits are dashed on a shaded ground: predictions.
   *
   * @param results the figures, of one source and one family of models
   * @param processors up to how many processors the fits are drawn
   * @return a new chart
   */
  public static Chart of(Results results, int processors) {
    List<ScalingPoint> points = ScalingPoint.of(results.series());
    int there =
        results.measurements().isEmpty()
            ? 1
            : results.measurements().getFirst().machine().processors();
    List<ScalingFit> fits =
        ScalingPoint.fits(points, there).stream().filter(ScalingFit::found).toList();
    int most = points.stream().mapToInt(ScalingPoint::workers).max().orElse(1);
    double end = Math.max(most, fits.isEmpty() ? 2 : processors);
    Color colour =
        results.series().isEmpty() ? Theme.OWN : Colours.of(results.series().getFirst().model());

    Curves curves = new Curves();
    curves.line("ideal", Theme.QUIET, Curves.DOTTED, 1, end, x -> x);
    double fitted = ScalingPoint.mostFitted(points, there);
    for (ScalingFit fit : fits.reversed()) { // the narrow line over the wide one
      boolean amdahl = fit.law() == ScalingLaw.AMDAHL;
      Color of = amdahl ? AMDAHL : UNIVERSAL;
      Stroke solid = amdahl ? Curves.SOLID : Curves.WIDE;
      Stroke dashed = amdahl ? Curves.DASHED : Curves.WIDE_DASHED;
      curves.line(fit.law().words(), of, solid, 1, fitted, x -> fit.speedUp(x).value());
      curves.line("", of, dashed, fitted, end, x -> fit.speedUp(x).value());
    }
    MeasuredPoints measured = new MeasuredPoints("workers", MeasuredPoints::number);
    measured.start("measured");
    points.stream().filter(p -> p.workers() <= there).forEach(p -> add(measured, p));
    measured.start("measured, more workers than processors");
    points.stream().filter(p -> p.workers() > there).forEach(p -> add(measured, p));
    curves.points(measured, 0, Theme.INK, colour);
    curves.points(measured, 1, Theme.INK, Theme.CARD);

    XYPlot plot = curves.plot(measured, workers(points, end), speedUps(points, fits, there, end));
    double from = fits.isEmpty() ? there : fitted;
    if (end > from) {
      plot.addDomainMarker(beyond(from, end, !fits.isEmpty()), Layer.BACKGROUND);
    }
    String family = points.isEmpty() ? "" : ": " + LabelText.plain(family(results));
    Chart chart = Charts.titled("Speed-up by workers" + family, plot, results);
    chart.addSubtitle(Charts.legend(curves.legend()));
    return chart;
  }

  private static String family(Results results) {
    return results.series().getFirst().model().family();
  }

  private static void add(MeasuredPoints measured, ScalingPoint point) {
    measured.add(point.workers(), point.speedUp());
  }

  /**
   * Twice as many workers are a step; numbers stand where something was measured, and at the end.
   */
  private static ValueAxis workers(List<ScalingPoint> points, double end) {
    DoublingScale axis =
        new DoublingScale(
            "workers (each step twice as many)",
            DoubleStream.concat(
                points.stream().mapToDouble(ScalingPoint::workers), DoubleStream.of(1, end)));
    axis.setRange(1 / 1.12, Math.max(2, end) * 1.12);
    return axis;
  }

  /** From the lowest to high enough for the points and fits; the ideal line may leave it. */
  private static ValueAxis speedUps(
      List<ScalingPoint> points, List<ScalingFit> fits, double there, double end) {
    double highest =
        DoubleStream.concat(
                points.stream()
                    .map(ScalingPoint::speedUp)
                    .mapToDouble(
                        s -> s.hasInterval() ? Math.min(s.high(), 2 * s.value()) : s.value()),
                fits.stream()
                    .flatMapToDouble(fit ->
                        DoubleStream.of(there, Math.sqrt(there * end), end)
                            .map(x -> value(fit.speedUp(x)))))
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    double lowest =
        points.stream()
            .map(ScalingPoint::speedUp)
            .mapToDouble(s -> s.hasInterval() ? Math.max(s.low(), s.value() / 2) : s.value())
            .filter(low -> low > 0)
            .min()
            .orElse(1);
    double top = Math.max(2, highest) * 1.15;
    DoublingScale axis = new DoublingScale(null, DoublingScale.powers(lowest, top));
    axis.setRange(Math.min(1, lowest) / 1.15, top);
    return axis;
  }

  private static double value(Estimate estimate) {
    return estimate.value();
  }

  private static IntervalMarker beyond(double from, double end, boolean predicted) {
    IntervalMarker marker = new IntervalMarker(from, end * 1.12, BEYOND);
    marker.setAlpha(1);
    marker.setLabel(
        predicted
            ? "prediction: not measured with a processor for each worker"
            : "more workers than processors");
    marker.setLabelFont(Theme.small());
    marker.setLabelPaint(Theme.QUIET);
    marker.setLabelBackgroundColor(new Color(0, 0, 0, 0));
    marker.setLabelAnchor(RectangleAnchor.BOTTOM);
    marker.setLabelTextAnchor(TextAnchor.BOTTOM_CENTER);
    return marker;
  }
}
