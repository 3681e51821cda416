package io.github.concurrencylab.plot;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.plot.curve.Curves;
import io.github.concurrencylab.plot.curve.MeasuredPoints;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.DoublingScale;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.LogScale;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.predict.Predicted;
import io.github.concurrencylab.stats.Estimate;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jfree.chart.LegendItem;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** The chart of predicted times by the number of processors. */
public final class PredictionChart {
  private static final float BAND = 0.18f;

  /** Between the outermost counts and the edges. */
  private static final double ROOM = 1.12;

  private PredictionChart() {}

  /**
   * One model's figures.
   *
   * @param model the model
   * @param processors how many processors were measured
   * @param measured the mean time on them, in seconds
   * @param predicted what is predicted, and only that
   */
  public record Curve(ModelId model, int processors, Estimate measured, List<Predicted> predicted) {
    /** Copies the list. */
    public Curve {
      predicted = List.copyOf(predicted);
    }

    /** From the measured point through the predicted ones: straight on logarithmic axes. */
    private double at(double x) {
      TreeMap<Double, Double> points = points();
      var from = points.floorEntry(x * (1 + 1e-9));
      var to = points.ceilingEntry(x * (1 - 1e-9));
      if (from == null || to == null) {
        return Double.NaN;
      }
      if (from.getKey().equals(to.getKey())) {
        return from.getValue();
      }
      double share = Math.log(x / from.getKey()) / Math.log(to.getKey() / from.getKey());
      return from.getValue() * Math.pow(to.getValue() / from.getValue(), share);
    }

    private TreeMap<Double, Double> points() {
      TreeMap<Double, Double> points = new TreeMap<>();
      points.put((double) processors, measured.value());
      predicted.forEach(p -> points.putIfAbsent((double) p.processors(), p.seconds().value()));
      return points;
    }
  }

  /**
   * Measured times filled, predicted ones hollow, with bands for their intervals and dashed lines
   * between them.
   *
   * @param subtitle what was run and where
   * @param models the models that are predicted
   * @return a new chart; both axes are logarithmic, the processors' to the base 2
   */
  public static Chart of(String subtitle, List<Curve> models) {
    List<Estimate> times = models.stream().flatMap(PredictionChart::times).toList();
    SiTime unit = Scale.unit(times.stream());
    MeasuredPoints points = new MeasuredPoints("processors =", time -> Scale.label(unit, time));
    Curves curves = new Curves();
    YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
    DeviationRenderer bandRenderer = new DeviationRenderer(false, false);
    bandRenderer.setAlpha(BAND);
    for (Curve curve : models) {
      String name = LabelText.plain(curve.model().label());
      TreeMap<Double, Double> all = curve.points();
      Color colour = Colours.of(curve.model());
      curves.line(name, colour, Curves.DASHED, all.firstKey(), all.lastKey(), curve::at);
      bandRenderer.setSeriesFillPaint(bands.getSeriesCount(), colour);
      bands.addSeries(band(name, curve));
    }
    int kind = 0;
    for (Curve curve : models) {
      String name = LabelText.plain(curve.model().label());
      Color colour = Colours.of(curve.model());
      points.start("measured", name + ", measured, processors =");
      points.add(curve.processors(), curve.measured());
      curves.points(points, kind++, Theme.INK, colour);
      points.start("predicted, with its 95 % interval", name + ", predicted, processors =");
      curve.predicted().forEach(p -> points.add(p.processors(), p.seconds()));
      curves.points(points, kind++, colour, Theme.CARD);
    }
    double[] counts = models.stream().flatMapToDouble(PredictionChart::processors).toArray();
    DoublingScale x =
        new DoublingScale("processors (each step twice as many)", Arrays.stream(counts));
    x.setRange(
        Arrays.stream(counts).min().orElse(1) / ROOM, Arrays.stream(counts).max().orElse(2) * ROOM);
    LogScale y = new LogScale(null, Scale.format(unit)).around(MeasuredPoints.ends(times.stream()));
    XYPlot plot = curves.plot(points, x, y);
    curves.behind(plot, bands, bandRenderer);
    Chart chart =
        new Chart(
            "Predicted time in %s by the number of processors (log scales)".formatted(unit.word()),
            plot);
    Theme.dress(chart);
    Charts.addSubtitles(chart, subtitle);
    chart.addSubtitle(Charts.legend(once(curves.legend())));
    return chart;
  }

  private static YIntervalSeries band(String name, Curve curve) {
    YIntervalSeries band = new YIntervalSeries(name);
    for (Predicted p : curve.predicted()) {
      Estimate seconds = p.seconds();
      if (seconds.hasInterval()) {
        double low = Math.max(seconds.low(), Double.MIN_NORMAL);
        band.add(p.processors(), seconds.value(), low, seconds.high());
      }
    }
    return band;
  }

  private static DoubleStream processors(Curve curve) {
    return curve.points().keySet().stream().mapToDouble(Double::doubleValue);
  }

  private static Stream<Estimate> times(Curve curve) {
    return Stream.concat(
        Stream.of(curve.measured()), curve.predicted().stream().map(Predicted::seconds));
  }

  /** The lines of all models, and one dot of each kind. */
  private static List<LegendItem> once(List<LegendItem> legend) {
    Set<String> seen = new HashSet<>();
    List<LegendItem> once = new ArrayList<>();
    for (LegendItem item : legend) {
      if (seen.add(item.getLabel())) {
        once.add(item);
      }
    }
    return once;
  }
}
