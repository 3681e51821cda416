package io.github.concurrencylab.workload;

import java.util.random.RandomGenerator;

/**
 * Exact binomial random numbers, in a time that does not grow with n.
 *
 * <p>Where few successes are expected, they are counted one by one, with a geometric jump from each
 * to the next. Else by transformed rejection with squeeze: W. Hörmann, "The generation of binomial
 * random variates", Journal of Statistical Computation and Simulation 46 (1993), algorithm BTRS.
 * Its acceptance test needs probabilities, which are C. Loader's ("Fast and accurate computation of
 * binomial probabilities", 2000): factorials of numbers beyond 10^10 have no digits left to
 * subtract, her deviances have.
 *
 * <p>"Exact" is meant to the rounding of a double: p may be off by a part in 10^16.
 */
final class BinomialSkips {
  /** Expected successes from which on rejection is proven to hold. */
  private static final double REJECTION_FROM = 10;

  private static final double FAR = 0x1p61;
  private static final int TABLE = 16;
  private static final double[] STIRLING = stirlingTable();

  private final long n;
  private final double p;
  private final boolean reject;
  private final double mean;
  private final long mode;
  private final double a;
  private final double b;
  private final double squeeze;
  private final double alpha;
  private final double logOfMode;

  /**
   * Creates a source of draws.
   *
   * @param n how many trials, at least 0
   * @param p the probability of a success, from 0 to 0.5
   */
  BinomialSkips(long n, double p) {
    this.n = n;
    this.p = p;
    this.mean = n * p;
    this.reject = mean >= REJECTION_FROM;
    this.mode = (long) ((n + 1) * p);
    double deviation = Math.sqrt(mean * (1 - p));
    this.b = 1.15 + 2.53 * deviation;
    this.a = -0.0873 + 0.0248 * b + 0.01 * p;
    this.squeeze = 0.92 - 4.2 / b;
    this.alpha = (2.83 + 5.1 / b) * deviation;
    this.logOfMode = reject ? logProbability(mode) : 0;
  }

  /**
   * Draws one number.
   *
   * @param random where randomness comes from
   * @return how many of the n trials succeed
   */
  long draw(RandomGenerator random) {
    return reject ? rejection(random) : counting(random);
  }

  private long counting(RandomGenerator random) {
    if (p == 0) {
      return 0;
    }
    double gap = -1 / Math.log1p(-p);
    long successes = -1;
    long at = -1;
    do {
      successes++;
      at += 1 + (long) Math.min(random.nextExponential() * gap, FAR);
    } while (at < n);
    return successes;
  }

  private long rejection(RandomGenerator random) {
    double centre = mean + 0.5 - mode; // relative to the mode, so that no digit is lost
    while (true) {
      double u = random.nextDouble() - 0.5;
      double v = random.nextDouble();
      double us = 0.5 - Math.abs(u);
      long k = mode + (long) Math.floor((2 * a / us + b) * u + centre);
      if (us >= 0.07 && v <= squeeze) {
        return k;
      }
      if (k < 0 || k > n) {
        continue;
      }
      double height = Math.log(v * alpha / (a / (us * us) + b));
      if (height <= logProbability(k) - logOfMode) {
        return k;
      }
    }
  }

  /**
   * The logarithm of the probability of k successes.
   *
   * @param k from 0 to n
   * @return the logarithm; minus infinity where it cannot be
   */
  double logProbability(long k) {
    if (k == 0) {
      return n * Math.log1p(-p);
    }
    if (k == n) {
      return n * Math.log(p);
    }
    double rest = n - k;
    return stirling(n)
        - stirling(k)
        - stirling(n - k)
        - deviance((double) k, mean)
        - deviance(rest, n * (1 - p))
        + 0.5 * Math.log(n / (2 * Math.PI * k * rest));
  }

  /** Loader's bd0: x log(x / mean) + mean - x, without cancellation where the two are near. */
  private static double deviance(double x, double mean) {
    if (Math.abs(x - mean) >= 0.1 * (x + mean)) {
      return x * Math.log(x / mean) + mean - x;
    }
    double v = (x - mean) / (x + mean);
    double sum = (x - mean) * v;
    double term = 2 * x * v;
    for (int j = 3; ; j += 2) {
      term *= v * v;
      double next = sum + term / j;
      if (next == sum) {
        return sum;
      }
      sum = next;
    }
  }

  /** Loader's stirlerr: log(k!) less Stirling's approximation of it. */
  private static double stirling(long k) {
    if (k < TABLE) {
      return STIRLING[(int) k];
    }
    double square = (double) k * k;
    return (1.0 / 12
            - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square)
                / square)
        / k;
  }

  private static double[] stirlingTable() {
    double[] table = new double[TABLE];
    double factorial = 1;
    for (int k = 1; k < TABLE; k++) {
      factorial *= k;
      table[k] = Math.log(factorial) - 0.5 * Math.log(2 * Math.PI * k) - k * (Math.log(k) - 1);
    }
    return table;
  }
}
