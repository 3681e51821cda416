package io.github.concurrencylab.workload;

import io.github.concurrencylab.workload.Generators.Synchronized;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * The inner loop of one task: adds up a piece of its terms, skipping some at random.
 *
 * <p>One loop for each random source, and not one loop with a generator behind an interface: a call
 * a term that the compiler cannot inline would cost more than the term. The call through this
 * interface is one for each piece. Each loop is plain and over ints, so that the compiler treats it
 * as it treats C's.
 */
@FunctionalInterface
interface TermLoop {
  /**
   * Adds up i mod x over the kept ones of i = from to from + count - 1.
   *
   * @param x the modulus
   * @param from the first index, already reduced modulo x, which changes no term
   * @param count how many terms
   * @return their sum
   */
  long sum(int x, int from, int count);

  /**
   * The most terms of a piece: what takes some 70 µs, so that polling a safepoint after each costs
   * less than a thousandth.
   *
   * @return at least 1
   */
  default int piece() {
    return ModuloSum.CHUNK;
  }

  /**
   * The loops of one trial's tasks, with fresh generators.
   *
   * @param source where random numbers come from
   * @param seed the workload's seed
   * @param keep the share of terms kept
   * @return makes the loop of x = 1, 2 and so on, one at each call in turn
   */
  static IntFunction<TermLoop> loops(RandomSource source, long seed, double keep) {
    long bound = keptBelow(keep);
    IntFunction<RandomGenerator> generators = Generators.of(source, seed);
    return switch (source) {
      case NONE -> x -> new All();
      case PER_TASK -> x -> new Split((SplittableRandom) generators.apply(x), bound);
      case L64X128 -> x -> new L64x128(generators.apply(x), bound);
      case XOROSHIRO -> x -> new Xoroshiro(generators.apply(x), bound);
      case MERSENNE_TWISTER -> x -> new Twister((MersenneTwister) generators.apply(x), bound);
      case SHARED -> x -> new Shared((Random) generators.apply(x), keep);
      case SYNCHRONIZED -> x -> new Locked((Synchronized) generators.apply(x), keep);
      case MATH_RANDOM -> x -> new MathRandom(keep);
      case THREAD_LOCAL -> x -> new LocalToThread(keep);
    };
  }

  /**
   * The integer threshold that makes the same choices as a double would, without making one.
   *
   * <p>{@code nextDouble()} is u / 2^53 with u the upper 53 bits of {@code nextLong()}; so {@code
   * nextDouble() < keep} is {@code u < keep * 2^53}, where the product is exact, and for a whole
   * number u that is {@code u < ceil(keep * 2^53)}.
   */
  static long keptBelow(double keep) {
    return (long) Math.ceil(keep * 0x1p53);
  }

  /** {@link RandomSource#NONE}: every term. */
  record All() implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += i % x;
      }
      return sum;
    }
  }

  /** {@link RandomSource#PER_TASK}. */
  record Split(SplittableRandom random, long bound) implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        if (random.nextLong() >>> 11 < bound) {
          sum += i % x;
        }
      }
      return sum;
    }
  }

  /** {@link RandomSource#L64X128}. */
  record L64x128(RandomGenerator random, long bound) implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        if (random.nextLong() >>> 11 < bound) {
          sum += i % x;
        }
      }
      return sum;
    }
  }

  /** {@link RandomSource#XOROSHIRO}. */
  record Xoroshiro(RandomGenerator random, long bound) implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        if (random.nextLong() >>> 11 < bound) {
          sum += i % x;
        }
      }
      return sum;
    }
  }

  /** {@link RandomSource#MERSENNE_TWISTER}. */
  record Twister(MersenneTwister random, long bound) implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        if (random.next53Bits() < bound) {
          sum += i % x;
        }
      }
      return sum;
    }
  }

  // The sources that programs use as they are: a double a term, as people write it.

  /** {@link RandomSource#SHARED}. */
  record Shared(Random random, double keep) implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        if (random.nextDouble() < keep) {
          sum += i % x;
        }
      }
      return sum;
    }
  }

  /** {@link RandomSource#SYNCHRONIZED}. */
  record Locked(Synchronized random, double keep) implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        if (random.nextDouble() < keep) {
          sum += i % x;
        }
      }
      return sum;
    }
  }

  /** {@link RandomSource#MATH_RANDOM}. */
  record MathRandom(double keep) implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        if (Math.random() < keep) {
          sum += i % x;
        }
      }
      return sum;
    }
  }

  /** {@link RandomSource#THREAD_LOCAL}. */
  record LocalToThread(double keep) implements TermLoop {
    @Override
    public long sum(int x, int from, int count) {
      long sum = 0;
      for (int i = from; i < from + count; i++) {
        if (ThreadLocalRandom.current().nextDouble() < keep) {
          sum += i % x;
        }
      }
      return sum;
    }
  }
}
