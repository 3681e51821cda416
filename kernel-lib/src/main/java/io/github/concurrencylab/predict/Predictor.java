package io.github.concurrencylab.predict;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.stats.Bootstrap;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Simulates each model of a measurement on other processors.
 *
 * @param measured what was measured, with the plain loop among its models
 * @param hardware what the other processors are like
 */
public record Predictor(Measurement measured, Hardware hardware) {
  /** The most processors. */
  public static final int MOST_PROCESSORS = 100_000;

  /** A prediction that is further off than that is none. */
  public static final double TOLERANCE = 0.1;

  /** Where two models cross is looked for up to so many tasks. */
  public static final int MOST_CROSSED = 200_000;

  private static final int MOST_RESAMPLES = 200;
  private static final int FEWEST_RESAMPLES = 20;

  /** So many simulated tasks a prediction are done in a moment. */
  private static final int TASKS_AT_HAND = 200_000;

  /** Tasks that many times as long are beyond what anybody runs. */
  private static final double MOST_TIMES = 1 << 20;

  /** A rule, or why there is none. */
  private record Found(Optional<Rule> rule, String refusal) {
    static Found of(Rule rule) {
      return new Found(Optional.of(rule), "");
    }

    static Found none(String why) {
      return new Found(Optional.empty(), why);
    }
  }

  private int there() {
    return measured.machine().processors();
  }

  /**
   * What every model would take.
   *
   * @param processors on how many processors
   * @return one prediction a model, in the order of the measurement
   * @throws IllegalArgumentException if the number is out of bounds
   */
  public List<Predicted> on(int processors) {
    Check.between("processors", processors, 1, MOST_PROCESSORS);
    return measured.series().stream().map(series -> predicted(series, processors)).toList();
  }

  private Predicted predicted(Series series, int processors) {
    Optional<String> refusal = refusal(series);
    return refusal.isPresent()
        ? new Predicted(series.model(), processors, Estimate.NONE, refusal)
        : new Predicted(
            series.model(),
            processors,
            simulated(inputs(series), hardware, processors),
            Optional.empty());
  }

  private Inputs inputs(Series series) {
    return new Inputs(
        series.model(), there(), TrialParts.of(series.measured()), baseline(series.model()));
  }

  private List<TrialParts> baseline(ModelId model) {
    return measured.series().stream()
        .filter(series -> series.model().equals(model.baseline()))
        .findFirst()
        .map(series -> TrialParts.of(series.measured()))
        .orElse(List.of());
  }

