package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.plot.Charts;
import io.github.concurrencylab.results.Group;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.table.MachineTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jfree.chart.JFreeChart;
import tech.tablesaw.api.Table;

/**
 * The same models on several machines, or on one machine at several times, each held against the
 * first. As the last value of a cell it shows its table and its bars.
 *
 * @param results the figures, each report's from a source of its own
 */
public record MachineComparison(Results results) {
  private static final String REMEDY = "load(\"there.json\") and last() for example";

  /**
   * Compares reports.
   *
   * @param reports at least two, or one with figures of two sources; the others are held against
   *     the first
   * @return the comparison
   * @throws IllegalArgumentException if there are fewer, or one is null
   */
  public static MachineComparison of(Report... reports) {
    List<Measurement> all = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (Report report : Check.given("reports", reports, REMEDY)) {
      for (Group group : Check.given("report", report, REMEDY).results().groups()) {
        String label = group.label();
        for (int n = 2; !labels.add(label); n++) {
          label = group.label() + " " + n;
        }
        all.add(
            new Measurement(
                label, group.workload(), group.machine(), group.trials(), group.warnings()));
      }
    }
    if (all.size() < 2) {
      throw Check.refusal("reports must be at least 2, got " + all.size() + ": " + REMEDY);
    }
    return new MachineComparison(new Results(all));
  }

  /**
   * One row a model and machine: the median and mean in seconds there and on the first machine, how
   * many times as fast it is there, with the 95 % interval, and a verdict in words.
   *
   * @return a new table
   */
  public Table table() {
    return MachineTable.of(results);
  }

  /**
   * A chart with the mean of each model on each machine in seconds, and its 95 % interval.
   *
   * @return a new chart
   */
  public JFreeChart bars() {
    return Charts.bars(results);
  }

  /**
   * What was run and where.
   *
   * @return a line for each machine
   */
  public List<String> header() {
    return new Report(results).header();
  }

  /**
   * What a reader must know before trusting the figures.
   *
   * @return a line each; most often none
   */
  public List<String> warnings() {
    List<String> all = new ArrayList<>();
    if (results.groups().stream().map(Group::workload).distinct().count() > 1) {
      all.add("the workloads differ: the ratios are not those of the machines alone");
    }
    all.addAll(new Report(results).warnings());
    return all;
  }

  @Override
  public String toString() {
    return ValueText.of(header(), warnings(), table(), ChartText.bars(results));
  }
}
