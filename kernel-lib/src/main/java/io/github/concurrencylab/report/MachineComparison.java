package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.plot.Charts;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.table.MachineTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.Table;

/**
 * The same models on several machines, or on one machine at several times, each compared with the
 * first. As the last value of a cell it shows its table and its bars.
 *
 * @param results the figures, each report's from a source of its own
 */
public record MachineComparison(Results results) implements ChartedAnswer {
  private static final String REMEDY = "load(\"there.json\") and last() for example";

  /**
   * Compares reports.
   *
   * @param reports at least two, or one with figures of two sources; the others are compared with
   *     the first
   * @return the comparison
   * @throws IllegalArgumentException if there are fewer, or one is null
   */
  public static MachineComparison of(Report... reports) {
    List<Measurement> all = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (Report report : Check.given("reports", reports, REMEDY)) {
      for (Measurement m : Check.given("report", report, REMEDY).results().measurements()) {
        String label = m.source().label();
        for (int n = 2; !labels.add(label); n++) {
          label = m.source().label() + " " + n;
        }
        all.add(m.from(m.source().named(label)));
      }
    }
    if (all.size() < 2) {
      throw Check.refusal("reports must be at least 2, got " + all.size() + ": " + REMEDY);
    }
    return new MachineComparison(new Results(all));
  }

  /**
   * One row per model and machine: the median and mean in seconds there and on the first machine,
   * how many times as fast it is there, with the 95 % interval, and a verdict in words.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    return MachineTable.of(results);
  }

  /**
   * A chart with the mean of each model on each machine in seconds, and its 95 % interval.
   *
   * @return a new chart
   */
  public Chart bars() {
    return Charts.bars(results);
  }

  /**
   * What was run and where.
   *
   * @return a line for each machine
   */
  @Override
  public List<String> header() {
    return new Report(results).header();
  }

  @Override
  public List<Note> remarks() {
    return new Report(results).remarks();
  }

  @Override
  public List<Note> notes() {
    List<Note> all = new ArrayList<>();
    if (results.measurements().stream().map(Measurement::workload).distinct().count() > 1) {
      all.add(
          new Note(
              Note.Kind.OTHER_WORKLOAD,
              "the workloads differ: the ratios are not those of the machines alone"));
    }
    all.addAll(new Report(results).notes());
    return all;
  }

  /**
   * The chart that a cell shows: {@link #bars()}.
   *
   * @return a new chart
   */
  @Override
  public Chart chart() {
    return bars();
  }

  @Override
  public String chartText() {
    return ChartText.bars(results);
  }

  @Override
  public String toString() {
    return text();
  }
}