  /** Why a model is not predicted, from what was measured of it. */
  private Optional<String> refusal(Series series) {
    Inputs inputs = inputs(series);
    ModelId model = series.model();
    if (series.failure().isPresent() || series.measured().isEmpty()) {
      return Optional.of("it was not measured");
    }
    if (inputs.baseline().isEmpty() || inputs.trials().isEmpty()) {
      return Optional.of(
          "when its tasks ran, or those of %s, is not known: run both".formatted(model.baseline()));
    }
    Found found = rule(inputs, hardware);
    if (found.rule().isEmpty()) {
      return Optional.of(found.refusal());
    }
    if (inputs.trials().getFirst().tasks() != inputs.baseline().getFirst().tasks()) {
      return Optional.of("it has other tasks than " + model.baseline());
    }
    double inflation = inputs.inflation();
    if (contends(inputs, inflation)) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "its tasks take %.2f times the processor time that they take alone, since processors"
                  + " contend for something: %d of them do not tell what more would do",
              inflation,
              there()));
    }
    if (inputs.isCrowded()) {
      return Optional.of(
          "%s of its tasks were under way at once on %s processors: run spark(\"local[*]\")"
              .formatted(inputs.slots(), there()));
    }
    if (hardware.hasNetwork() && model.kind() == ModelKind.SPARK && !inputs.hasTraffic()) {
      return Optional.of(
          "its trials have no count of the bytes that travel with tasks and results: run it again");
    }
    double seconds = Summary.of(series.seconds()).mean().value();
    int here = places(series);
    double again = point(inputs, Hardware.ALIKE, here);
    return off(again, seconds) <= TOLERANCE
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "its rule gives %.3g s for %s, and %.3g s were measured",
                again,
                here == 1 ? "this one processor" : "these " + here + " processors",
                seconds));
  }

  /**
   * How many tasks of a model could be computed at the same time when it was measured: as many as
   * there are processors, of Spark as many as its executors had.
   *
   * @param series one of the measured models
   * @return at least 1
   */
  public int places(Series series) {
    return series.model().kind() == ModelKind.SPARK ? inputs(series).slots() : there();
  }

  /** Only threads that run at the same time, and share memory, are held up by each other. */
  private boolean contends(Inputs inputs, double inflation) {
    Rule rule = rule(inputs, hardware).rule().orElseThrow();
    boolean shares =
        !inputs.isOfProcesses()
            && !(rule instanceof LockRule)
            && !(rule instanceof PoolRule(int workers) && workers == 1)
            && !(rule instanceof ReadyRule(int carriers) && carriers == 1);
    return there() > 1
        && shares
        && inflation > 1 + TOLERANCE
        && inputs.alone().waitingShare() < 0.5;
  }

  /**
   * What a prediction of a model rests on beside its tasks.
   *
   * @param model one of the models
   * @return its costs; none if too little is known of it
   */
  public Optional<Costs> costs(ModelId model) {
    return known(model).map(inputs -> inputs.drawn().costs());
  }

  /**
   * How many times the processor time that they take alone the tasks take under a model.
   *
   * @param model one of the models
   * @return 1 if it is the same; NaN if too little is known of it
   */
  public double processorTime(ModelId model) {
    return known(model).map(Inputs::inflation).orElse(Double.NaN);
  }

  private Optional<Inputs> known(ModelId model) {
    return measured.series().stream()
        .filter(series -> series.model().equals(model))
        .map(this::inputs)
        .filter(inputs -> !inputs.trials().isEmpty() && !inputs.baseline().isEmpty())
        .findFirst();
  }

  /**
   * How many times as long tasks must be for one model to become as fast as another that is faster
   * with the tasks as they are: all that a task needs is taken to grow alike.
   *
   * @param late the slower model
   * @param early the faster one
   * @param processors on how many processors
   * @return the factor; none if there is none up to a million, or either model is not predicted
   * @throws IllegalArgumentException if the number is out of bounds
   */
  public OptionalDouble overtakes(ModelId late, ModelId early, int processors) {
    Check.between("processors", processors, 1, MOST_PROCESSORS);
    Optional<Inputs> one = predictable(late);
    Optional<Inputs> other = predictable(early);
    if (one.isEmpty() || other.isEmpty()) {
      return OptionalDouble.empty();
    }
    double low = 1;
    double high = 2;
    while (lead(one.get(), other.get(), processors, high) > 0) {
      low = high;
      high *= 2;
      if (high > MOST_TIMES) {
        return OptionalDouble.empty();
      }
    }
    while (high / low > 1.001) {
      double middle = Math.sqrt(low * high);
      if (lead(one.get(), other.get(), processors, middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return OptionalDouble.of(high);
  }

  private Optional<Inputs> predictable(ModelId model) {
    return measured.series().stream()
        .filter(series -> series.model().equals(model) && refusal(series).isEmpty())
        .map(this::inputs)
        .findFirst();
  }

  /** How much longer the one takes than the other. */
  private double lead(Inputs late, Inputs early, int processors, double times) {
    return seconds(late, processors, times) - seconds(early, processors, times);
  }

  private double seconds(Inputs inputs, int processors, double times) {
    Inputs.Drawn drawn = inputs.drawn();
    return rule(inputs, hardware)
        .rule()
        .orElseThrow()
        .seconds(hardware, processors, drawn.work().times(times), drawn.costs());
  }

  /**
   * Spark with any number of slots and tasks, each task as long as one that was measured.
   *
   * @param slots how many tasks run at once, from 1
   * @param tasks how many there are, from 1 to {@value ClusterTime#MOST_TASKS}
   * @return what it would take, and of what that is made; none if Spark is not predicted
   * @throws IllegalArgumentException if a number is out of bounds, or Spark was not measured
   */
  public Optional<ClusterTime> cluster(int slots, int tasks) {
    Check.between("executors", slots, 1, MOST_PROCESSORS);
    Check.between("tasks", tasks, 1, ClusterTime.MOST_TASKS);
    Series spark = spark();
    if (refusal(spark).isPresent()) {
      return Optional.empty();
    }
    Inputs inputs = inputs(spark);
    return Optional.of(
        ClusterTime.of(
            new ClusterRule(slots, inputs.slots(), inputs.line(hardware)),
            inputs.each(),
            tasks,
            inputs.drawn().costs()));
  }

  /**
   * What was measured of Spark.
   *
   * @return its figures
   * @throws IllegalArgumentException if it was not measured
   */
  public Series spark() {
    return measured.series().stream()
        .filter(series -> series.model().kind() == ModelKind.SPARK)
        .findFirst()
        .orElseThrow(() ->
            Check.refusal(
                "report must have Spark: run(tasks, blocking(), spark(\"local[2]\")) for"
                    + " example"));
  }

  /**
   * From how many tasks on Spark with any number of slots would be faster than another model on the
   * processors that were measured: then and with twice as many, four times as many and so on.
   *
   * @param slots how many tasks Spark runs at once, from 1
   * @param other the other model
   * @return the number, to a hundredth; none if there is none up to {@value #MOST_CROSSED}
   * @throws IllegalArgumentException if a number is out of bounds, or Spark or the other is not
   *     predicted
   */
  public OptionalInt paysFrom(int slots, ModelId other) {
    Inputs inputs =
        predictable(other)
            .orElseThrow(
                () -> Check.refusal(other + " is not predicted: there is nothing to cross"));
    Inputs spark =
        predictable(spark().model())
            .orElseThrow(() -> Check.refusal("Spark is not predicted: there is nothing to cross"));
    if (!pays(slots, spark, inputs, MOST_CROSSED)) {
      return OptionalInt.empty();
    }
    // From above: where the other is slow to start, Spark may be faster for a few tasks too.
    int high = MOST_CROSSED;
    int low = high / 2;
    while (low > 0 && pays(slots, spark, inputs, low)) {
      high = low;
      low /= 2;
    }
    while (high - low > Math.max(1, high / 100)) {
      int middle = low + (high - low) / 2;
      if (pays(slots, spark, inputs, middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return OptionalInt.of(high);
  }

  private boolean pays(int slots, Inputs spark, Inputs other, int tasks) {
    Inputs.Drawn drawn = other.drawn();
    // The same tasks for both: as many to draw from, and the same seed.
    Work work = drawn.work().drawn(tasks, new SplittableRandom(Defaults.SEED));
    ClusterRule rule = new ClusterRule(slots, spark.slots(), spark.line(hardware));
    ClusterTime time = ClusterTime.of(rule, spark.eachTask(), tasks, spark.drawn().costs());
    double seconds =
        rule(other, Hardware.ALIKE)
            .rule()
            .orElseThrow()
            .seconds(Hardware.ALIKE, there(), work, drawn.costs());
    return time.total() < seconds;
  }

  /**
   * How far a prediction is off.
   *
   * @param predicted the predicted time
   * @param measured the measured one
   * @return the difference as a share of what was measured
   */
  public static double off(double predicted, double measured) {
    return Math.abs(predicted - measured) / measured;
  }

  private static double point(Inputs inputs, Hardware hardware, int processors) {
    Inputs.Drawn drawn = inputs.drawn();
    return rule(inputs, hardware)
        .rule()
        .orElseThrow()
        .seconds(hardware, processors, drawn.work(), drawn.costs());
  }

  private static Estimate simulated(Inputs inputs, Hardware hardware, int processors) {
    double value = point(inputs, hardware, processors);
    if (inputs.trials().size() < 2 || inputs.baseline().size() < 2) {
      return new Estimate(value, Double.NaN, Double.NaN);
    }
    int tasks = inputs.baseline().getFirst().tasks();
    double[] resampled =
        new double[Math.clamp(TASKS_AT_HAND / tasks, FEWEST_RESAMPLES, MOST_RESAMPLES)];
    SplittableRandom random = new SplittableRandom(Defaults.SEED);
    for (int i = 0; i < resampled.length; i++) {
      resampled[i] = point(inputs.resampled(random), hardware, processors);
    }
    Arrays.sort(resampled);
    return Bootstrap.percentile(value, resampled);
  }

  private static Found rule(Inputs inputs, Hardware hardware) {
    ModelId model = inputs.model();
    boolean python = model.platform().kind() == Platform.Kind.CPYTHON;
    return switch (model.kind()) {
      case BLOCKING -> Found.of(new PoolRule(1));
      case THREADS ->
          Found.of(
              python && !inputs.hasNoLock()
                  ? new LockRule(model.workers())
                  : new PoolRule(model.workers()));
      case EVENT_LOOP -> Found.of(inputs.waitsWithoutThread() ? new ReadyRule(1) : new PoolRule(1));
      case PROCESSES, INTERPRETERS -> Found.of(new PoolRule(model.workers()));
      case VIRTUAL_THREADS -> Found.of(new ReadyRule(0));
      case FORK_JOIN -> Found.of(StealingRule.forkJoin(model.workers()));
      case PARALLEL_STREAM -> Found.of(StealingRule.parallelStream());
      case GIL -> Found.of(new LockRule(model.workers()));
      case SPARK ->
          Found.of(new ClusterRule(inputs.fixedSlots(), inputs.slots(), inputs.line(hardware)));
      default -> Found.none("nobody told the lab its rule");
    };
  }
}
