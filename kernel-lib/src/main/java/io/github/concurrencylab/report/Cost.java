package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.CostChart;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.GrowthOrder;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/**
 * One model with work of different sizes: how time grows. As the last value of a cell it shows its
 * table and its chart.
 *
 * @param runs one run per size, smallest first
 */
public record Cost(List<Sized> runs) implements ChartedAnswer {
  private static final int MOST_SIZES = 50;

  /** By how much the order at the end may differ from that of the whole line. */
  private static final double BENT = 0.1;

  /** So many times the steps must take longer, if there is something in them. */
  private static final double TEN_TIMES = 10;

  /** Less than so many times the time is the same time. */
  private static final double SAME = 2;

  /**
   * The run of one size.
   *
   * @param size the size
   * @param report its figures
   */
  public record Sized(long size, Report report) {
    private double[] seconds() {
      return report.results().series().stream()
          .flatMapToDouble(series -> Arrays.stream(series.seconds()))
          .toArray();
    }
  }

  /** Copies the list. */
  public Cost {
    runs = List.copyOf(runs);
  }

  /**
   * Measures a model with each size, one after another.
   *
   * @param experiment how to measure
   * @param work makes the workload of a size
   * @param model the model
   * @param sizes at least one, all different
   * @return the figures
   */
  static Cost measured(
      Experiment experiment, Function<Long, ? extends Workload> work, Model model, long... sizes) {
    Check.given("work", work, "n -> article().terms(n) for example");
    Check.given("model", model, "blocking() for example");
    Check.given("sizes", sizes, "10_000, 100_000, 1_000_000 for example");
    Check.between("sizes", sizes.length, 1, MOST_SIZES);
    long[] sorted = Arrays.stream(sizes).sorted().toArray();
    List<Workload> workloads = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      Check.between("size", sorted[i], 1, Long.MAX_VALUE);
      if (i > 0 && sorted[i] == sorted[i - 1]) {
        throw Check.refusal(
            String.format(Locale.ROOT, "sizes must be different, got %,d twice", sorted[i]));
      }
      workloads.add(made(work, sorted[i], "n -> article().terms(n) for example"));
    }
    List<Sized> runs = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      runs.add(new Sized(sorted[i], experiment.run(workloads.get(i), model)));
    }
    boolean own = workloads.stream().allMatch(OwnTasks.class::isInstance);
    return new Cost(own ? remarked(runs) : runs);
  }

  /** With a note if own tasks take the same time at ten times the steps. */
  static List<Sized> remarked(List<Sized> runs) {
    Sized least = runs.getFirst();
    Sized most = runs.getLast();
    double times = Summary.of(most.seconds()).median() / Summary.of(least.seconds()).median();
    double steps = (double) most.size() / least.size();
    if (!(steps >= TEN_TIMES && times < SAME)) {
      return runs;
    }
    String text =
        String.format(
            Locale.ROOT,
            "%.2g times the time at %.0f times the size: what takes time does not depend on the size,"
                + " or the compiler left the work out, since nothing uses its result; return what"
                + " it computes",
            times,
            steps);
    Results noted =
        new Results(
            most.report().results().measurements().stream()
                .map(measurement -> measurement.with(Note.Kind.NO_WORK, text))
                .toList());
    List<Sized> all = new ArrayList<>(runs.subList(0, runs.size() - 1));
    all.add(new Sized(most.size(), new Report(noted)));
    return all;
  }

  /** The work of a size; an error that says which, if the user's code cannot make it. */
  static <N extends Number> Workload made(
      Function<N, ? extends Workload> work, N size, String remedy) {
    Workload workload;
    try {
      workload = work.apply(size);
    } catch (IllegalArgumentException refused) {
      throw refused; // it says what is wrong with the size
    } catch (Throwable thrown) { // whatever the user's code throws
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "work must make a workload of size %,d, but failed: %s",
              size,
              Check.line(thrown)),
          thrown);
    }
    return Check.given("workload", workload, remedy);
  }

  private double[] sizes() {
    return runs.stream().mapToDouble(Sized::size).toArray();
  }

  private List<Estimate> means() {
    return runs.stream().map(run -> Summary.of(run.seconds()).mean()).toList();
  }

  private GrowthOrder growth() {
    return GrowthOrder.of(sizes(), means().stream().mapToDouble(Estimate::value).toArray());
  }

  /** The order of growth from one size to the next; NaN before the first. */
  private double order(int index) {
    return index == 0
        ? Double.NaN
        : Math.log(means().get(index).value() / means().get(index - 1).value())
            / Math.log(sizes()[index] / sizes()[index - 1]);
  }

  /**
   * One row a size: mean time in seconds with its 95 % interval, and the order of growth since the
   * size before.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("cost");
    for (int i = 0; i < runs.size(); i++) {
      Estimate mean = means().get(i);
      rows.put(Columns.SIZE, runs.get(i).size())
          .put(Columns.TRIALS, runs.get(i).seconds().length)
          .put(Columns.MEAN, mean.value())
          .put(Columns.MEAN_LOW, mean.low())
          .put(Columns.MEAN_HIGH, mean.high())
          .put(Columns.ORDER, order(i));
    }
    return rows.table();
  }

  /**
   * The order of growth in words: "time grows as n^1.00 (95 %: 0.99 to 1.01)".
   *
   * @return a sentence without its full stop
   */
  public String order() {
    return growth().sentence();
  }

  /**
   * A chart of time by size, both on logarithmic axes, with the fitted line.
   *
   * @return a new chart
   */
  @Override
  public Chart chart() {
    return CostChart.of(header().getFirst(), sizes(), means());
  }

  /**
   * The model, what it ran and where.
   *
   * @return the lines
   */
  @Override
  public List<String> header() {
    List<String> lines = new ArrayList<>();
    runs.stream()
        .reduce((first, last) -> last)
        .ifPresent(last -> {
          String model =
              last.report().results().series().stream()
                  .findFirst()
                  .map(series -> series.model().label())
                  .orElse("");
          last.report().header().forEach(line -> lines.add(model + ", largest: " + line));
        });
    if (lines.isEmpty()) {
      lines.add("nothing was measured");
    }
    return lines;
  }

  /** {@inheritDoc} It is the {@link #order()}. */
  @Override
  public String sentence() {
    return order();
  }

  /** Those of the largest size. */
  @Override
  public List<Note> remarks() {
    return runs.isEmpty() ? List.of() : runs.getLast().report().remarks();
  }

  @Override
  public List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    Map<Note, List<Sized>> byNote = new LinkedHashMap<>();
    for (Sized run : runs) {
      for (Note note : run.report().notes()) {
        byNote.computeIfAbsent(note, n -> new ArrayList<>()).add(run);
      }
    }
    byNote.forEach((note, noted) ->
        notes.add(
            noted.size() == runs.size()
                ? note
                : note.of(
                    noted.stream()
                        .map(run -> String.format(Locale.ROOT, "%,d", run.size()))
                        .collect(Collectors.joining(", ", "n = ", "")))));
    double last = runs.isEmpty() ? Double.NaN : order(runs.size() - 1);
    if (Math.abs(last - growth().order().value()) > BENT) {
      notes.add(
          new Note(
              Note.Kind.BENT,
              String.format(
                  Locale.ROOT,
                  "the line is bent: at the end time grows as n^%.2f; with little work other costs"
                      + " show",
                  last)));
    }
    return notes;
  }

  @Override
  public String toString() {
    return text();
  }
}
