package io.github.concurrencylab.plot;

import io.github.concurrencylab.plot.curve.Curves;
import io.github.concurrencylab.plot.curve.MeasuredPoints;
import io.github.concurrencylab.plot.style.LogScale;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.GrowthOrder;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.plot.XYPlot;

/** The chart of time by the size of the work. */
public final class CostChart {
  private CostChart() {}

  /**
   * Mean times with their 95 % intervals, and the line through their logarithms.
   *
   * @param subtitle what was run and where
   * @param sizes the sizes, smallest first
   * @param times the mean time of each, in seconds
   * @return a new chart; both axes are logarithmic
   */
  public static Chart of(String subtitle, double[] sizes, List<Estimate> times) {
    double[] seconds = times.stream().mapToDouble(Estimate::value).toArray();
    GrowthOrder growth = GrowthOrder.of(sizes, seconds);
    MeasuredPoints measured = new MeasuredPoints("n =");
    measured.start("mean time, with its 95 % interval");
    for (int i = 0; i < sizes.length; i++) {
      measured.add(sizes[i], times.get(i));
    }
    Curves curves = new Curves();
    double first = sizes.length == 0 ? 1 : sizes[0];
    double last = sizes.length == 0 ? 1 : sizes[sizes.length - 1];
    if (Double.isFinite(growth.order().value())) {
      curves.line(growth.sentence(), Theme.QUIET, Curves.DASHED, first, last, growth::seconds);
    }
    curves.points(measured, 0, Theme.INK, Theme.OWN);
    LogScale x = new LogScale("n", Scale.format()).around(Arrays.stream(sizes));
    LogScale y = new LogScale(null, Scale.format()).around(MeasuredPoints.ends(times.stream()));
    XYPlot plot = curves.plot(measured, x, y);
    Chart chart = new Chart("Time in seconds by the size of the work n (log scales)", plot);
    Theme.dress(chart);
    chart.addSubtitle(Theme.subtitle(Charts.line(subtitle)));
    chart.addSubtitle(Charts.legend(curves.legend()));
    return chart;
  }
}
