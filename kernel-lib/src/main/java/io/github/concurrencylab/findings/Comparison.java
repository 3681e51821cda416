package io.github.concurrencylab.findings;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.results.Series;
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
 * difference is not below {@link Defaults#NOISE}.
 *
 * <p>Sources: B. L. Welch (1947), "The generalization of 'Student's' problem when several different
 * population variances are involved", Biometrika 34; G. Casella and R. L. Berger, "Statistical
 * Inference", 2nd ed., section 5.5.4 (delta method).
 *
 * @param speedUp how many times as fast as the baseline, with its interval
 * @param p the p-value of Welch's test that both means are the same; NaN if there is none
 * @param ranks the p-value of Mann and Whitney's test that neither tends to be faster, exact for
 *     small samples without ties; NaN if there is none
 * @param verdict the comparison in words
 */
public record Comparison(Estimate speedUp, double p, double ranks, String verdict) {
  private static final String NO_DIFFERENCE = "no difference";
  private static final double SIGNIFICANT = 1 - Estimate.LEVEL;

  /**
   * Compares a model with a baseline.
   *
   * @param model the model
   * @param baseline the baseline, from the same source
   * @return the comparison
   */
  public static Comparison of(Series model, Series baseline) {
    double[] own = model.seconds();
    if (own.length == 0) {
      return without(
          model.failure().isEmpty() ? "not measured" : "not measured: " + model.failure());
    }
    if (model.model().equals(baseline.model())) {
      return without("baseline");
    }
    double[] other = baseline.seconds();
    if (other.length == 0) {
      return without("baseline " + baseline.model() + " was not measured");
    }
    Estimate speedUp = ratio(other, own);
    double p = welch(other, own);
    return new Comparison(
        speedUp, p, mannWhitney(other, own), words(speedUp, p, own, other, baseline.model()));
  }

  /** A comparison that could not be made. */
  public static Comparison without(String why) {
    return new Comparison(Estimate.NONE, Double.NaN, Double.NaN, why);
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

  private static String words(
      Estimate speedUp, double p, double[] own, double[] other, String baseline) {
    double ratio = speedUp.value();
    if (!(ratio > 0 && Double.isFinite(ratio))) {
      return "times of 0 s cannot be compared";
    }
    boolean faster = ratio >= 1;
    if (!speedUp.hasInterval()) {
      return "%s %s than %s, by %s: no interval"
          .formatted(times(faster ? ratio : 1 / ratio), how(faster), baseline, runs(own, other));
    }
    // Both must agree, so that no line contradicts itself at the border.
    boolean within = speedUp.low() <= 1 && speedUp.high() >= 1;
    if (within || p > SIGNIFICANT) {
      return "no difference from %s shown by %s".formatted(baseline, runs(own, other));
    }
    if (Math.max(ratio, 1 / ratio) < 1 + Defaults.NOISE) {
      return String.format(
          Locale.ROOT,
          "no difference from %s to speak of: %.1f %% is below the threshold of %.0f %%",
          baseline,
          100 * (Math.max(ratio, 1 / ratio) - 1),
          100 * Defaults.NOISE);
    }
    double low = faster ? speedUp.low() : 1 / speedUp.high();
    double high = faster ? speedUp.high() : 1 / speedUp.low();
    return "%s %s than %s (95 %%: %s to %s)"
        .formatted(
            times(faster ? ratio : 1 / ratio), how(faster), baseline, number(low), number(high));
  }

  /**
   * The comparison as a sentence.
   *
   * @param model the model's name
   * @param baseline the baseline's name
   * @return a sentence without its full stop
   */
  public String sentence(String model, String baseline) {
    if (verdict.startsWith(NO_DIFFERENCE)) {
      String rest = verdict.substring(NO_DIFFERENCE.length()).replace(" from " + baseline, "");
      return model + " and " + baseline + ": no difference" + rest;
    }
    return speedUp.value() > 0 ? model + " is " + verdict : model + ": " + verdict;
  }

  private static String how(boolean faster) {
    return faster ? "faster" : "slower";
  }

  private static String runs(double[] own, double[] other) {
    if (own.length == other.length) {
      return Verdict.runs(own.length);
    }
    return own.length + " and " + other.length + " runs";
  }

  private static String times(double ratio) {
    return number(ratio) + "x";
  }

  private static String number(double ratio) {
    return String.format(
        Locale.ROOT, ratio < 9.995 ? "%.2f" : ratio < 99.95 ? "%.1f" : "%,.0f", ratio);
  }
}
