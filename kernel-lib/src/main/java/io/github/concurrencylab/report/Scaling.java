package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.findings.ScalingPoint;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.ScalingChart;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.ScalingFit;
import io.github.concurrencylab.stats.ScalingLaw;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * One model with different numbers of workers: how much faster more of them are, and which law they
 * follow. As the last value of a cell it shows its table and its chart.
 *
 * @param results the figures, of one source and one family of models
 */
public record Scaling(Results results) implements ChartedAnswer {
  /** The most numbers of workers in one measurement. */
  private static final int MOST_POINTS = 50;

  /**
   * Measures a model with each number of workers, interleaved. One worker is measured too, since
   * the others are compared with it.
   *
   * @param experiment how to measure
   * @param workload what to run
   * @param model any model that has workers; its own number is not used
   * @param workers at least one number, all different
   * @return the figures
   */
  static Scaling measured(Experiment experiment, Workload workload, Model model, int... workers) {
    Check.given("workload", workload, "use article()");
    Check.given("model", model, "threads(1) for example");
    Check.given("workers", workers, "1, 2, 4, 8 for example");
    Check.between("numbers of workers", workers.length, 1, MOST_POINTS);
    int[] all = IntStream.concat(IntStream.of(1), IntStream.of(workers)).distinct().toArray();
    Model[] models = Arrays.stream(all).mapToObj(model::withWorkers).toArray(Model[]::new);
    Results results = experiment.run(workload, models).results();
    String uneven = uneven(workload.tasks(), all);
    return new Scaling(
        uneven.isEmpty()
            ? results
            : new Results(
                results.measurements().stream()
                    .map(m -> m.with(Note.Kind.UNEVEN, uneven))
                    .toList()));
  }

  /** The workers that must stand idle in the end, however the tasks are shared out. */
  private static String uneven(int tasks, int... workers) {
    String best =
        Arrays.stream(workers)
            .filter(w -> tasks % w != 0)
            .mapToObj(w ->
                String.format(
                    Locale.ROOT, "%.2fx with %d", (double) tasks / Math.ceilDiv(tasks, w), w))
            .collect(Collectors.joining(", "));
    return best.isEmpty()
        ? ""
        : tasks + " tasks, if equally long, cannot be shared out evenly: at best " + best;
  }

  /**
   * The scaling within a report: of its first source, the models of the first family that has
   * workers.
   *
   * @param report a report on {@code threads(1)}, {@code threads(2)} and so on
   * @return its scaling
   * @throws IllegalArgumentException if no model in it has workers
   */
  public static Scaling of(Report report) {
    Check.given("report", report, "a run of threads(1), threads(2) and threads(4), for example");
    Measurement first =
        report.results().measurements().stream()
            .filter(m -> m.source().kind() != Source.Kind.PREDICTED)
            .findFirst()
            .orElseThrow(Scaling::noWorkers);
    ModelId family =
        first.series().stream()
            .map(series -> series.model())
            .filter(model -> model.workers() > 0)
            .findFirst()
            .orElseThrow(Scaling::noWorkers)
            .workers(0);
    return new Scaling(
        Results.of(
            first.with(
                first.trials().stream()
                    .filter(trial -> trial.model().workers(0).equals(family))
                    .toList())));
  }

  private static IllegalArgumentException noWorkers() {
    return Check.refusal("report must have a model with workers, threads(2) for example");
  }

  private List<ScalingPoint> points() {
    return ScalingPoint.of(results.series());
  }

  private int processors() {
    return results.measurements().isEmpty()
        ? 1
        : results.measurements().getFirst().machine().processors();
  }

  private List<ScalingFit> all() {
    return ScalingPoint.fits(points(), processors());
  }

