package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.child.ReusedModel;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.CrossoverChart;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.LinearCost;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Two models with more and more tasks of one kind: what each costs to start and for a task, and
 * from how many tasks on the one is worth it rather than the other. As the last value of a cell it
 * shows its table and its chart.
 *
 * @param first the first model
 * @param second the second model
 * @param cold both models' first trial ever, with the smallest number of tasks: what is started
 *     once and then kept is in its start
 * @param runs one run of both models per number of tasks, smallest first
 */
public record Crossover(ModelId first, ModelId second, Report cold, List<Cost.Sized> runs)
    implements ChartedAnswer {
  private static final int FEWEST_SIZES = 2;
  private static final int MOST_SIZES = 50;

  /** So many times beyond what was measured a line is no longer to be trusted. */
  private static final double FAR = 10;

  private static final String ABOUT_AS_MUCH = "about as much";

  /** Copies the list. */
  public Crossover {
    runs = List.copyOf(runs);
  }

  /**
   * Measures both models with each number of tasks.
   *
   * @param experiment how to measure
   * @param work makes a workload of so many tasks
   * @param first a model
   * @param second another model
   * @param tasks at least two numbers, all different
   * @return the figures
   */
  static Crossover measured(
      Experiment experiment,
      Function<Integer, ? extends Workload> work,
      Model first,
      Model second,
      int... tasks) {
    String remedy = "n -> article().terms(100_000).tasks(n) for example";
    Check.given("work", work, remedy);
    Check.given("model", first, "processes(2) for example");
    Check.given("model", second, "spark() for example");
    Check.given("tasks", tasks, "20, 60, 180 for example");
    Check.between("numbers of tasks", tasks.length, FEWEST_SIZES, MOST_SIZES);
    int[] sorted = Arrays.stream(tasks).sorted().distinct().toArray();
    Check.between("different numbers of tasks", sorted.length, FEWEST_SIZES, MOST_SIZES);
    List<Workload> workloads = new ArrayList<>();
    for (int count : sorted) {
      Check.between("tasks", count, 1, Integer.MAX_VALUE);
      workloads.add(Cost.made(work, count, remedy));
    }
    // What a model starts once is started once for all runs, and its first start is told apart.
    try (ReusedModel one = new ReusedModel(first);
        ReusedModel other = new ReusedModel(second)) {
      Report cold = experiment.trials(1).warmups(0).run(workloads.getFirst(), one, other);
      List<Cost.Sized> runs = new ArrayList<>();
      for (int i = 0; i < sorted.length; i++) {
        runs.add(new Cost.Sized(sorted[i], experiment.run(workloads.get(i), one, other)));
      }
      return new Crossover(first.id(), second.id(), cold, runs);
    }
  }

  private double[] tasks() {
    return runs.stream().mapToDouble(Cost.Sized::size).toArray();
  }

  private List<Estimate> means(ModelId model) {
    return runs.stream().map(run -> Summary.of(trials(run.report(), model)).mean()).toList();
  }

  private static double[] trials(Report report, ModelId model) {
    return report.results().first(model).map(Series::seconds).orElseGet(() -> new double[0]);
  }

  private static boolean isSteady(Report report) {
    return report.results().series().stream().allMatch(series -> series.steadiness().steady());
  }

  private LinearCost line(ModelId model) {
    return LinearCost.of(tasks(), means(model).stream().mapToDouble(Estimate::value).toArray());
  }

  /** How much longer the first trial's pool took to start than a later one's. */
  private double once(ModelId model) {
    double later = runs.isEmpty() ? Double.NaN : poolStart(runs.getFirst().report(), model);
    return Math.max(0, poolStart(cold, model) - later);
  }

  private static double poolStart(Report report, ModelId model) {
    return report
        .results()
        .first(model)
        .map(series ->
            Summary.of(series.details(Trial.Details::poolStartNanos)).median() / Trial.SECOND)
        .orElse(Double.NaN);
  }

  /**
   * One row per model: what it costs to start each time, in seconds, what a task costs, in
   * thousandths of a second, each with its 95 % interval, and what is started once and then kept.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("crossover");
    for (ModelId model : List.of(first, second)) {
      LinearCost line = line(model);
      rows.put(Columns.MODEL, model.label())
          .put(Columns.STARTED_ONCE, once(model))
          .put(Columns.EACH_START, line.start().value())
          .put(Columns.EACH_START_LOW, line.start().low())
          .put(Columns.EACH_START_HIGH, line.start().high())
          .put(Columns.EACH_TASK, 1e3 * line.each().value())
          .put(Columns.EACH_TASK_LOW, 1e3 * line.each().low())
          .put(Columns.EACH_TASK_HIGH, 1e3 * line.each().high());
    }
    return rows.table();
  }

  /**
   * The figures behind it: one row a number of tasks and model.
   *
   * @return a new table
   */
  public Table times() {
    Rows rows = new Rows("times");
    for (int i = 0; i < runs.size(); i++) {
      for (ModelId model : List.of(first, second)) {
        Estimate mean = means(model).get(i);
        rows.put(Columns.TASKS, (int) runs.get(i).size())
            .put(Columns.MODEL, model.label())
            .put(Columns.MEAN, mean.value())
            .put(Columns.MEAN_LOW, mean.low())
            .put(Columns.MEAN_HIGH, mean.high());
      }
    }
    return rows.table();
  }

  /**
   * Which model is cheaper from how many tasks on, once both have run before.
   *
   * @return a sentence without its full stop
   */
  public String verdict() {
    return verdict("once both have run: ", line(first), line(second));
  }

  /**
   * The same for a program that runs each model once: what is started once counts too, as one run
   * measured it.
   *
   * @return a sentence without its full stop
   */
  public String coldVerdict() {
    return verdict(
        "run for the first time: ",
        line(first).startingLater(once(first)),
        line(second).startingLater(once(second)));
  }

  private String verdict(String when, LinearCost one, LinearCost other) {
    if (Stream.of(one.start(), one.each(), other.start(), other.each())
        .anyMatch(figure -> !Double.isFinite(figure.value()))) {
      return when + "no lines to compare: at least two numbers of tasks must have been measured";
    }
    if (runs.stream().anyMatch(run -> !isSteady(run.report()))) {
      return when + "no verdict, since a model was not steady";
    }
    boolean cheaperStart = one.start().value() <= other.start().value();
    ModelId starts = cheaperStart ? first : second;
    ModelId late = cheaperStart ? second : first;
    LinearCost lower = cheaperStart ? one : other;
    LinearCost upper = cheaperStart ? other : one;
    boolean told = lower.startsBelow(upper);
    if (lower.isFlatterThan(upper)) {
      return when
          + (told
              ? String.format(
                  Locale.ROOT,
                  "%s never pays: %s costs less to start and less for a task",
                  late,
                  starts)
              : notShown(late, starts, ABOUT_AS_MUCH + " to start and less for a task"));
    }
    if (!upper.isFlatterThan(lower)) {
      String start = told ? "less" : ABOUT_AS_MUCH;
      String words = start + " to start, and what a task costs cannot be told apart";
      return when + notShown(late, starts, words);
    }
    if (!told) {
      return when + notShown(starts, late, ABOUT_AS_MUCH + " to start and less for a task");
    }
    // One starts lower and the other is flatter, so that they do cross.
    double at = lower.crosses(upper);
    double most = runs.stream().mapToLong(Cost.Sized::size).max().orElse(0);
    return when
        + String.format(
            Locale.ROOT,
            "%s costs less to start, %s less for a task: it pays from %,.0f tasks on%s",
            starts,
            late,
            Math.ceil(at),
            at > FAR * most
                ? ", if the lines go on like that so far beyond what was measured"
                : "");
  }

  private static String notShown(ModelId model, ModelId other, String cost) {
    return String.format(
        Locale.ROOT, "no size from which %s pays was shown: %s costs %s", model, other, cost);
  }

  /**
   * A chart of both models' times by the number of tasks, both on logarithmic axes, with the fitted
   * lines.
   *
   * @return a new chart
   */
  @Override
  public Chart chart() {
    List<CrossoverChart.Curve> models = new ArrayList<>();
    for (ModelId model : List.of(first, second)) {
      models.add(new CrossoverChart.Curve(model, means(model), line(model)));
    }
    return CrossoverChart.of(header().getFirst(), tasks(), models);
  }

  /**
   * What was run and where, and which model pays from which size on if each is run once.
   *
   * @return the lines
   */
  @Override
  public List<String> header() {
    List<String> lines = new ArrayList<>();
    runs.stream()
        .reduce((less, more) -> more)
        .ifPresent(last -> lines.add("largest: " + last.report().header().getFirst()));
    if (lines.isEmpty()) {
      lines.add("nothing was measured");
    }
    lines.add(coldVerdict());
    return lines;
  }

  /** {@inheritDoc} It is the {@link #verdict()}. */
  @Override
  public String sentence() {
    return verdict();
  }

  @Override
  public List<Note> notes() {
    Set<Note> notes = new LinkedHashSet<>();
    for (Cost.Sized run : runs) {
      notes.addAll(run.report().notes());
      notes.addAll(Failures.of(run.report().results()));
    }
    return List.copyOf(notes);
  }

  @Override
  public String toString() {
    return text();
  }
}
