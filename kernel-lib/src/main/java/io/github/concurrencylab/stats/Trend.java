package io.github.concurrencylab.stats;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Whether times grow or shrink from trial to trial, by the test of Mann and Kendall: how many pairs
 * of trials are in rising order, less how many are in falling order. Of several models the scores
 * are added up.
 *
 * <p>Without ties and with up to {@value #MOST_EXACT} trials the p-value is exact: in how many
 * orders of the trials the score is as far from 0. Else it is that of a normal score with the
 * variance corrected for ties.
 *
 * <p>Sources: M. G. Kendall, "Rank Correlation Methods" (1970), chapters 4 and 5; R. M. Hirsch, J.
 * R. Slack and R. A. Smith (1982), "Techniques of trend analysis for monthly water quality data",
 * Water Resources Research 18 (the sum of several scores).
 *
 * @param score the sum of the scores, above 0 if times grow
 * @param p the two-sided p-value that the order is by chance; 1 if nothing can be seen
 */
public record Trend(long score, double p) {
  private static final int MOST_EXACT = 50;

  /** One model's times, in the order in which they were run. */
  public static Trend of(double... times) {
    return of(List.of(times));
  }

  /** The times of several models, each in the order in which they were run. */
  public static Trend of(List<double[]> models) {
    long score = models.stream().mapToLong(Trend::score).sum();
    boolean exact = models.stream().allMatch(m -> m.length <= MOST_EXACT && !hasTies(m));
    return new Trend(score, exact ? exact(models, score) : normal(models, score));
  }

  private static long score(double[] times) {
    long score = 0;
    for (int i = 0; i < times.length; i++) {
      for (int j = i + 1; j < times.length; j++) {
        score += (long) Math.signum(times[j] - times[i]);
      }
    }
    return score;
  }

  private static boolean hasTies(double[] times) {
    return Arrays.stream(times).distinct().count() < times.length;
  }

  /** The share of all orders whose score is at least as far from 0. */
  private static double exact(List<double[]> models, long score) {
    double[] shares = {1}; // of the orders with 0, 1, 2 ... falling pairs
    for (double[] model : models) {
      for (int n = 2; n <= model.length; n++) {
        shares = withOneMore(shares, n);
      }
    }
    // A score of s has (pairs - s) / 2 falling pairs; s and -s are equally likely.
    long least = (shares.length - 1 - Math.abs(score)) / 2;
    return Math.min(1, 2 * Arrays.stream(shares).limit(least + 1).sum());
  }

  /** An n-th trial falls behind 0 to n - 1 of the others, each equally likely. */
  private static double[] withOneMore(double[] shares, int n) {
    double[] more = new double[shares.length + n - 1];
    for (int i = 0; i < shares.length; i++) {
      for (int behind = 0; behind < n; behind++) {
        more[i + behind] += shares[i] / n;
      }
    }
    return more;
  }

  private static double normal(List<double[]> models, long score) {
    double variance = models.stream().mapToDouble(Trend::variance).sum();
    if (variance == 0) {
      return 1;
    }
    double z = Math.abs(score) / Math.sqrt(variance);
    return 2 * NormalDistribution.of(0, 1).survivalProbability(z);
  }

  private static double variance(double[] times) {
    double tied =
        Arrays.stream(times)
            .boxed()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
            .values()
            .stream()
            .mapToDouble(Trend::term)
            .sum();
    return (term(times.length) - tied) / 18;
  }

  private static double term(double n) {
    return n * (n - 1) * (2 * n + 5);
  }
}
