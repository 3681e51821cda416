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
 * A model compared with a baseline.
 *
 * <p>The speed-up is the ratio of the means, baseline by model. Its interval is that of the
 * difference of the logarithms of the means: by the delta method the variance of log(mean) is s^2 /
 * (n mean^2), and Student's t takes the degrees of freedom of Welch and Satterthwaite. So it holds
 * for two independent small samples with different variances, and both its ends are above 0. Of
 * {@link Defaults#PAIRED_ROUNDS} rounds and more the times are taken in pairs ({@link TwoSamples}).
 * No bootstrap: with five runs a percentile bootstrap's intervals are too narrow, as {@code
 * coverage()} shows, and its verdict would be a false alarm twice as often as it says.
 *
 * <p>The verdict names a difference only if there are enough runs of both, the interval leaves out
 * 1, the tests agree, and the difference is not too small to speak of: the rule of all verdicts. It
 * is withheld if one of the two was not {@linkplain Series#steadiness steady}.
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
  /** Beyond so many times as fast or slow, what the interval leaves open is said. */
  private static final double WIDE = 2;

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

    /** There are too few runs of one of the two. */
    TOO_FEW,

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
   * @param p the p-value of the t-test that both means are the same, Welch's or that of pairs; NaN
   *     if there is none
   * @param ranks the p-value of Mann and Whitney's test that neither tends to be faster, exact for
   *     small samples without ties; NaN if there is none, or if so few runs could not make it small
   * @param overlap whether there are few runs, and they overlap too much to show a difference
   * @param runs how many runs of the model
   * @param baselineRuns how many of the baseline
   */
  public record Tests(double p, double ranks, boolean overlap, int runs, int baselineRuns) {
    private static final Tests NONE = new Tests(Double.NaN, Double.NaN, false, 0, 0);

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
      String reason = who + Side.NOT_STEADY_WORDS;
      return new Comparison(Kind.NOT_STEADY, name, Estimate.NONE, Tests.NONE, reason);
    }
    TwoSamples samples = TwoSamples.of(baseline, model);
    Tests tests =
        new Tests(samples.p(1), ranks(other, own), samples.overlap(1), own.length, other.length);
    return new Comparison(kind(samples.side(1)), name, samples.ratio(), tests, "");
  }

  private static Kind kind(Side side) {
    return switch (side) {
      case ABOVE -> Kind.FASTER;
      case BELOW -> Kind.SLOWER;
      case NEGLIGIBLE -> Kind.NEGLIGIBLE;
      case NOT_SHOWN -> Kind.NOT_SHOWN;
      case TOO_FEW -> Kind.TOO_FEW;
      case NONE -> Kind.INCOMPARABLE;
    };
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

  /** That p-value, unless samples so small cannot show anything by it. */
  private static double ranks(double[] x, double[] y) {
    return leastRanks(x.length, y.length) > 1 - Estimate.LEVEL ? Double.NaN : mannWhitney(x, y);
  }

  /**
   * The smallest p-value that Mann and Whitney's exact two-sided test can give: that of samples
   * which do not overlap. Of all the ways in which the ranks can fall to the two, these are two.
   *
   * @param n the size of one sample
   * @param m that of the other
   * @return 0.1 for three and three, for example
   */
  static double leastRanks(int n, int m) {
    double ways = 1;
    for (int i = 1; i <= n; i++) {
      ways *= (double) (m + i) / i;
    }
    return Math.min(1, 2 / ways);
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
      case INCOMPARABLE -> Side.NONE_WORDS;
      case TOO_FEW -> Side.TOO_FEW_WORDS;
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
        ? " shown by " + tests.words() + open()
        : String.format(
            Locale.ROOT,
            " to speak of: %.1f %% is below the threshold of %.0f %%",
            100 * (factor() - 1),
            100 * Defaults.NOISE);
  }

  /**
   * What the runs leave open, where that is much: perhaps there is a difference after all. An
   * interval that leaves out 1 would seem to say the opposite, if what speaks against it were not
   * named.
   */
  private String open() {
    boolean within = speedUp.covers(1);
    if (within && Math.max(1 / speedUp.low(), speedUp.high()) <= WIDE) {
      return "";
    }
    String against =
        within
            ? ""
            : tests.overlap()
                ? ", but runs overlap"
                : String.format(Locale.ROOT, ", but p = %.2g", tests.p());
    return String.format(
        Locale.ROOT, " (95 %%: %.2g to %s%s)", speedUp.low(), number(speedUp.high()), against);
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
      case FASTER, SLOWER -> model + " is " + verdict();
      case TOO_FEW, INCOMPARABLE, BASELINE, NOT_STEADY, NOT_MEASURED -> model + ": " + verdict();
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
