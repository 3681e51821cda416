package io.github.concurrencylab.findings;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.inference.TTest;

/**
 * The times of two models, and what they say of the ratio of their means.
 *
 * <p>Models take turns round by round, so that what slows a machine down for a while slows down
 * both. From {@link Defaults#PAIRED_ROUNDS} rounds that both have gone through on, their times are
 * taken in pairs: what is common to a pair does not count as scatter, and a difference shows that
 * is much smaller than the drift. The relative variance of the ratio is then less by twice the
 * relative covariance, with Student's n - 1 degrees of freedom, and the test is that of paired
 * samples. Of fewer rounds the pairs would cost more, in degrees of freedom, than they give: those
 * are two independent samples, as are times of different sources.
 *
 * <p>What else a machine does falls on single runs, and so few do not even it out. So a difference
 * must show in the ranks of fewer runs, too: those of the one and those of the other must not
 * overlap, or hardly (Mann and Whitney's test at {@link Defaults#RANKS_LEVEL}). Five and five that
 * are alike do not overlap once in 126 times, three and three once in ten.
 *
 * <p>Sources: R. A. Fisher, "The Design of Experiments" (1935), chapter 3 (pairs), chapter 4
 * (randomized blocks); G. Casella and R. L. Berger, "Statistical Inference", 2nd ed., section 5.5.4
 * (delta method).
 */
public final class TwoSamples {
  private static final double SIGNIFICANT = 1 - Estimate.LEVEL;

  private final double[] above;
  private final double[] below;
  private final boolean paired;

  private TwoSamples(double[] above, double[] below, boolean paired) {
    this.above = above;
    this.below = below;
    this.paired = paired;
  }

  /**
   * The times of two series.
   *
   * @param above those to be divided
   * @param below those to divide by
   * @return the samples; in pairs if both have gone through enough of the same rounds
   */
  public static TwoSamples of(Series above, Series below) {
    List<Integer> rounds = rounds(above);
    boolean paired =
        above.source().equals(below.source())
            && rounds.size() >= Defaults.PAIRED_ROUNDS
            && rounds.equals(rounds(below));
    return new TwoSamples(above.seconds(), below.seconds(), paired);
  }

  /**
   * Two samples that have no rounds in common.
   *
   * @param above the values to be divided
   * @param below those to divide by
   * @return the samples
   */
  public static TwoSamples independent(double[] above, double[] below) {
    return new TwoSamples(above.clone(), below.clone(), false);
  }

  private static List<Integer> rounds(Series series) {
    return series.measured().stream().map(Trial.Measured::number).toList();
  }

  /**
   * The ratio of the means.
   *
   * @return it with its 95 % interval
   */
  public Estimate ratio() {
    Estimate independent = Comparison.ratio(above, below);
    if (!paired || !independent.hasInterval()) {
      return independent;
    }
    double meanAbove = Mean.of(above).getAsDouble();
    double meanBelow = Mean.of(below).getAsDouble();
    double[] differences = new double[above.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = above[i] / meanAbove - below[i] / meanBelow;
    }
    double variance = Variance.of(differences).getAsDouble() / differences.length;
    double ratio = independent.value();
    double reach = Math.exp(Summary.quantile(differences.length - 1) * Math.sqrt(variance));
    return new Estimate(ratio, ratio / reach, ratio * reach);
  }

  /**
   * How likely times like these are if the ratio is another one.
   *
   * @param bound that ratio, above 0
   * @return the p-value of Student's test of pairs, or of Welch's test; NaN where a sample has one
   *     value, or nothing varies
   */
  public double p(double bound) {
    double[] scaled = scaled(bound);
    if (!paired) {
      return Comparison.welch(above, scaled);
    }
    boolean varies = false;
    for (int i = 1; i < above.length; i++) {
      varies |= above[i] - scaled[i] != above[0] - scaled[0];
    }
    return varies ? TTest.withDefaults().pairedTest(above, scaled).getPValue() : Double.NaN;
  }

  /**
   * How many times the smaller sample has.
   *
   * @return 0 or more
   */
  public int runs() {
    return Math.min(above.length, below.length);
  }

  /**
   * Whether the rule of all verdicts names a difference between the two.
   *
   * @return false if it names none, for whatever reason
   */
  public boolean differ() {
    Side side = side(1);
    return side == Side.ABOVE || side == Side.BELOW;
  }

  /** On which side of a bound the ratio lies. */
  Side side(double bound) {
    return Side.of(ratio(), means(bound) && !overlap(bound), runs(), bound);
  }

  /** Whether the verdict would be another one if ranks were not asked. */
  boolean ranksDecide(double bound) {
    return Side.of(ratio(), means(bound), runs(), bound) != side(bound);
  }

  /** Whether the test of the means agrees that the ratio is another one; true if there is none. */
  private boolean means(double bound) {
    return !(p(bound) > SIGNIFICANT);
  }

  /**
   * Whether these are few runs, and they overlap too much to show another ratio by their ranks.
   *
   * @param bound that ratio, above 0
   */
  boolean overlap(double bound) {
    double[] scaled = scaled(bound);
    boolean apart = least(above) > most(scaled) || most(above) < least(scaled);
    return runs() < Defaults.PAIRED_ROUNDS
        && !apart
        && Comparison.mannWhitney(above, scaled) > Defaults.RANKS_LEVEL;
  }

  private static double least(double[] values) {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }

  private static double most(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  private double[] scaled(double bound) {
    return Arrays.stream(below).map(seconds -> bound * seconds).toArray();
  }
}
