package io.github.concurrencylab.findings;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.TTest;

/**
 * A model held against a baseline.
 *
 * <p>The speed-up is the ratio of the means, baseline by model. Its interval is that of the
 * difference of the logarithms of the means: by the delta method the variance of log(mean) is s^2 /
 * (n mean^2), and Student's t takes the degrees of freedom of Welch and Satterthwaite. So it holds
 * for two independent small samples with different variances, and both its ends are above 0. No
 * bootstrap: with five runs a percentile bootstrap's intervals are too narrow, as {@code
 * coverage()} shows, and its verdict would be a false alarm twice as often as it says.
 *
 * <p>The verdict names a difference only if the interval leaves out 1, Welch's test agrees, and the
 * difference is not below {@link Defaults#NOISE}. It is withheld if one of the two was not
 * {@linkplain Series#steadiness steady}.
 *
 * <p>Sources: B. L. Welch (1947), "The generalization of 'Student's' problem when several different
 * population variances are involved", Biometrika 34; G. Casella and R. L. Berger, "Statistical
 * Inference", 2nd ed., section 5.5.4 (delta method).
 *
 * @param kind which verdict it is
 * @param baseline what the baseline is called
 * @param speedUp how many times as fast as the baseline, with its interval
 * @param tests what else the samples say
 * @param reason why there is no comparison; empty if there is one
 */
public record Comparison(Kind kind, String baseline, Estimate speedUp, Tests tests, String reason) {
  private static final double SIGNIFICANT = 1 - Estimate.LEVEL;

  /** What a comparison can come to. */
  public enum Kind {
    /** It is faster. */
    FASTER,

    /** It is slower. */
    SLOWER,

    /** The samples show no difference. */
    NOT_SHOWN,

    /** There is a difference, but too small to speak of. */
    NEGLIGIBLE,

    /** There is a difference without an interval: too few runs. */
    NO_INTERVAL,

    /** Times of 0 s have no ratio. */
    INCOMPARABLE,

    /** It is the baseline itself. */
    BASELINE,

    /** One of the two was not steady: the verdict is withheld. */
    NOT_STEADY,

    /** One of the two was not measured. */
    NOT_MEASURED
  }

  /**
   * What the samples say beside their ratio.
   *
   * @param p the p-value of Welch's test that both means are the same; NaN if there is none
   * @param ranks the p-value of Mann and Whitney's test that neither tends to be faster, exact for
   *     small samples without ties; NaN if there is none
   * @param runs how many runs of the model
   * @param baselineRuns how many of the baseline
   */
  public record Tests(double p, double ranks, int runs, int baselineRuns) {
    private static final Tests NONE = new Tests(Double.NaN, Double.NaN, 0, 0);

    private String words() {
      return runs == baselineRuns ? Verdict.runs(runs) : runs + " and " + baselineRuns + " runs";
    }
  }

  /**
   * Compares a model with a baseline of the same source.
   *
   * @param model the model
   * @param baseline the baseline
   * @return the comparison
   */
  public static Comparison of(Series model, Series baseline) {
    return of(model, baseline, baseline.model().label());
  }

  /**
   * Compares a model with a baseline.
   *
   * @param model the model
   * @param baseline the baseline, perhaps the same model from another source
   * @param name what the baseline is called
   * @return the comparison
   */
  public static Comparison of(Series model, Series baseline, String name) {
    double[] own = model.seconds();
    if (own.length == 0) {
      return without(model.failure().map(why -> "not measured: " + why).orElse("not measured"));
    }
    if (model.model().equals(baseline.model()) && model.source().equals(baseline.source())) {
      return new Comparison(Kind.BASELINE, name, Estimate.NONE, Tests.NONE, "");
    }
    double[] other = baseline.seconds();
    if (other.length == 0) {
      return without("baseline " + name + " was not measured");
    }
    if (!model.steadiness().steady() || !baseline.steadiness().steady()) {
      String who = model.steadiness().steady() ? "baseline " + name + " is " : "";
      String reason = who + Verdict.NOT_STEADY;
      return new Comparison(Kind.NOT_STEADY, name, Estimate.NONE, Tests.NONE, reason);
    }
    Estimate speedUp = ratio(other, own);
    Tests tests = new Tests(welch(other, own), mannWhitney(other, own), own.length, other.length);
    return new Comparison(kind(speedUp, tests.p()), name, speedUp, tests, "");
  }

  private static Kind kind(Estimate speedUp, double p) {
    double ratio = speedUp.value();
    if (!(ratio > 0 && Double.isFinite(ratio))) {
      return Kind.INCOMPARABLE;
    }
    if (!speedUp.hasInterval()) {
      return Kind.NO_INTERVAL;
    }
    // Both must agree, so that no line contradicts itself at the border.
    boolean within = speedUp.low() <= 1 && speedUp.high() >= 1;
    if (within || p > SIGNIFICANT) {
      return Kind.NOT_SHOWN;
    }
    if (Math.max(ratio, 1 / ratio) < 1 + Defaults.NOISE) {
      return Kind.NEGLIGIBLE;
    }
    return ratio >= 1 ? Kind.FASTER : Kind.SLOWER;
  }

