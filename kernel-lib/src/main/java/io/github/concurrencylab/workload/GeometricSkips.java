package io.github.concurrencylab.workload;

import java.util.random.RandomGenerator;

/**
 * Adds up a piece of a task's terms without touching each: the sum of all terms is known, and only
 * the skipped ones, or the kept ones where those are fewer, are visited and counted.
 *
 * <p>How many terms lie between two visited ones is geometrically distributed, and a geometric
 * number is an exponential one rounded down: floor(E / -log(1 - p)) with E of mean 1. Source: L.
 * Devroye, "Non-Uniform Random Variate Generation" (1986), chapter X, section 2.
 */
final class GeometricSkips implements TermLoop {
  private static final double FAR = 0x1p61;
  private static final int MOST_TERMS_A_PIECE = 1 << 30;

  private final RandomGenerator random;
  private final boolean keptAreRare;
  private final double rate;
  private final double mean;

  /** Terms from the start of the next piece to the next one to be visited. */
  private long ahead;

  /**
   * Creates a position before the first term.
   *
   * @param random draws the jumps
   * @param skip the share of terms skipped
   */
  GeometricSkips(RandomGenerator random, double skip) {
    this.random = random;
    this.keptAreRare = skip > 0.5;
    this.rate = keptAreRare ? 1 - skip : skip;
    this.mean = -1 / Math.log1p(-rate);
    this.ahead = rate == 0 ? Long.MAX_VALUE : jump();
  }

  private long jump() {
    return (long) Math.min(random.nextExponential() * mean, FAR);
  }

  /** As many terms as have as many visited ones among them as a piece of the loop has terms. */
  @Override
  public int piece() {
    return (int) Math.min(ModuloSum.CHUNK / rate, MOST_TERMS_A_PIECE);
  }

  @Override
  public long sum(int x, int from, int count) {
    long rare = 0;
    long at = ahead;
    while (at < count) {
      rare += (from + (int) at) % x;
      at += 1 + jump();
    }
    ahead = at - count;
    return keptAreRare
        ? rare
        : ModuloSum.sumBelow(from + count, x) - ModuloSum.sumBelow(from, x) - rare;
  }
}
