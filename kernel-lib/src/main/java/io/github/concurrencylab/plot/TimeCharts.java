package io.github.concurrencylab.plot;

import io.github.concurrencylab.findings.TypicalTrial;
import io.github.concurrencylab.plot.panel.CpuPanel;
import io.github.concurrencylab.plot.panel.PanelPlot;
import io.github.concurrencylab.plot.panel.TimelinePanel;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.LegendKey;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.Group;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.Series;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;

/** The charts of what happened within a trial, one panel a model. */
public final class TimeCharts {
  private TimeCharts() {}

  /**
   * The processors' use during the trial of each model that is nearest to its median.
   *
   * @param results the figures
   * @return a new chart; its axes of times are in seconds, and shares are of all processors
   */
  public static JFreeChart cpuUsage(Results results) {
    List<CpuPanel> panels = new ArrayList<>();
    int count = Math.min(PanelPlot.MOST_PANELS, results.series().size());
    for (Series series : results.series()) {
      panels.add(
          new CpuPanel(
              series.model(),
              name(results, series),
              TypicalTrial.trial(series).orElse(null),
              series.failure(),
              count));
    }
    PanelPlot plot = new PanelPlot(panels);
    JFreeChart chart = Charts.titled("Processor use over time" + ownAxes(plot), plot, results);
    chart.addSubtitle(
        Charts.legend(
            List.of(
                LegendKey.of("this program, in its model's colour", Theme.OWN),
                LegendKey.of("the whole machine", CpuPanel.MACHINE),
                LegendKey.of("a processor, the darker the busier", Theme.INK))));
    return chart;
  }

  /**
   * When and where each task ran, in the trial of each model that is nearest to its median.
   *
   * @param results the figures
   * @return a new chart; its axes of times are in seconds since the clock was started
   */
  public static JFreeChart timeline(Results results) {
    return timeline(results, results.series());
  }

  /**
   * The same of one model alone.
   *
   * @param results the figures
   * @param model the model's name
   * @return a new chart
   * @throws IllegalArgumentException if no source has that model
   */
  public static JFreeChart timeline(Results results, String model) {
    return timeline(results, results.series(model));
  }

  private static JFreeChart timeline(Results results, List<Series> all) {
    List<TimelinePanel> panels = new ArrayList<>();
    int count = Math.min(PanelPlot.MOST_PANELS, all.size());
    for (Group group : results.groups()) {
      for (Series series : all.stream().filter(s -> s.source().equals(group.label())).toList()) {
        panels.add(
            new TimelinePanel(
                series.model(),
                name(results, series),
                TypicalTrial.trial(series).orElse(null),
                series.failure(),
                group.machine().processors(),
                count));
      }
    }
    PanelPlot plot = new PanelPlot(panels);
    JFreeChart chart = Charts.titled("When each task ran" + ownAxes(plot), plot, results);
    if (panels.stream().anyMatch(TimelinePanel::hasLock)) {
      Color lock = Colours.of("gil(16)");
      chart.addSubtitle(
          Charts.legend(
              List.of(
                  LegendKey.of("holds the lock", lock),
                  LegendKey.of(
                      "waits for it", Colours.mix(lock, Theme.CARD, TimelinePanel.PALE)))));
    }
    return chart;
  }

  private static String ownAxes(PanelPlot plot) {
    return plot.apart() ? " (each panel has its own axis)" : "";
  }

  private static String name(Results results, Series series) {
    return results.groups().size() > 1 ? series.model() + ", " + series.source() : series.model();
  }
}
