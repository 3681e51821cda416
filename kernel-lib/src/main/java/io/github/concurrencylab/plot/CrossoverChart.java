package io.github.concurrencylab.plot;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.plot.curve.Curves;
import io.github.concurrencylab.plot.curve.MeasuredPoints;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.LogScale;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.LinearCost;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.plot.XYPlot;

/** The chart of two models' times by the number of tasks. */
public final class CrossoverChart {
  private CrossoverChart() {}

  /**
   * What one model took.
   *
   * @param model the model
   * @param times the mean time of each number of tasks, in seconds
   * @param line the line through them
   */
  public record Curve(ModelId model, List<Estimate> times, LinearCost line) {
    /** Copies the times. */
    public Curve {
      times = List.copyOf(times);
    }
  }

  /**
   * Mean times with their 95 % intervals, and each model's line.
   *
   * @param subtitle what was run and where
   * @param tasks the numbers of tasks, smallest first
   * @param models what each model took
   * @return a new chart; both axes are logarithmic, so that the lines are bent
   */
  public static Chart of(String subtitle, double[] tasks, List<Curve> models) {
    double first = tasks.length == 0 ? 1 : tasks[0];
    double last = tasks.length == 0 ? 1 : tasks[tasks.length - 1];
    List<Estimate> times = models.stream().flatMap(curve -> curve.times().stream()).toList();
    SiTime unit = Scale.unit(times.stream());
    MeasuredPoints measured = new MeasuredPoints("n =", time -> Scale.label(unit, time));
    Curves curves = new Curves();
    for (int i = 0; i < models.size(); i++) {
      Curve curve = models.get(i);
      String name = LabelText.plain(curve.model().label());
      measured.start(name + ", with its 95 % interval", name + ", n =");
      for (int size = 0; size < curve.times().size(); size++) {
        measured.add(tasks[size], curve.times().get(size));
      }
      curves.line(
          name + ": start and tasks",
          Colours.of(curve.model()),
          Curves.DASHED,
          first,
          last,
          curve.line()::seconds);
      curves.points(measured, i, Theme.INK, Colours.of(curve.model()));
    }
    LogScale x = new LogScale("tasks", Scale.format()).around(Arrays.stream(tasks));
    LogScale y = new LogScale(null, Scale.format(unit)).around(MeasuredPoints.ends(times.stream()));
    XYPlot plot = curves.plot(measured, x, y);
    Chart chart =
        new Chart("Time in %s by the number of tasks (log scales)".formatted(unit.word()), plot);
    Theme.dress(chart);
    Charts.addSubtitles(chart, subtitle);
    chart.addSubtitle(Charts.legend(curves.legend()));
    return chart;
  }
}
