package io.github.concurrencylab.plot;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.plot.curve.Curves;
import io.github.concurrencylab.plot.curve.MeasuredPoints;
import io.github.concurrencylab.plot.style.LogScale;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.GrowthOrder;
import io.github.concurrencylab.stats.LinearCost;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jfree.chart.plot.XYPlot;

/** The chart of time by the size of the work. */
public final class CostChart {
  /** How far a curve may miss the points by and still be called right, as a share of the time. */
  private static final double MUCH = 0.05;

  private CostChart() {}

  /**
   * Mean times with their 95 % intervals, and the curve that fits them: a line through their
   * logarithms, or, where that misses the points by twice as much, a start and a cost for each.
   *
   * @param subtitle what was run and where
   * @param sizes the sizes, smallest first
   * @param times the mean time of each, in seconds
   * @return a new chart; both axes are logarithmic
   */
  public static Chart of(String subtitle, double[] sizes, List<Estimate> times) {
    double[] seconds = times.stream().mapToDouble(Estimate::value).toArray();
    GrowthOrder growth = GrowthOrder.of(sizes, seconds);
    SiTime unit = Scale.unit(times.stream());
    MeasuredPoints measured = new MeasuredPoints("n =", time -> Scale.label(unit, time));
    measured.start("mean time, with its 95 % interval");
    for (int i = 0; i < sizes.length; i++) {
      measured.add(sizes[i], times.get(i));
    }
    Curves curves = new Curves();
    double first = sizes.length == 0 ? 1 : sizes[0];
    double last = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    LinearCost line = LinearCost.of(sizes, seconds);
    double missed = misses(sizes, seconds, growth::seconds);
    if (missed > MUCH && 2 * misses(sizes, seconds, line::seconds) < missed) {
      String words =
          "start and size: %s, then %s each"
              .formatted(SiTime.words(line.start().value()), SiTime.words(line.each().value()));
      curves.line(words, Theme.QUIET, Curves.DASHED, first, last, line::seconds);
    } else if (Double.isFinite(growth.order().value())) {
      curves.line(growth.sentence(), Theme.QUIET, Curves.DASHED, first, last, growth::seconds);
    }
    curves.points(measured, 0, Theme.INK, Theme.OWN);
    LogScale x = new LogScale("n", Scale.format()).around(Arrays.stream(sizes));
    LogScale y = new LogScale(null, Scale.format(unit)).around(MeasuredPoints.ends(times.stream()));
    XYPlot plot = curves.plot(measured, x, y);
    Chart chart =
        new Chart("Time in %s by the size of the work n (log scales)".formatted(unit.word()), plot);
    Theme.dress(chart);
    Charts.addSubtitles(chart, subtitle);
    chart.addSubtitle(Charts.legend(curves.legend()));
    return chart;
  }

  /** How far a curve misses the points by, as the root mean square of the logarithms. */
  private static double misses(double[] sizes, double[] seconds, DoubleUnaryOperator curve) {
    return Math.sqrt(
        IntStream.range(0, sizes.length)
            .filter(i -> seconds[i] > 0)
            .mapToDouble(i -> Math.log(seconds[i] / curve.applyAsDouble(sizes[i])))
            .map(miss -> miss * miss)
            .average()
            .orElse(Double.NaN));
  }
}
