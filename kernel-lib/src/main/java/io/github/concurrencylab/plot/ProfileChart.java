package io.github.concurrencylab.plot;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.profile.Profiling;
import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.measure.profile.WorkerTime;
import io.github.concurrencylab.plot.panel.MethodsPanel;
import io.github.concurrencylab.plot.panel.PanelPlot;
import io.github.concurrencylab.plot.panel.StatesPanel;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.LegendKey;
import io.github.concurrencylab.plot.style.Theme;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.LegendItem;

/** The chart of where the time of a profiled workload goes. */
public final class ProfileChart {
  /** What is shorter cannot be seen, and is not in the legend. */
  private static final double LEAST_SHARE = 0.003;

  private ProfileChart() {}

  /**
   * A bar per worker, cut into what it was doing, and below it the methods that ran most.
   *
   * @param profiling the profile
   * @return a new chart; all times are in the unit that suits them
   */
  public static Chart of(Profiling profiling) {
    List<WorkerTime> workers = profiling.traces().workers();
    double seconds = profiling.span().seconds();
    double running = workers.stream().mapToDouble(worker -> worker.in(WorkerState.RUNNING)).sum();
    SiTime unit = SiTime.of(Math.max(seconds, running));
    PanelPlot plot =
        new PanelPlot(
            unit,
            List.of(
                new StatesPanel(workers, seconds, unit),
                new MethodsPanel(profiling.traces().methods(), running)));
    Chart chart =
        new Chart(
            "Where the time of " + LabelText.plain(profiling.model().label()) + " goes", plot);
    Theme.dress(chart);
    chart.addSubtitle(Theme.subtitle(Charts.line(profiling.workload())));
    chart.addSubtitle(Theme.subtitle(Charts.line(profiling.machine().toString())));
    List<LegendItem> items = new ArrayList<>();
    for (WorkerState state : WorkerState.values()) {
      if (workers.stream().anyMatch(worker -> worker.in(state) > LEAST_SHARE * seconds)) {
        items.add(LegendKey.of(state.words(), StatesPanel.colour(state)));
      }
    }
    chart.addSubtitle(Charts.legend(items));
    return chart;
  }
}
