package io.github.concurrencylab.table;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.poll.Polls;
import io.github.concurrencylab.findings.Comparison;
import io.github.concurrencylab.findings.TwoSamples;
import io.github.concurrencylab.stats.Bootstrap;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tech.tablesaw.api.Table;

/**
 * How often the intervals cover what they should, and how often the tests raise a false alarm:
 * found by simulation, with samples of which the truth is known.
 *
 * <p>An interval should cover in 95 of 100 cases, and a test should be wrong in at most 5. A method
 * is said to keep its level if it is wrong in at most 7.5: the liberal criterion of J. V. Bradley
 * (1978), "Robustness?", British Journal of Mathematical and Statistical Psychology 31.
 */
public final class Coverage {
  /** The most simulated experiments per row. */
  public static final int MOST_REPLICATIONS = 1_000_000;

  private static final int[] SIZES = {5, 10, 20, 50};
  private static final int RESAMPLES = 500;
  private static final double ALPHA = 1 - Estimate.LEVEL;
  private static final double MOST_WRONG = 1.5 * ALPHA;
  private static final double PERCENT = 100;

  private Coverage() {}

  /** What is drawn, and its true mean. */
  enum Sample {
    /** Symmetric, spread by a tenth of its mean. */
    NORMAL("normal", 1) {
      @Override
      double draw(SplittableRandom random) {
        return 1 + 0.1 * random.nextGaussian();
      }
    },
    /** Strongly skewed, as times can be: the logarithms are normal with a deviation of 1. */
    LOGNORMAL("skewed (lognormal)", Math.exp(0.5)) {
      @Override
      double draw(SplittableRandom random) {
        return Math.exp(random.nextGaussian());
      }
    };

    private final String words;
    private final double mean;

    Sample(String words, double mean) {
      this.words = words;
      this.mean = mean;
    }

    abstract double draw(SplittableRandom random);

    double[] draw(SplittableRandom random, int n) {
      double[] values = new double[n];
      for (int i = 0; i < n; i++) {
        values[i] = draw(random);
      }
      return values;
    }
  }

  /**
   * One row of the table: for each method the share of experiments in which it was wrong.
   *
   * @param sample what was drawn
   * @param n how many values a sample had
   * @param intervals of a mean: Student's t, percentile bootstrap, BCa bootstrap
   * @param ratio the interval of a ratio of means
   * @param tests Welch, Mann-Whitney, percentile bootstrap of the ratio
   * @param verdict the lab's own verdict on two independent samples
   */
  record Line(Sample sample, int n, Wrong intervals, double ratio, Wrong tests, double verdict) {}

  /** The shares of three methods. */
  record Wrong(double first, double second, double third) {}

  /**
   * Simulates experiments.
   *
   * @param replications experiments per row, from 100 to {@value #MOST_REPLICATIONS}
   * @param seed the same one gives the same table
   * @return one row per distribution and number of trials, in percent of the experiments
   * @throws IllegalArgumentException if the number lies outside
   */
  public static Table table(int replications, long seed) {
    Rows rows = new Rows("coverage of 95 % intervals and false alarms of tests, in percent");
    for (Line line : lines(replications, seed)) {
      Wrong intervals = line.intervals();
      Wrong tests = line.tests();
      rows.put(Columns.SAMPLE, line.sample().words)
          .put(Columns.TRIALS, line.n())
          .put(Columns.T_COVERS, PERCENT * (1 - intervals.first()))
          .put(Columns.PERCENTILE_COVERS, PERCENT * (1 - intervals.second()))
          .put(Columns.BCA_COVERS, PERCENT * (1 - intervals.third()))
          .put(Columns.RATIO_COVERS, PERCENT * (1 - line.ratio()))
          .put(Columns.WELCH_ALARMS, PERCENT * tests.first())
          .put(Columns.RANKS_ALARMS, PERCENT * tests.second())
          .put(Columns.PERCENTILE_ALARMS, PERCENT * tests.third())
          .put(Columns.VERDICT_ALARMS, PERCENT * line.verdict())
          .put(Columns.MEAN_INTERVAL, words(intervals.first()))
          .put(Columns.RATIO_INTERVAL, words(line.ratio()))
          .put(Columns.DEFAULT_VERDICT, words(line.verdict()));
    }
    return rows.table();
  }

  private static String words(double wrong) {
    return wrong <= MOST_WRONG ? "keeps its level" : "does NOT keep its level";
  }

  /** The figures of the table. */
  static List<Line> lines(int replications, long seed) {
    Check.between("replications", replications, 100, MOST_REPLICATIONS);
    return Arrays.stream(Sample.values())
        .flatMap(sample -> Arrays.stream(SIZES).mapToObj(n -> new Cell(sample, n)))
        .toList()
        .parallelStream()
        .map(cell -> line(cell.sample(), cell.n(), replications, seed))
        .toList();
  }

  private record Cell(Sample sample, int n) {}

  private static Line line(Sample sample, int n, int replications, long seed) {
    SplittableRandom random = new SplittableRandom(seed + 31L * n + sample.name().hashCode());
    int[] wrong = new int[8];
    for (int i = 0; i < replications; i++) {
      Polls.poll();
      double[] x = sample.draw(random, n);
      double[] y = sample.draw(random, n);
      double[] ofX = Bootstrap.resampled(x, RESAMPLES, random);
      double[] ofY = Bootstrap.resampled(y, RESAMPLES, random);
      double[] ratios = new double[RESAMPLES];
      Arrays.setAll(ratios, r -> ofX[r] / ofY[r]);
      Arrays.sort(ofX);
      Arrays.sort(ratios);
      Estimate mean = Summary.of(x).mean();
      wrong[0] += misses(mean, sample.mean);
      wrong[1] += misses(Bootstrap.percentile(mean.value(), ofX), sample.mean);
      wrong[2] += misses(Bootstrap.bca(x, ofX), sample.mean);
      wrong[3] += misses(Comparison.ratio(x, y), 1);
      wrong[4] += Comparison.welch(x, y) <= ALPHA ? 1 : 0;
      wrong[5] += Comparison.mannWhitney(x, y) <= ALPHA ? 1 : 0;
      wrong[6] += misses(Bootstrap.percentile(1, ratios), 1);
      wrong[7] += TwoSamples.independent(x, y).differ() ? 1 : 0;
    }
    double[] share = Arrays.stream(wrong).mapToDouble(w -> (double) w / replications).toArray();
    return new Line(
        sample,
        n,
        new Wrong(share[0], share[1], share[2]),
        share[3],
        new Wrong(share[4], share[5], share[6]),
        share[7]);
  }

  private static int misses(Estimate estimate, double truth) {
    return estimate.covers(truth) ? 0 : 1;
  }
}
