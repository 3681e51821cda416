package io.github.concurrencylab.table;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.workload.Algorithm;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import tech.tablesaw.api.Table;

/**
 * Whether the algorithms of {@link ModuloSum} draw their sums from one distribution: the sum over
 * all tasks is drawn with many seeds by each, and compared with its exact mean and standard
 * deviation and against the loop's sums.
 */
public final class SameDistribution {
  /** The most seeds. */
  public static final int MOST_SEEDS = 100_000;

  private static final int FEWEST_SEEDS = 100;
  private static final int BINS = 16;
  private static final int TESTS = 3;
  private static final double FALSE_ALARMS = 0.01;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private SameDistribution() {}

  /**
   * Draws and compares.
   *
   * @param workload the workload; its own algorithm is not used, and its seed is the first of those
   * @param seeds how many sums of each algorithm, from 100 to {@value #MOST_SEEDS}
   * @return one row per algorithm: mean and standard deviation, drawn and exact, how many standard
   *     errors the mean is off, and the p-values of the Kolmogorov-Smirnov and the chi-square test
   *     against the loop's sums
   * @throws IllegalArgumentException if the number lies outside, or nothing is left to chance
   * @throws InterruptedException if the thread is interrupted
   */
  public static Table table(ModuloSum workload, int seeds) throws InterruptedException {
    Check.between("seeds", seeds, FEWEST_SEEDS, MOST_SEEDS);
    double deviation = Math.sqrt(workload.variance());
    if (!(deviation > 0) || !workload.deterministic()) {
      throw Check.refusal(
          "the sums must depend on the seed alone, got %s; use article() with skip(0.01)"
              .formatted(workload));
    }
    Rows rows = new Rows("same distribution");
    double[] loop = {};
    for (Algorithm algorithm : Algorithm.values()) {
      double[] sums = sums(workload.algorithm(algorithm), seeds);
      boolean isLoop = algorithm == Algorithm.LOOP;
      loop = isLoop ? sums : loop;
      double mean = Arrays.stream(sums).average().orElseThrow();
      double squares = Arrays.stream(sums).map(sum -> (sum - mean) * (sum - mean)).sum();
      double off = (mean - workload.mean()) / (deviation / Math.sqrt(seeds));
      double ofMean = 2 * NORMAL.survivalProbability(Math.abs(off));
      double smirnov =
          isLoop ? Double.NaN : KolmogorovSmirnovTest.withDefaults().test(loop, sums).getPValue();
      double chiSquare =
          isLoop ? Double.NaN : ChiSquareTest.withDefaults().test(counts(loop, sums)).getPValue();
      rows.put(Columns.ALGORITHM, algorithm.call())
          .put(Columns.MEAN_SUM, mean)
          .put(Columns.EXACT_MEAN, workload.mean())
          .put(Columns.ERRORS_OFF, off)
          .put(Columns.DEVIATION, Math.sqrt(squares / (seeds - 1)))
          .put(Columns.EXACT_DEVIATION, deviation)
          .put(Columns.P_SMIRNOV, smirnov)
          .put(Columns.P_CHI_SQUARE, chiSquare)
          .put(Columns.VERDICT, verdict(seeds, ofMean, smirnov, chiSquare));
    }
    return rows.table();
  }

  /** Bonferroni: of several tests together one in a hundred may raise a false alarm. */
  private static String verdict(int seeds, double... p) {
    double least = Arrays.stream(p).filter(Double::isFinite).min().orElse(1);
    return least < FALSE_ALARMS / TESTS
        ? "differs"
        : String.format(Locale.ROOT, "no difference shown by %,d seeds", seeds);
  }

  private static double[] sums(ModuloSum workload, int seeds) throws InterruptedException {
    Safepoint safepoint =
        units -> {
          if (Thread.interrupted()) {
            throw new InterruptedException();
          }
        };
    double[] sums = new double[seeds];
    for (int i = 0; i < seeds; i++) {
      for (Task task : workload.seed(workload.seed() + i).newTasks()) {
        try {
          sums[i] += (Long) task.run(safepoint);
        } catch (InterruptedException stopped) {
          throw stopped;
        } catch (Exception impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    }
    return sums;
  }

  /** How many of each sample lie in each sixteenth of both together; equal values in one. */
  private static long[][] counts(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    Arrays.sort(all);
    double[] edges = new double[BINS - 1];
    for (int edge = 0; edge < edges.length; edge++) {
      edges[edge] = all[(edge + 1) * all.length / BINS];
    }
    double[] different = Arrays.stream(edges).distinct().toArray();
    long[][] counts = new long[2][different.length + 1];
    for (int sample = 0; sample < 2; sample++) {
      for (double value : sample == 0 ? first : second) {
        int edge = Arrays.binarySearch(different, value);
        counts[sample][edge < 0 ? -edge - 1 : edge]++;
      }
    }
    return counts;
  }
}
