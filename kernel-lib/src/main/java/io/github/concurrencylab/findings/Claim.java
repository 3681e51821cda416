package io.github.concurrencylab.findings;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.findings.Verdict.Evidence;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Trial.Details;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A sentence of the article that figures can bear out or contradict.
 *
 * @param section where it stands in the article
 * @param sentence what it says
 * @param test how it is tested
 * @param judge gives the verdict of one system's figures
 */
public record Claim(String section, String sentence, String test, Judge judge) {
  /** A difference smaller than this is none: five in a hundred. */
  private static final double NOISE = 0.05;

  // The article's models.
  private static final ModelId THREADS = ModelId.of(ModelKind.THREADS, Defaults.WORKERS);
  private static final ModelId EVENT_LOOP = ModelId.of(ModelKind.EVENT_LOOP);
  private static final ModelId TASKS_FIRST = EVENT_LOOP.variant(ModelId.TASKS_FIRST);
  private static final ModelId PROCESSES = ModelId.of(ModelKind.PROCESSES, Defaults.WORKERS);
  private static final ModelId BLOCKING = ModelId.of(ModelKind.BLOCKING);

  private static final String RATIO = "ratio of mean times, 95 % interval (delta method, t-test)";
  private static final String CORES = "processor time by wall time, 95 % interval (Student)";

  /** What gives a verdict on a system's figures. */
  @FunctionalInterface
  public interface Judge {
    Verdict of(Figures figures);
  }

  /**
   * One system's figures: the article's, CPython's here, or Java's here.
   *
   * @param processors how many the machine has
   * @param series the figures
   */
  public record Figures(int processors, List<Series> series) {
    /** Copies the list. */
    public Figures {
      series = List.copyOf(series);
    }

    /**
     * The figures of one of the article's models: with as many workers if there are such, else with
     * the most.
     */
    Optional<Series> find(ModelId article) {
      return series.stream()
          .filter(s -> isCounterpart(s.model(), article) && s.seconds().length > 0)
          .min(
              Comparator.<Series, Boolean>comparing(s -> s.model().workers() != article.workers())
                  .thenComparingInt(s -> -s.model().workers())
                  .thenComparing(s -> !s.model().platform().detail().isEmpty()));
    }

    private static boolean isCounterpart(ModelId model, ModelId article) {
      return model.workers(0).on(Platform.JAVA).equals(article.workers(0));
    }

    /** Those that were judged in place of the article's. */
    private List<ModelId> others(List<ModelId> article) {
      return article.stream()
          .flatMap(model ->
              find(model).map(Series::model).stream()
                  .filter(found ->
                      found.workers() != model.workers() || !found.platform().detail().isEmpty()))
          .toList();
    }
  }

  /** Every claim, in the article's order. */
  public static List<Claim> all() {
    double none = Double.POSITIVE_INFINITY;
    return List.of(
        ratio(
            "2", "threads give computing work no parallelism", THREADS, BLOCKING, 1 - NOISE, none),
        new Claim(
            "2",
            "processes make use of several processors",
            CORES + "; where that is unknown, " + RATIO,
            Claim::severalProcessors),
        new Claim(
            "2",
            "an event loop runs one task at a time",
            "overlap of the tasks' spans",
            Claim::oneAtATime),
        ratio("4", "threads take longer than a plain loop", THREADS, BLOCKING, 1, none),
        ratio("5a", "threads take over 3x as long as asyncio", THREADS, EVENT_LOOP, 3, none),
        new Claim(
            "5b",
            "threads leave processors idle",
            CORES,
            figures -> cores(figures, THREADS, 0, 0.9 * figures.processors())),
        new Claim(
            "5c",
            "asyncio uses one processor, and that one fully",
            CORES,
            figures -> cores(figures, EVENT_LOOP, 0.9, 1.1)),
        ratio("5d", "asyncio is slightly faster than blocking", BLOCKING, EVENT_LOOP, 1, none),
        new Claim("5e", "processes are fastest", RATIO, Claim::processesAreFastest),
        ratio("7", "creating tasks first costs no time", TASKS_FIRST, EVENT_LOOP, 0, 1 + NOISE));
  }

