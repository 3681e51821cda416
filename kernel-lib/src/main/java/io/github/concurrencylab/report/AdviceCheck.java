package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.findings.Comparison;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.registry.ModelRegistry;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/**
 * Advice compared with measurements: each workload is run under every model of Java's, and the
 * model that was advised is shown beside the one that was fastest. As the last value of a cell it
 * shows its table.
 *
 * @param cases one per workload, in the order asked for
 */
public record AdviceCheck(List<Case> cases) implements Answer {
  /** Beyond so many times the best time, a note says that the advice was wrong: no close race. */
  private static final double WRONG = 2;

  /**
   * One workload.
   *
   * @param advice what was advised, before anything else was measured
   * @param report all models' figures
   */
  public record Case(Advice advice, Report report) {
    private List<Series> measured() {
      return report.results().series().stream().filter(s -> seconds(s) > 0).toList();
    }

    private static double seconds(Series series) {
      return Summary.of(series.seconds()).median();
    }

    /**
     * The model that was fastest, by the median of its trials.
     *
     * @return what it is
     */
    public ModelId best() {
      return fastest().model();
    }

    private Series fastest() {
      return measured().stream()
          .min(Comparator.comparingDouble(Case::seconds))
          .orElseThrow(() -> new IllegalStateException("no model was measured"));
    }

    /** The advised model compared with the fastest, by the rule of all verdicts. */
    private Comparison comparison() {
      ModelId advised = advice.choice().id();
      return report
          .results()
          .first(advised)
          .map(series -> Comparison.of(series, fastest()))
          .orElseGet(() -> Comparison.without("no " + advised));
    }

    /** The median time of the fastest model, in seconds. */
    double bestSeconds() {
      return seconds(fastest());
    }

    /** The median time of a model, in seconds; NaN if it was not measured. */
    double seconds(ModelId model) {
      return report
          .results()
          .first(model)
          .map(Case::seconds)
          .filter(seconds -> seconds > 0)
          .orElse(Double.NaN);
    }

    private String verdict() {
      Comparison held = comparison();
      return held.kind() == Comparison.Kind.BASELINE ? "the advised is fastest" : held.verdict();
    }

    /**
     * What it costs to follow the advice: the advised model's median time by the best one's.
     *
     * @return at least 1; NaN if the advised model could not be measured
     */
    public double cost() {
      return seconds(advice.choice().id()) / bestSeconds();
    }
  }

  /** Copies the list. */
  public AdviceCheck {
    cases = List.copyOf(cases);
  }

  /**
   * Asks for advice on each workload, and then measures it.
   *
   * @param experiment how to measure
   * @param workloads at least one
   * @return the check
   */
  static AdviceCheck of(Experiment experiment, Workload... workloads) {
    String remedy = "name at least one, waiting(50, 0.01) for example";
    if (Check.given("workloads", workloads, remedy).length == 0) {
      throw Check.refusal("workloads must be at least 1, got 0: " + remedy);
    }
    for (Workload workload : workloads) {
      Check.given("workload", workload, remedy);
    }
    List<Case> cases = new ArrayList<>();
    for (Workload workload : workloads) {
      cases.add(of(experiment, Advice.of(workload)));
    }
    return new AdviceCheck(cases);
  }

  static Case of(Experiment experiment, Advice advice) {
    return new Case(advice, experiment.run(advice.workload(), models()));
  }

  /** One of each kind, with a worker for each processor. */
  static Model[] models() {
    return ModelRegistry.candidates(Runtime.getRuntime().availableProcessors())
        .toArray(Model[]::new);
  }

  /**
   * One row per workload: the model that was advised and its median time in seconds, the fastest
   * model and its median time, how many times as long the advised one takes, and whether the runs
   * show that it is slower.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("advice");
    for (Case one : cases) {
      ModelId advised = one.advice().choice().id();
      rows.put(Columns.WORKLOAD, one.advice().workload().name())
          .put(Columns.KIND, one.advice().reason().kind())
          .put(Columns.ADVISED, advised.label())
          .put(Columns.ADVISED_TIME, one.seconds(advised))
          .put(Columns.FASTEST, one.best().label())
          .put(Columns.FASTEST_TIME, one.bestSeconds())
          .put(Columns.ADVISED_BY_FASTEST, one.cost())
          .put(Columns.VERDICT, one.verdict());
    }
    return rows.table();
  }

  /**
   * The figures of all models for one workload: median time in seconds, and how many times as long
   * as the fastest.
   *
   * @param workload the workload's name
   * @return a new table, one row per model that was measured
   */
  public Table models(String workload) {
    Rows rows = new Rows(workload);
    for (Case one : cases) {
      if (one.advice().workload().name().equals(workload)) {
        for (Series series : one.measured()) {
          rows.put(Columns.MODEL, series.model().label())
              .put(Columns.MEDIAN, Case.seconds(series))
              .put(Columns.BY_FASTEST, Case.seconds(series) / one.bestSeconds());
        }
      }
    }
    return rows.table();
  }

  /**
   * Where it was measured, and under which models.
   *
   * @return a line each
   */
  @Override
  public List<String> header() {
    List<String> lines = new ArrayList<>();
    cases.stream()
        .limit(1)
        .flatMap(one -> one.report().results().measurements().stream())
        .forEach(group -> {
          lines.add(group.machine().toString());
          lines.add(
              "fastest of "
                  + group.series().stream()
                      .map(series -> series.model().label())
                      .collect(Collectors.joining(", ")));
        });
    return lines;
  }

  /**
   * What a reader must know: advice that was wrong, and models that could not be measured.
   *
   * @return most often none
   */
  @Override
  public List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    for (Case one : cases) {
      String name = one.advice().workload().name();
      if (one.cost() > WRONG && one.comparison().kind() == Comparison.Kind.SLOWER) {
        notes.add(
            new Note(
                Note.Kind.WRONG_ADVICE,
                name + ": the advice was wrong, " + one.best() + " is faster"));
      }
      for (Note failure : Failures.of(one.report().results())) {
        notes.add(new Note(failure.kind(), name + ", " + failure));
      }
    }
    return notes;
  }

  @Override
  public String toString() {
    return text();
  }
}
