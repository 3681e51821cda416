package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.findings.Diagnostics;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.plot.Charts;
import io.github.concurrencylab.plot.TimeCharts;
import io.github.concurrencylab.plot.style.ChartUnavailableException;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.store.SavedFile;
import io.github.concurrencylab.results.store.SavedResults;
import io.github.concurrencylab.table.Tables;
import io.github.concurrencylab.table.TextTable;
import io.github.concurrencylab.table.TrialTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Figures, measured here or published, with the tables and charts that can be made of them. As the
 * last value of a cell it shows its overview and its bars.
 *
 * @param results the figures
 */
public record Report(Results results) implements ChartedAnswer {
  /**
   * The report of one measurement.
   *
   * @param measurement the measurement
   * @return its report
   */
  public static Report of(Measurement measurement) {
    return new Report(Results.of(measurement));
  }

  /**
   * One row per trial: seconds, pool start, processor time, checksum. A time that was not measured
   * is a missing cell.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    return TrialTable.of(results);
  }

  /**
   * One row per model: median, median absolute deviation, minimum and mean in seconds, with the
   * mean's 95 % interval by Student's t and by the BCa bootstrap, and how many trials are outliers,
   * which are kept.
   *
   * @return a new table
   */
  public Table summary() {
    return Tables.summary(results);
  }

  /**
   * One row per model: how many times as fast as {@code blocking}, or as the first model if there
   * is no {@code blocking}, with the 95 % interval and a verdict in words. Each source is compared
   * with its own baseline.
   *
   * @return a new table
   */
  public Table compare() {
    return Tables.comparison(results);
  }

  /**
   * Like {@link #compare()}, with another baseline.
   *
   * @param baseline one of the models
   * @return a new table
   * @throws IllegalArgumentException if it is null or not among the models
   */
  public Table compare(Model baseline) {
    return Tables.comparison(
        results, Check.given("baseline", baseline, "blocking() for example").id());
  }

  /**
   * Like {@link #compare()}, with another baseline.
   *
   * @param baseline the label of one of the models
   * @return a new table
   * @throws IllegalArgumentException if it is null or not among the models
   */
  public Table compare(String baseline) {
    return Tables.comparison(
        results, Check.given("baseline", baseline, "\"blocking\" for example"));
  }

  /**
   * Like {@link #compare()}, in words: "threads(16) is 1.93x faster than blocking (95 %: 1.90 to
   * 1.96)".
   *
   * @return a sentence for each model but the baselines
   */
  public List<String> sentences() {
    return Tables.sentences(results).stream().map(TextTable::bounded).toList();
  }

  /**
   * The most important columns of {@link #summary()} and {@link #compare()}, one row per model.
   *
   * @return a new table
   */
  @Override
  public Table overview() {
    return Overview.table(results);
  }

  /**
   * A chart with every trial, and boxes from quartile to quartile, in seconds.
   *
   * @return a new chart
   */
  public Chart boxPlot() {
    return Charts.boxPlot(results);
  }

  /**
   * A chart with the mean of each model in seconds, and its 95 % interval.
   *
   * @return a new chart
   */
  public Chart bars() {
    return Charts.bars(results);
  }

  /**
   * One row per model: how many processors this program kept busy on average, in percent of all of
   * them too, how many were busy whoever used them, and how many other programs kept busy.
   *
   * @return a new table
   */
  public Table cpuTable() {
    return Tables.cpu(results);
  }

  /**
   * A chart of the processors' use over time, a panel for each model: the whole machine's, this
   * program's own, and each processor's. It shows the trial nearest to the median.
   *
   * @return a new chart
   */
  public Chart cpuUsage() {
    return TimeCharts.cpuUsage(results);
  }

  /**
   * A chart of when and where each task ran, a panel for each model: a lane for each thread or
   * process, a bar with its number for each task. Under {@code gil(n)} a thread that holds the lock
   * is told from one that waits for it. It shows the trial nearest to the median.
   *
   * @return a new chart
   */
  public Chart timeline() {
    return TimeCharts.timeline(results);
  }

