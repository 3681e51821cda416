package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.PredictionChart;
import io.github.concurrencylab.predict.ClusterTime;
import io.github.concurrencylab.predict.Costs;
import io.github.concurrencylab.predict.Hardware;
import io.github.concurrencylab.predict.Predicted;
import io.github.concurrencylab.predict.Predictor;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import tech.tablesaw.api.Table;

/**
 * What the models of a report would take on other processors, by simulation. As the last value of a
 * cell it shows its table, a sentence and its chart.
 *
 * <p>A prediction is fed with what was measured: the time of each task under the plain loop, what
 * each model adds to it, the start of its workers, the hand-over of its lock. The simulation plays
 * the model's own rule with them. It is withheld of a model if it is more than 10 % off where it
 * can be compared with a measurement: on the processors of the report itself, and on those of
 * others by {@link #validated}.
 *
 * @param measured what was measured
 * @param hardware what the other processors are like
 * @param predicted what is predicted, by number of processors and then by model
 * @param refused the models that validation has ruled out, each with its reason
 */
public record Prediction(
    Measurement measured,
    Hardware hardware,
    List<Predicted> predicted,
    Map<ModelId, String> refused)
    implements ChartedAnswer {
  /** The most numbers of processors in one prediction. */
  private static final int MOST_POINTS = 50;

  private static final double PERCENT = 100;

  /** Copies the collections. */
  public Prediction {
    predicted = List.copyOf(predicted);
    refused = Map.copyOf(refused);
  }

  /**
   * Predicts the first measured figures of a report.
   *
   * @param report a run with {@code blocking()} among its models
   * @param processors at least one number
   * @return the prediction
   * @throws IllegalArgumentException if something is null or out of bounds, or the report has
   *     nothing that was measured
   */
  public static Prediction of(Report report, int... processors) {
    Check.given("report", report, "a run of blocking() and threads(4), for example");
    Check.given("processors", processors, "4, 8, 16 for example");
    Check.between("numbers of processors", processors.length, 1, MOST_POINTS);
    for (int count : processors) {
      Check.between("processors", count, 1, Predictor.MOST_PROCESSORS);
    }
    Measurement first =
        measured(report).stream()
            .findFirst()
            .orElseThrow(() ->
                Check.refusal(
                    "report must have figures that the lab measured: run(article(), blocking(),"
                        + " threads(4)) for example"));
    List<Integer> sorted = Arrays.stream(processors).sorted().distinct().boxed().toList();
    return simulated(new Predictor(first, Hardware.ALIKE), sorted, Map.of());
  }

  private static Prediction simulated(
      Predictor predictor, List<Integer> processors, Map<ModelId, String> refused) {
    List<Predicted> predicted =
        processors.stream().flatMap(count -> predictor.on(count).stream()).toList();
    return new Prediction(predictor.measured(), predictor.hardware(), predicted, refused);
  }

  private Prediction assuming(Hardware other) {
    return simulated(new Predictor(measured, other), processors(), refused);
  }

  /**
   * For how many processors it was made.
   *
   * @return the numbers, smallest first
   */
  public List<Integer> processors() {
    return predicted.stream().map(Predicted::processors).distinct().toList();
  }

  private static List<Measurement> measured(Report report) {
    return report.results().measurements().stream()
        .filter(m -> m.source().isMeasured() && !m.trials().isEmpty())
        .toList();
  }

  /**
   * The same for cores with two hardware threads each.
   *
   * @param share what the second thread adds to the first, from 0 to 1
   * @param source who says so, in a few words: it is shown with the figures
   * @return a new prediction
   * @throws IllegalArgumentException if it is out of bounds, or the source is null
   */
  public Prediction smt(double share, String source) {
    return assuming(hardware.smt(share, source));
  }

  /**
   * The same for processors whose clock changes with the number of busy cores, evenly from one to
   * all.
   *
   * @param share the clock when all are busy by the clock when one is, from 0.25 to 4
   * @param source who says so, in a few words: it is shown with the figures
   * @return a new prediction
   * @throws IllegalArgumentException if it is out of bounds, or the source is null
   */
  public Prediction clock(double share, String source) {
    return assuming(hardware.clock(share, source));
  }

  /**
   * The same for a cluster whose driver reaches its executors over a network. What travels with a
   * task, and its result, were counted when the run was measured; what every executor gets once,
   * classes and the like, is not in it. A run on executors of other machines has its network in its
   * times already: it would be counted twice.
   *
   * @param gigabits what the driver's line carries each way, in Gbit/s, from 0.000001 to 100,000
   * @param source who says so, in a few words: it is shown with the figures
   * @return a new prediction
   * @throws IllegalArgumentException if it is out of bounds, or the source is null
   */
  public Prediction network(double gigabits, String source) {
    return assuming(hardware.network(gigabits, source));
  }

  private Predictor predictor() {
    return new Predictor(measured, hardware);
  }

  private List<Predicted> on(int count) {
    List<Predicted> known = predicted.stream().filter(each -> each.processors() == count).toList();
    List<Predicted> all = known.isEmpty() ? predictor().on(count) : known;
    return all.stream().map(this::judged).toList();
  }

  private Predicted judged(Predicted each) {
    String why = refused.get(each.model());
    return why == null
        ? each
        : new Predicted(each.model(), each.processors(), Estimate.NONE, Optional.of(why));
  }

  /**
   * One row per model and number of processors: the predicted time in seconds, with an interval,
   * and the predicted speed-up over the plain loop. Of a model that is not predicted the row says
   * why.
   *
   * <p>The interval is that of the simulation's outcome when its measured inputs are drawn anew,
   * trial by trial: how exactly they are known. How far the rule itself is from a real machine is
   * not in it.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("prediction");
    for (int count : processors()) {
      List<Predicted> all = on(count);
      for (Predicted each : all) {
        rows.put(Columns.MODEL, each.model().label())
            .put(Columns.PROCESSORS, count)
            .put(Columns.PREDICTED, each.seconds().value())
            .put(Columns.PREDICTED_LOW, each.seconds().low())
            .put(Columns.PREDICTED_HIGH, each.seconds().high())
            .put(Columns.PREDICTED_SPEED_UP, speedUp(each, all))
            .put(Columns.NOTE, each.refusal().map(_ -> "does not predict this one").orElse(""));
      }
    }
    return rows.table();
  }

  private static double speedUp(Predicted model, List<Predicted> all) {
    return seconds(all, model.model().baseline()) / model.seconds().value();
  }

  private static double seconds(List<Predicted> all, ModelId model) {
    return all.stream()
        .filter(each -> each.model().equals(model))
        .mapToDouble(each -> each.seconds().value())
        .findFirst()
        .orElse(Double.NaN);
  }

  /**
   * One row per model, its predicted time in seconds in a column for each number of processors.
   *
   * @return a new table
   */
  @Override
  public Table overview() {
    List<List<Predicted>> all = processors().stream().map(this::on).toList();
    Rows rows = new Rows("prediction");
    for (int row = 0; row < all.getFirst().size(); row++) {
      rows.put(Columns.MODEL, all.getFirst().get(row).model().label());
      for (List<Predicted> each : all) {
        Predicted one = each.get(row);
        rows.put(Columns.PREDICTED + " on " + one.processors(), one.seconds().value());
      }
    }
    return rows.table();
  }

  /**
   * What the simulation was fed with, one row per model: the start, what passes between the tasks
   * of a worker and around them all, how much more processor time the tasks take than alone, and
   * how a global lock is handed over.
   *
   * @return a new table
   */
  public Table inputs() {
    Rows rows = new Rows("inputs");
    Predictor predictor = predictor();
    for (Series series : measured.series()) {
      Optional<Costs> costs = predictor.costs(series.model());
      rows.put(Columns.MODEL, series.model().label())
          .put(Columns.POOL_START, number(costs.map(Costs::start)))
          .put(Columns.WORKER_START, number(costs.map(each -> each.worker().start())))
          .put(Columns.FIRST, number(costs.map(each -> each.worker().first())))
          .put(Columns.BETWEEN, 1e3 * number(costs.map(Costs::each)))
          .put(Columns.OUTSIDE, number(costs.map(Costs::outside)))
          .put(Columns.PROCESSOR_TIME, predictor.processorTime(series.model()))
          .put(Columns.TURN, 1e3 * number(costs.map(each -> each.turn().held())))
          .put(Columns.HAND_OVER, 1e6 * number(costs.map(each -> each.turn().handOver())));
    }
    return rows.table();
  }

  private static double number(Optional<Double> figure) {
    return figure.orElse(Double.NaN);
  }

  /**
   * The predicted figures of one number of processors, for all the tables and charts that measured
   * ones have. Their source is {@code predicted}, wherever they are shown, saved or loaded; each
   * model has one time.
   *
   * @param count how many processors
   * @return a report
   * @throws IllegalArgumentException if the number is out of bounds
   */
  public Report at(int count) {
    Check.between("processors", count, 1, Predictor.MOST_PROCESSORS);
    Machine here = measured.machine();
    Machine there = new Machine(here.processor(), count, here.system(), here.runtime());
    List<Trial> trials = on(count).stream().map(Prediction::trial).toList();
    return new Report(
        Results.of(
            new Measurement(Source.PREDICTED, measured.workload(), there, trials, List.of())));
  }

  private static Trial trial(Predicted each) {
    return each.refusal()
        .<Trial>map(why -> new Trial.Failed(each.model(), "not predicted: " + why))
        .orElseGet(() ->
            new Trial.Measured(
                each.model(),
                1,
                Math.round(Trial.SECOND * each.seconds().value()),
                Optional.empty()));
  }

  /**
   * Compares the simulation with measurements on other processors, one row per model: the predicted
   * and the measured time in seconds, how far they are apart, and whether it predicts the model.
   *
   * @param report figures of the same work, measured on another number of processors
   * @return a new table
   * @throws IllegalArgumentException if it is null, or was not measured on the same work
   */
  public Table validation(Report report) {
    Rows rows = new Rows("validation");
    for (Validated each : held(report)) {
      rows.put(Columns.MODEL, each.predicted.model().label())
          .put(Columns.PROCESSORS, each.predicted.processors())
          .put(Columns.PREDICTED, each.predicted.seconds().value())
          .put(Columns.PREDICTED_LOW, each.predicted.seconds().low())
          .put(Columns.PREDICTED_HIGH, each.predicted.seconds().high())
          .put(Columns.MEASURED, each.seconds)
          .put(Columns.OFF, PERCENT * each.off())
          .put(Columns.VERDICT, each.verdict());
    }
    return rows.table();
  }

  /** A prediction beside what was measured. */
  private record Validated(Predicted predicted, double seconds) {
    /** The signed error as a share of what was measured. */
    double off() {
      return predicted.seconds().value() / seconds - 1;
    }

    boolean holds() {
      return Math.abs(off()) <= Predictor.TOLERANCE;
    }

    String verdict() {
      return predicted
          .refusal()
          .map(why -> "does not predict this one: " + why)
          .orElse(holds() ? "predicts it" : "does not predict this one");
    }

    String why() {
      return String.format(
          Locale.ROOT,
          "it is more than 10 %% off on %d processors: %.3g s predicted, %.3g s measured",
          predicted.processors(),
          predicted.seconds().value(),
          seconds);
    }
  }

  private List<Validated> held(Report report) {
    Check.given("report", report, "load(\"two-processors.json\") for example");
    List<Measurement> same =
        measured(report).stream().filter(m -> m.workload().equals(measured.workload())).toList();
    if (same.isEmpty()) {
      throw Check.refusal(
          "report must have figures of the same work, %s, that the lab measured"
              .formatted(Check.quoted(measured.workload())));
    }
    List<Validated> all = new ArrayList<>();
    for (Measurement other : same) {
      Predictor elsewhere = new Predictor(other, hardware);
      for (Series series : other.series()) {
        List<Predicted> simulated = on(elsewhere.places(series));
        double seconds = Summary.of(series.seconds()).mean().value();
        simulated.stream()
            .filter(each -> each.model().equals(series.model()) && seconds > 0)
            .forEach(each -> all.add(new Validated(each, seconds)));
      }
    }
    return all;
  }

  /**
   * The same without the models that are more than 10 % off in figures measured on other
   * processors.
   *
   * @param report figures of the same work, measured on another number of processors
   * @return a new prediction
   * @throws IllegalArgumentException if it is null, or was not measured on the same work
   */
  public Prediction validated(Report report) {
    Map<ModelId, String> more = new LinkedHashMap<>(refused);
    for (Validated each : held(report)) {
      if (each.predicted.refusal().isEmpty() && !each.holds()) {
        more.put(each.predicted.model(), each.why());
      }
    }
    return new Prediction(measured, hardware, predicted, more);
  }

  /**
   * Holds predicted speed-ups over the plain loop against those of other figures, {@code
   * published()} for example: times of another processor are not to be compared, but ratios are.
   * Other figures' {@code threads(16)} are compared with this one's, and with CPython's.
   *
   * @param others the others, with {@code blocking} among their models
   * @return one row per model that both have
   * @throws IllegalArgumentException if it is null
   */
  public Table ratios(Report others) {
    Check.given("report", others, "published() for example");
    Rows rows = new Rows("ratios");
    for (Measurement other : others.results().measurements()) {
      List<Predicted> all = on(other.machine().processors());
      for (Series series : other.series()) {
        double speedUp = mean(other, series.model().baseline()) / mean(other, series.model());
        for (Predicted each : all) {
          ModelId plain = each.model().on(Platform.JAVA);
          boolean same = each.model().equals(series.model()) || plain.equals(series.model());
          double expected = speedUp(each, all);
          if (same && speedUp > 0) {
            rows.put(Columns.MODEL, each.model().label())
                .put(Columns.PROCESSORS, each.processors())
                .put(Columns.PREDICTED_SPEED_UP, expected)
                .put(other.source().label() + ": speed-up", speedUp)
                .put(Columns.OFF, PERCENT * (expected / speedUp - 1))
                .put(
                    Columns.VERDICT,
                    each.refusal()
                        .map(_ -> "does not predict this one")
                        .orElse(
                            Predictor.off(expected, speedUp) <= Predictor.TOLERANCE
                                ? "agrees"
                                : "does not agree"));
          }
        }
      }
    }
    return rows.table();
  }

  private static double mean(Measurement of, ModelId model) {
    return of.series().stream()
        .filter(series -> series.model().equals(model))
        .mapToDouble(series -> Summary.of(series.seconds()).mean().value())
        .findFirst()
        .orElse(Double.NaN);
  }

  /**
   * From how much longer tasks on one model would be as fast as another, which is faster with the
   * tasks as they are.
   *
   * @param late the slower model
   * @param early the faster one
   * @param count on how many processors
   * @return a sentence without its full stop
   * @throws IllegalArgumentException if something is null or out of bounds
   */
  public String overtakes(Model late, Model early, int count) {
    String remedy = "processes(16) for example";
    return overtakes(
        Check.given("model", late, remedy).id(), Check.given("model", early, remedy).id(), count);
  }

  private String overtakes(ModelId late, ModelId early, int count) {
    List<Predicted> all = on(count);
    double slower = seconds(all, late);
    double faster = seconds(all, early);
    String where = String.format(Locale.ROOT, "on %d %s ", count, noun(count));
    if (Double.isNaN(slower) || Double.isNaN(faster)) {
      return where + "%s and %s are not both predicted".formatted(late, early);
    }
    if (slower <= faster) {
      return where + "%s would be no slower than %s as it is".formatted(late, early);
    }
    OptionalDouble times = predictor().overtakes(late, early, count);
    return times.isEmpty()
        ? where + "%s would not overtake %s, however long the tasks".formatted(late, early)
        : where
            + String.format(
                Locale.ROOT,
                "%s would overtake %s only if each task were %,.3g times as long",
                late,
                early,
                times.getAsDouble());
  }

  private static String noun(int count) {
    return count == 1 ? "processor" : "processors";
  }

  /**
   * What Spark would take with any number of executors of one slot each, and which part is the
   * limit. Tasks are as long as those that were measured, drawn anew.
   *
   * @param executors how many
   * @param tasks how many, up to {@value ClusterTime#MOST_TASKS}
   * @return one row a part, in seconds; one row that says why if Spark is not predicted
   * @throws IllegalArgumentException if a number is out of bounds, or Spark was not measured
   */
  public Table cluster(int executors, int tasks) {
    Rows rows = new Rows("cluster");
    Optional<ClusterTime> predicted = predictor().cluster(executors, tasks);
    Optional<String> refusal = refusal(predictor().spark().model());
    if (refusal.isPresent()) {
      rows.put(Columns.PART, "all, driver and executors at the same time")
          .put(Columns.PREDICTED, Double.NaN)
          .put(Columns.NOTE, "not predicted: " + refusal.get());
      return rows.table();
    }
    ClusterTime time = predicted.orElseThrow();
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("start and end", time.start());
    parts.put("driver: tasks handed out one after another", time.driver());
    if (time.network() > 0) {
      parts.put("network: tasks and results on the driver's line", time.network());
    }
    parts.put("executors: tasks shared out evenly", time.even());
    parts.put("stragglers, and while the first tasks are handed out", time.ends());
    double most = parts.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    parts.forEach((part, seconds) ->
        rows.put(Columns.PART, part)
            .put(Columns.PREDICTED, seconds)
            .put(Columns.NOTE, seconds == most ? "the limit" : ""));
    rows.put(Columns.PART, "all, driver and executors at the same time")
        .put(Columns.PREDICTED, time.total())
        .put(Columns.NOTE, "");
    return rows.table();
  }

  private Optional<String> refusal(ModelId model) {
    return on(processors().getFirst()).stream()
        .filter(each -> each.model().equals(model))
        .flatMap(each -> each.refusal().stream())
        .findFirst();
  }

  /**
   * From how many tasks on Spark with more and more executors of one slot each would be faster than
   * another model here, on the processors that were measured. Spark's start is what the run
   * measured of it: none, if its driver was started by a warm-up.
   *
   * @param other the model to overtake, {@code blocking()} for example
   * @param executors at least one number of them
   * @return one row for each number, with the tasks as whole number; a note where there is none
   * @throws IllegalArgumentException if something is null or out of bounds, or Spark or the other
   *     model was not measured
   */
  public Table crossovers(Model other, int... executors) {
    ModelId id = Check.given("model", other, "blocking() for example").id();
    Check.given("executors", executors, "2, 16, 64 for example");
    Check.between("numbers of executors", executors.length, 1, MOST_POINTS);
    for (int count : executors) {
      Check.between("executors", count, 1, Predictor.MOST_PROCESSORS);
    }
    Predictor predictor = predictor();
    ModelId spark = predictor.spark().model();
    Predicted beaten =
        on(measured.machine().processors()).stream()
            .filter(each -> each.model().equals(id))
            .findFirst()
            .orElseThrow(
                () -> Check.refusal("report must have " + id + ": run it with the others"));
    Optional<String> why = refusal(spark).or(beaten::refusal);
    Rows rows = new Rows("where Spark overtakes " + id);
    for (int count : executors) {
      OptionalInt tasks = why.isPresent() ? OptionalInt.empty() : predictor.paysFrom(count, id);
      String none =
          why.map(reason -> "not predicted: " + reason)
              .orElse(String.format(Locale.ROOT, "never, up to %,d", Predictor.MOST_CROSSED));
      rows.put(Columns.EXECUTORS, count)
          .put(Columns.FASTER_FROM, tasks.isPresent() ? tasks.getAsInt() : Double.NaN)
          .put(Columns.NOTE, tasks.isPresent() ? "" : none);
    }
    return rows.table();
  }

  /**
   * Which model would be the fastest on the most processors, and from which size of the tasks on
   * processes would overtake threads, if both are there.
   *
   * @return a sentence without its full stop
   */
  @Override
  public String sentence() {
    int most = processors().getLast();
    List<Predicted> all = on(most).stream().filter(each -> each.refusal().isEmpty()).toList();
    Optional<Predicted> fastest =
        all.stream().min(Comparator.comparingDouble(each -> each.seconds().value()));
    if (fastest.isEmpty()) {
      return "no model of this run is predicted";
    }
    Predicted best = fastest.get();
    double least = best.seconds().value();
    String alike =
        all.stream()
            .filter(each -> !each.equals(best))
            .filter(each -> each.seconds().value() <= least * (1 + Predictor.TOLERANCE))
            .map(each -> each.model().label())
            .collect(Collectors.joining(", "));
    String sentence =
        String.format(
            Locale.ROOT,
            "on %d %s %s would take %.3g s, the shortest predicted time%s",
            most,
            noun(most),
            best.model(),
            least,
            alike.isEmpty() ? "" : ", and within 10 % of it " + alike);
    Optional<ModelId> threads = first(all, ModelKind.THREADS);
    Optional<ModelId> processes = first(all, ModelKind.PROCESSES);
    return threads.isPresent() && processes.isPresent()
        ? sentence + "; " + overtakes(processes.get(), threads.get(), most)
        : sentence;
  }

  private static Optional<ModelId> first(List<Predicted> all, ModelKind kind) {
    return all.stream()
        .map(Predicted::model)
        .filter(model -> model.kind() == kind && model.platform().equals(Platform.JAVA))
        .findFirst();
  }

  /**
   * A chart of the time by the number of processors, a line for each model that is predicted, on
   * logarithmic axes: measured times filled, predicted ones hollow, with bands for their intervals.
   *
   * @return a new chart
   */
  @Override
  public Chart chart() {
    List<PredictionChart.Curve> models = new ArrayList<>();
    List<Predicted> all = processors().stream().flatMap(count -> on(count).stream()).toList();
    for (Series series : measured.series()) {
      List<Predicted> own =
          all.stream()
              .filter(each -> each.model().equals(series.model()) && each.refusal().isEmpty())
              .toList();
      if (!own.isEmpty()) {
        Estimate mean = Summary.of(series.seconds()).mean();
        models.add(
            new PredictionChart.Curve(series.model(), predictor().places(series), mean, own));
      }
    }
    return PredictionChart.of(header().getFirst(), models);
  }

  /**
   * What was measured and where, and what is assumed of the other processors.
   *
   * @return a line each
   */
  @Override
  public List<String> header() {
    List<String> lines = new ArrayList<>();
    lines.add("predicted from: " + measured.workload() + "; " + measured.machine());
    if (hardware.sources().isEmpty()) {
      lines.add("processors are taken to be like those, each as fast as if it were alone");
    } else {
      hardware.sources().forEach(source -> lines.add("assumed: " + source));
    }
    return lines;
  }

  /**
   * What is not predicted and why, and what a reader must know of the run that it rests on.
   *
   * @return most often none
   */
  @Override
  public List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    measured.notes().stream()
        .filter(note -> note.kind() == Note.Kind.NOT_STEADY || note.kind() == Note.Kind.UNSTABLE)
        .forEach(notes::add);
    for (Predicted each : on(processors().getFirst())) {
      each.refusal()
          .ifPresent(why ->
              notes.add(
                  new Note(
                      Note.Kind.NOT_PREDICTED,
                      "does not predict %s: %s".formatted(each.model(), why))));
    }
    if (measured.machine().processors() == 1) {
      notes.add(
          new Note(
              Note.Kind.ONE_PROCESSOR,
              "measured on one processor, where nothing shows how processors hold each other up:"
                  + " validated(...) with a run on two tells"));
    }
    return notes;
  }

  @Override
  public String toString() {
    return text();
  }
}
