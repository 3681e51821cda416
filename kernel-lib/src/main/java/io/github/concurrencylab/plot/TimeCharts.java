package io.github.concurrencylab.plot;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.plot.panel.CpuPanel;
import io.github.concurrencylab.plot.panel.PanelPlot;
import io.github.concurrencylab.plot.panel.Subject;
import io.github.concurrencylab.plot.panel.TimelinePanel;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.LegendKey;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.SizeWords;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Summary;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The charts of what happened within a trial, one panel per model. */
public final class TimeCharts {
  private TimeCharts() {}

  /**
   * The processors' use during the trial of each model that is nearest to its median.
   *
   * @param results the figures
   * @return a new chart; its axes of times are in the unit that suits them, and shares are of all
   *     processors
   */
  public static Chart cpuUsage(Results results) {
    SiTime unit = unit(results.series());
    List<CpuPanel> panels = new ArrayList<>();
    int count = Math.min(PanelPlot.MOST_PANELS, results.series().size());
    for (Series series : results.series()) {
      panels.add(new CpuPanel(new Subject(series, name(results, series), unit, count)));
    }
    PanelPlot plot = new PanelPlot(unit, panels);
    Chart chart = Charts.titled("Processor use over time" + ownAxes(plot), plot, results);
    chart.addSubtitle(
        Charts.legend(
            List.of(
                LegendKey.of("this program, in its model's colour", Theme.OWN),
                LegendKey.of("the whole machine", CpuPanel.MACHINE),
                LegendKey.of("a processor, the stronger the busier", Theme.INK))));
    return chart;
  }

  /**
   * When and where each task ran, in the trial of each model that is nearest to its median.
   *
   * @param results the figures
   * @return a new chart; its axes of times are in the unit that suits them, since the clock was
   *     started
   */
  public static Chart timeline(Results results) {
    return timeline(results, results.series());
  }

  /**
   * The same of some series alone, of one model for example.
   *
   * @param results the figures
   * @param all some of their series
   * @return a new chart
   */
  public static Chart timeline(Results results, List<Series> all) {
    SiTime unit = unit(all);
    List<TimelinePanel> panels = new ArrayList<>();
    int count = Math.min(PanelPlot.MOST_PANELS, all.size());
    for (Measurement group : results.measurements()) {
      for (Series series : all.stream().filter(s -> s.source().equals(group.source())).toList()) {
        panels.add(
            new TimelinePanel(
                new Subject(series, name(results, series), unit, count),
                group.machine().processors()));
      }
    }
    PanelPlot plot = new PanelPlot(unit, panels);
    Chart chart = Charts.titled("When each task ran" + ownAxes(plot), plot, results);
    Optional<Color> shown =
        panels.stream().filter(TimelinePanel::hasLock).map(TimelinePanel::colour).findFirst();
    if (shown.isPresent()) {
      Color lock = shown.get();
      chart.addSubtitle(
          Charts.legend(
              List.of(
                  LegendKey.of("holds the lock", lock),
                  LegendKey.of(
                      "waiting without the lock",
                      Colours.mix(lock, Theme.CARD, TimelinePanel.PALE)))));
    }
    return chart;
  }

  private static SiTime unit(List<Series> all) {
    return Scale.unit(all.stream().map(series -> Summary.of(series.seconds()).mean()));
  }

  private static String ownAxes(PanelPlot plot) {
    return plot.apart() ? " (each panel has its own axis)" : "";
  }

  private static String name(Results results, Series series) {
    String model = series.model().label();
    String size = SizeWords.of(results, series.source());
    String whose = results.areOfSeveral() ? model + ", " + series.source() : model;
    return size.isEmpty() ? whose : whose + ", " + size;
  }
}
