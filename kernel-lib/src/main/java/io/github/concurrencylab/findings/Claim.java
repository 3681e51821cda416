package io.github.concurrencylab.findings;

import io.github.concurrencylab.results.Series;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

  private static final String THREADS = "threads(";
  private static final String EVENT_LOOP = "eventLoop";
  private static final String TASKS_FIRST = "eventLoop().createTasksFirst()";
  private static final String PROCESSES = "processes(";
  private static final String BLOCKING = "blocking";

  private static final String RATIO = "ratio of mean times, 95 % interval (delta method, Welch)";
  private static final String CORES = "processor time by wall time, 95 % interval (Student)";

  /** What gives a verdict on a system's figures. */
  @FunctionalInterface
  public interface Judge {
    Verdict of(Figures figures);
  }

  /**
   * One system's figures: the article's, CPython's here, or Java's here.
   *
   * @param prefix what stands before a model's name, {@code python(} for example
   * @param processors how many the machine has
   * @param series the figures
   */
  public record Figures(String prefix, int processors, List<Series> series) {
    /** The series of a model, named by the beginning of its name; the whole name comes first. */
    Optional<Series> find(String model) {
      String start = prefix + model;
      return series.stream()
          .filter(s -> s.model().startsWith(start) && s.seconds().length > 0)
          .min(Comparator.comparingInt(s -> s.model().length()));
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
      String section, String sentence, String above, String below, double low, double high) {
    return new Claim(section, sentence, RATIO, figures -> ratio(figures, above, below, low, high));
  }

  private static Verdict ratio(
      Figures figures, String above, String below, double low, double high) {
    Optional<Series> a = figures.find(above);
    Optional<Series> b = figures.find(below);
    if (a.isEmpty() || b.isEmpty()) {
      return Verdict.notMeasured();
    }
    double[] x = a.get().seconds();
    double[] y = b.get().seconds();
    Estimate estimate = Comparison.ratio(x, y);
    String evidence =
        words(estimate) + String.format(Locale.ROOT, ", p = %.2g", Comparison.welch(x, y));
    return Verdict.of(estimate, low, high, Math.min(x.length, y.length), evidence);
  }

  private static Verdict severalProcessors(Figures figures) {
    Verdict direct = cores(figures, PROCESSES, 1.1, Double.POSITIVE_INFINITY);
    return direct.equals(Verdict.notMeasured())
        ? ratio(figures, BLOCKING, PROCESSES, 1, Double.POSITIVE_INFINITY)
        : direct;
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

  private static Verdict cores(Figures figures, String model, double low, double high) {
    double[] cores =
        figures.find(model).map(s -> s.measured(Series::meanCores)).orElseGet(() -> new double[0]);
    if (cores.length == 0) {
      return Verdict.notMeasured();
    }
    Estimate mean = Summary.of(cores).mean();
    String evidence =
        words(mean) + String.format(Locale.ROOT, " of %d processors", figures.processors());
    return Verdict.of(mean, low, high, cores.length, evidence);
  }

  private static Verdict oneAtATime(Figures figures) {
    Optional<Series> eventLoop = figures.find(EVENT_LOOP);
    long recorded = eventLoop.map(Series::recordedTrials).orElse(0L);
    if (recorded == 0) {
      return Verdict.notMeasured();
    }
    long overlapping = eventLoop.map(Series::overlappingTrials).orElse(0L);
    String evidence = "tasks overlap in %s of %s runs".formatted(overlapping, recorded);
    return new Verdict(overlapping == 0 ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD, evidence);
  }

  private static String words(Estimate estimate) {
    return estimate.hasInterval()
        ? String.format(
            Locale.ROOT, "%.3g (%.3g to %.3g)", estimate.value(), estimate.low(), estimate.high())
        : String.format(Locale.ROOT, "%.3g", estimate.value());
  }
}