  /** A comparison that could not be made. */
  public static Comparison without(String why) {
    return new Comparison(Kind.NOT_MEASURED, "", Estimate.NONE, Tests.NONE, why);
  }

  /** The ratio of the means of two independent samples. */
  public static Estimate ratio(double[] above, double[] below) {
    return ratio(List.of(above), List.of(below));
  }

  /**
   * The product of some means by the product of others, all of independent samples. The relative
   * variances of all means add up, with Welch's and Satterthwaite's degrees of freedom.
   */
  public static Estimate ratio(List<double[]> above, List<double[]> below) {
    List<double[]> all = Stream.concat(above.stream(), below.stream()).toList();
    if (all.stream().anyMatch(sample -> sample.length == 0)) {
      return Estimate.NONE;
    }
    double ratio = product(above) / product(below);
    if (all.stream().anyMatch(sample -> sample.length < 2)) {
      return new Estimate(ratio, Double.NaN, Double.NaN);
    }
    double sum = 0;
    double squares = 0;
    for (double[] sample : all) {
      double variance = relativeVarianceOfMean(sample);
      sum += variance;
      squares += variance * variance / (sample.length - 1);
    }
    if (!(sum > 0)) {
      return Double.isFinite(ratio) && ratio > 0
          ? new Estimate(ratio, ratio, ratio)
          : new Estimate(ratio, Double.NaN, Double.NaN);
    }
    double reach = Math.exp(Summary.quantile(sum * sum / squares) * Math.sqrt(sum));
    return new Estimate(ratio, ratio / reach, ratio * reach);
  }

  private static double product(List<double[]> samples) {
    return samples.stream()
        .mapToDouble(sample -> Mean.of(sample).getAsDouble())
        .reduce(1, (x, y) -> x * y);
  }

  private static double relativeVarianceOfMean(double[] values) {
    double mean = Mean.of(values).getAsDouble();
    return Variance.of(values).getAsDouble() / (values.length * mean * mean);
  }

  /** The p-value of Welch's t-test; NaN where a sample has one value, or neither varies. */
  public static double welch(double[] x, double[] y) {
    if (x.length < 2
        || y.length < 2
        || Variance.of(x).getAsDouble() + Variance.of(y).getAsDouble() == 0) {
      return Double.NaN;
    }
    return TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(x, y).getPValue();
  }

  /**
   * The p-value of the test of H. B. Mann and D. R. Whitney (1947), "On a test of whether one of
   * two random variables is stochastically larger than the other": exact for up to 50 values of
   * each without ties, else that of a normal distribution; NaN where a sample is empty.
   */
  public static double mannWhitney(double[] x, double[] y) {
    if (x.length == 0 || y.length == 0) {
      return Double.NaN;
    }
    return MannWhitneyUTest.withDefaults().test(x, y).getPValue();
  }

  /**
   * The comparison in words.
   *
   * @return {@code 1.93x faster than blocking (95 %: 1.90 to 1.96)} for example
   */
  public String verdict() {
    double factor = factor();
    return switch (kind) {
      case NOT_MEASURED, NOT_STEADY -> reason;
      case BASELINE -> "baseline";
      case INCOMPARABLE -> "times of 0 s cannot be compared";
      case NO_INTERVAL ->
          "%s %s than %s, by %s: no interval"
              .formatted(times(factor), how(), baseline, tests.words());
      case NOT_SHOWN, NEGLIGIBLE -> "no difference from " + baseline + small();
      case FASTER, SLOWER ->
          "%s %s than %s (95 %%: %s to %s)"
              .formatted(
                  times(factor),
                  how(),
                  baseline,
                  number(isFaster() ? speedUp.low() : 1 / speedUp.high()),
                  number(isFaster() ? speedUp.high() : 1 / speedUp.low()));
    };
  }

  /** Why a difference is none. */
  private String small() {
    return kind == Kind.NOT_SHOWN
        ? " shown by " + tests.words()
        : String.format(
            Locale.ROOT,
            " to speak of: %.1f %% is below the threshold of %.0f %%",
            100 * (factor() - 1),
            100 * Defaults.NOISE);
  }

  /**
   * The comparison as a sentence.
   *
   * @param model what the model is called
   * @return a sentence without its full stop
   */
  public String sentence(String model) {
    return switch (kind) {
      case NOT_SHOWN, NEGLIGIBLE -> model + " and " + baseline + ": no difference" + small();
      case FASTER, SLOWER, NO_INTERVAL -> model + " is " + verdict();
      case INCOMPARABLE, BASELINE, NOT_STEADY, NOT_MEASURED -> model + ": " + verdict();
    };
  }

  private boolean isFaster() {
    return speedUp.value() >= 1;
  }

  /** How many times as fast, or as slow: at least 1. */
  private double factor() {
    return isFaster() ? speedUp.value() : 1 / speedUp.value();
  }

  private String how() {
    return isFaster() ? "faster" : "slower";
  }

  private static String times(double ratio) {
    return number(ratio) + "x";
  }

  private static String number(double ratio) {
    return String.format(
        Locale.ROOT, ratio < 9.995 ? "%.2f" : ratio < 99.95 ? "%.1f" : "%,.0f", ratio);
  }
}