  /**
   * One row a number of workers: mean time in seconds, speed-up over one worker and efficiency,
   * which is the speed-up by the number of workers, with 95 % intervals.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("scaling");
    for (ScalingPoint point : points()) {
      Estimate efficiency = point.efficiency();
      rows.put(Columns.WORKERS, point.workers())
          .put(Columns.TRIALS, point.trials())
          .put(Columns.MEAN, point.time().value())
          .put(Columns.MEAN_LOW, point.time().low())
          .put(Columns.MEAN_HIGH, point.time().high())
          .put(Columns.SPEED_UP, point.speedUp().value())
          .put(Columns.SPEED_UP_LOW, point.speedUp().low())
          .put(Columns.SPEED_UP_HIGH, point.speedUp().high())
          .put(Columns.EFFICIENCY, efficiency.value())
          .put(Columns.EFFICIENCY_LOW, efficiency.low())
          .put(Columns.EFFICIENCY_HIGH, efficiency.high());
    }
    return rows.table();
  }

  /**
   * One row a parameter of Amdahl's law and of the Universal Scalability Law, with its 95 %
   * interval; where the points cannot carry a law, the row says why.
   *
   * @return a new table
   */
  public Table fits() {
    Rows rows = new Rows("fits");
    for (ScalingFit fit : all()) {
      parameter(rows, fit, "serial share σ", fit.serialShare());
      if (fit.law() == ScalingLaw.UNIVERSAL) {
        parameter(rows, fit, "crosstalk κ", fit.crosstalk());
      }
    }
    return rows.table();
  }

  private static void parameter(Rows rows, ScalingFit fit, String name, Estimate value) {
    rows.put(Columns.LAW, fit.law().words())
        .put(Columns.PARAMETER, name)
        .put(Columns.VALUE, value.value())
        .put(Columns.TIMES_LOW, value.low())
        .put(Columns.TIMES_HIGH, value.high())
        .put(Columns.NOTE, fit.found() ? "" : "no fit: " + fit.refusal());
  }

  /**
   * What each law predicts for machines with more processors than this one, and as many workers.
   *
   * @param processors how many, at least one number
   * @return one row a law and number; where there is no fit there is no prediction, but the reason
   * @throws IllegalArgumentException if a number is out of bounds
   */
  public Table predict(int... processors) {
    Check.given("processors", processors, "8, 16 for example");
    Rows rows = new Rows("prediction");
    for (ScalingFit fit : all()) {
      for (int count : processors) {
        Check.between("processors", count, 1, ScalingChart.MOST_PREDICTED);
        Estimate speedUp = fit.speedUp(count);
        rows.put(Columns.LAW, fit.law().words())
            .put(Columns.PROCESSORS, count)
            .put(Columns.PREDICTED, fit.seconds(count))
            .put(Columns.PREDICTED_SPEED_UP, speedUp.value())
            .put(Columns.TIMES_LOW, speedUp.low())
            .put(Columns.TIMES_HIGH, speedUp.high())
            .put(Columns.NOTE, note(fit, count));
      }
    }
    return rows.table();
  }

  private String note(ScalingFit fit, int processors) {
    if (!fit.found()) {
      return "no prediction: " + fit.refusal();
    }
    return processors <= ScalingPoint.mostFitted(points(), processors())
        ? "the fit, within what was measured"
        : "a prediction, not a measurement";
  }

  /**
   * A chart of the speed-up by workers: what was measured, the ideal line, and the fits, which
   * beyond the processors of this machine are predictions and marked as such.
   *
   * @return a new chart
   */
  @Override
  public Chart chart() {
    return chart(Math.max(2, 2 * processors()));
  }

  /**
   * The same with predictions for up to as many processors as wanted.
   *
   * @param processors the most processors
   * @return a new chart
   * @throws IllegalArgumentException if the number is out of bounds
   */
  public Chart chart(int processors) {
    Check.between("processors", processors, 1, ScalingChart.MOST_PREDICTED);
    return ScalingChart.of(results, processors);
  }

  /**
   * What was run and where, and what the fits found, a line each.
   *
   * @return the lines
   */
  @Override
  public List<String> header() {
    List<String> lines = new ArrayList<>(new Report(results).header());
    all().forEach(fit -> lines.add(fit.sentence()));
    return lines;
  }

  @Override
  public List<Note> remarks() {
    return new Report(results).remarks();
  }

  @Override
  public List<Note> notes() {
    List<Note> notes = new ArrayList<>(new Report(results).notes());
    int processors = processors();
    String beyond =
        points().stream()
            .filter(point -> point.workers() > processors)
            .map(point -> Integer.toString(point.workers()))
            .collect(Collectors.joining(", "));
    if (!beyond.isEmpty()) {
      notes.add(
          new Note(
              Note.Kind.BEYOND_PROCESSORS,
              "more workers (%s) than processors (%s) say nothing of more processors: no law is fitted to them"
                  .formatted(beyond, processors)));
    }
    notes.addAll(Failures.of(results));
    return notes;
  }

  @Override
  public String toString() {
    return text();
  }
}