  private static Claim ratio(
      String section, String sentence, ModelId above, ModelId below, double low, double high) {
    return new Claim(section, sentence, RATIO, figures -> ratio(figures, above, below, low, high));
  }

  private static Verdict ratio(
      Figures figures, ModelId above, ModelId below, double low, double high) {
    Optional<Series> a = figures.find(above);
    Optional<Series> b = figures.find(below);
    if (a.isEmpty() || b.isEmpty()) {
      return Verdict.notMeasured();
    }
    if (!a.get().steadiness().steady() || !b.get().steadiness().steady()) {
      return Verdict.notSteady();
    }
    TwoSamples samples = TwoSamples.of(a.get(), b.get());
    double bound = low > 0 ? low : high;
    return new Verdict(
        Verdict.kind(samples::side, low, high),
        samples.runs(),
        Optional.of(
            new Evidence.Ratio(samples.ratio(), samples.p(bound), samples.ranksDecide(bound))),
        figures.others(List.of(above, below)));
  }

  private static Verdict severalProcessors(Figures figures) {
    Verdict direct = cores(figures, PROCESSES, 1.1, Double.POSITIVE_INFINITY);
    boolean unknown =
        direct.kind() == Verdict.Kind.NOT_MEASURED || direct.kind() == Verdict.Kind.TOO_SHORT;
    return unknown ? ratio(figures, BLOCKING, PROCESSES, 1, Double.POSITIVE_INFINITY) : direct;
  }

  /** Processes against the fastest of the others, which is the hardest to beat. */
  private static Verdict processesAreFastest(Figures figures) {
    return List.of(THREADS, EVENT_LOOP, BLOCKING).stream()
        .filter(model -> figures.find(model).isPresent())
        .min(
            Comparator.comparingDouble(
                model -> Summary.of(figures.find(model).orElseThrow().seconds()).mean().value()))
        .map(fastest -> ratio(figures, fastest, PROCESSES, 1, Double.POSITIVE_INFINITY))
        .orElseGet(Verdict::notMeasured);
  }

  private static Verdict cores(Figures figures, ModelId model, double low, double high) {
    Optional<Series> found = figures.find(model);
    double[] cores = found.map(Series::meanCores).orElseGet(() -> new double[0]);
    if (cores.length == 0) {
      boolean read =
          found.stream().anyMatch(series -> series.details(Details::cpuNanos).length > 0);
      return read ? Verdict.tooShort() : Verdict.notMeasured();
    }
    if (!found.orElseThrow().steadiness().steady()) {
      return Verdict.notSteady();
    }
    Estimate mean = Summary.of(cores).mean();
    return new Verdict(
        Verdict.kind(bound -> Side.of(mean, true, cores.length, bound), low, high),
        cores.length,
        Optional.of(new Evidence.Cores(mean, figures.processors())),
        figures.others(List.of(model)));
  }

  private static Verdict oneAtATime(Figures figures) {
    Optional<Series> eventLoop = figures.find(EVENT_LOOP);
    long recorded = eventLoop.map(Series::recordedTrials).orElse(0L);
    if (recorded == 0) {
      return Verdict.notMeasured();
    }
    long overlapping = eventLoop.map(Series::overlappingTrials).orElse(0L);
    return new Verdict(
        recorded < Defaults.FEWEST_RUNS
            ? Verdict.Kind.TOO_FEW
            : overlapping == 0 ? Verdict.Kind.HOLDS : Verdict.Kind.DOES_NOT_HOLD,
        (int) recorded,
        Optional.of(new Evidence.Overlap(overlapping, recorded)),
        List.of());
  }
}
