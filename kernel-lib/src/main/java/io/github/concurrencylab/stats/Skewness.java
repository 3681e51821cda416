package io.github.concurrencylab.stats;

import io.github.concurrencylab.base.Defaults;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether some values are too skewed to come from a normal distribution.
 *
 * <p>The third standardized moment is compared with those of simulated normal samples of the same
 * size, since with few values no formula for its distribution is good enough.
 */
public final class Skewness {
  /** The level at which a report doubts its intervals. */
  public static final double LEVEL = 0.01;

  private static final int SIMULATED = 20_000;

  /** With more values the mean's interval holds anyhow. */
  private static final int MOST = 100;

  private static final Map<Integer, double[]> OF_NORMAL = new ConcurrentHashMap<>();

  private Skewness() {}

  /** The two-sided p-value, to one in {@value #SIMULATED}; 1 with few values or very many. */
  public static double p(double... values) {
    if (values.length < 3 || values.length > MOST) {
      return 1;
    }
    double skewness = Math.abs(of(values));
    double[] normal = OF_NORMAL.computeIfAbsent(values.length, Skewness::simulated);
    int position = Arrays.binarySearch(normal, skewness);
    int below = position < 0 ? -position - 1 : position;
    return (normal.length - below + 1.0) / (normal.length + 1.0);
  }

  private static double[] simulated(int n) {
    SplittableRandom random = new SplittableRandom(Defaults.SEED);
    double[] all = new double[SIMULATED];
    for (int i = 0; i < all.length; i++) {
      all[i] = Math.abs(of(random.doubles(n).map(u -> random.nextGaussian()).toArray()));
    }
    Arrays.sort(all);
    return all;
  }

  /** The third moment by the second's power of 3/2; 0 if nothing varies. */
  static double of(double... values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
    double cubes = Arrays.stream(values).map(x -> Math.pow(x - mean, 3)).sum();
    return squares == 0 ? 0 : Math.sqrt(values.length) * cubes / Math.pow(squares, 1.5);
  }
}