  /**
   * Like {@link #timeline()}, of one model alone.
   *
   * @param model one of the models
   * @return a new chart
   * @throws IllegalArgumentException if it is null or not among the models
   */
  public Chart timeline(Model model) {
    return TimeCharts.timeline(
        results, results.series(Check.given("model", model, "threads(16) for example").id()));
  }

  /**
   * Like {@link #timeline()}, of one model alone.
   *
   * @param model the label of one of the models
   * @return a new chart
   * @throws IllegalArgumentException if it is null or not among the models
   */
  public Chart timeline(String model) {
    return TimeCharts.timeline(results, results.series(model));
  }

  /**
   * These figures and others: {@code r.with(published())}.
   *
   * @param others the others
   * @return a new report
   * @throws IllegalArgumentException if it is null
   */
  public Report with(Report others) {
    return new Report(
        results.with(Check.given("report", others, "published() for example").results));
  }

  /**
   * Writes the figures to a file, by the ending of its name: {@code .json} with everything that was
   * recorded, which {@code load} reads again, here or elsewhere; {@code .csv} with one row per
   * trial, as {@link #table()}; {@code .svg} or {@code .png} as {@link #bars()}. A file that is
   * there is replaced, as a whole or not at all.
   *
   * @param path where to, {@code "results.json"} for example; {@code ~/} stands for the home
   *     directory
   * @return this
   * @throws IllegalArgumentException if its name ends otherwise, or it cannot be written
   * @throws ChartUnavailableException if the chart is asked for, and the system lacks what its text
   *     needs
   */
  @Override
  public Report save(String path) {
    if (SavedFile.ending(path, ENDINGS).equals("json")) {
      SavedResults.save(results, path);
    } else {
      var ignored = ChartedAnswer.super.save(path);
    }
    return this;
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

  /**
   * What was run and where.
   *
   * @return a line for each source
   */
  @Override
  public List<String> header() {
    List<String> lines = new ArrayList<>();
    for (Measurement m : results.measurements()) {
      String label = results.areOfSeveral() ? m.source().label() + ": " : "";
      lines.add(label + m.workload() + "; " + m.machine());
    }
    return lines.stream().map(TextTable::bounded).toList();
  }

  @Override
  public List<Note> remarks() {
    return results.measurements().stream()
        .flatMap(m -> shown(m, m.notes().stream().filter(note -> !note.isWarning())))
        .toList();
  }

  @Override
  public List<Note> notes() {
    Stream<Note> each =
        results.measurements().stream()
            .flatMap(m ->
                shown(
                    m,
                    Stream.concat(m.notes().stream(), Diagnostics.of(m.series()).stream())
                        .filter(Note::isWarning)));
    return Stream.concat(unlike(), each).toList();
  }

  /**
   * In what figures measured by this program, of several sources, are unlike those of the first.
   */
  private Stream<Note> unlike() {
    List<Measurement> measured =
        results.measurements().stream().filter(m -> m.source().isMeasured()).toList();
    return measured.stream()
        .skip(1)
        .flatMap(other -> unlike(measured.getFirst(), other).stream())
        .map(text -> new Note(Note.Kind.UNLIKE, TextTable.sentence(text)));
  }

  private static Optional<String> unlike(Measurement one, Measurement other) {
    String differences = String.join("; ", one.machine().differences(other.machine()));
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s and %s are unlike: %s"
                .formatted(one.source().label(), other.source().label(), differences));
  }

  /** Bounded, and each with its source if there are several. */
  private Stream<Note> shown(Measurement measurement, Stream<Note> notes) {
    return notes
        .map(note -> results.areOfSeveral() ? note.of(measurement.source().label()) : note)
        .map(note -> new Note(note.kind(), TextTable.sentence(note.text())));
  }

  @Override
  public String toString() {
    return text();
  }
}
