package io.github.concurrencylab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.LeapableGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

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

  /** The loops of one trial's tasks, in order, with fresh generators. */
  static List<TermLoop> of(ModuloSum work) {
    double keep = 1 - work.skip();
    long bound = keptBelow(keep);
    Sources sources = new Sources(work.seed());
    List<TermLoop> loops = new ArrayList<>(work.tasks());
    for (int task = 0; task < work.tasks(); task++) {
      loops.add(
          switch (work.source()) {
            case NONE -> TermLoop::all;
            case PER_TASK -> {
              SplittableRandom own = sources.splittable.split();
              yield (x, from, count) -> splittable(own, bound, x, from, count);
            }
            case SHARED -> (x, from, count) -> shared(sources.shared, keep, x, from, count);
            case SYNCHRONIZED -> (x, from, count) -> locked(sources.locked, keep, x, from, count);
            case MATH_RANDOM -> (x, from, count) -> mathRandom(keep, x, from, count);
            case THREAD_LOCAL -> (x, from, count) -> threadLocal(keep, x, from, count);
            case L64X128 -> {
              RandomGenerator own = sources.l64x128.split();
              yield (x, from, count) -> l64x128(own, bound, x, from, count);
            }
            case XOROSHIRO -> {
              RandomGenerator own = sources.xoroshiro.copyAndJump();
              yield (x, from, count) -> xoroshiro(own, bound, x, from, count);
            }
            case MERSENNE_TWISTER -> {
              MersenneTwister own = new MersenneTwister(ModuloSum.taskSeed(work.seed(), task + 1));
              yield (x, from, count) -> mersenneTwister(own, bound, x, from, count);
            }
          });
    }
    return loops;
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

  /** What one trial's tasks draw from, or take their own generators from. */
  final class Sources {
    final SplittableRandom splittable;
    final Random shared;
    final Locked locked;
    final SplittableGenerator l64x128;
    final LeapableGenerator xoroshiro;

    Sources(long seed) {
      splittable = new SplittableRandom(seed);
      shared = new Random(seed);
      locked = new Locked(seed);
      l64x128 = (SplittableGenerator) seeded("L64X128MixRandom", seed);
      xoroshiro = (LeapableGenerator) seeded("Xoroshiro128PlusPlus", seed);
    }

    private static RandomGenerator seeded(String algorithm, long seed) {
      return RandomGeneratorFactory.of(algorithm).create(seed);
    }
  }

  /** A generator behind a lock. */
  final class Locked {
    private final SplittableRandom random;

    Locked(long seed) {
      random = new SplittableRandom(seed);
    }

    synchronized double nextDouble() {
      return random.nextDouble();
    }
  }

  private static long all(int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += i % x;
    }
    return sum;
  }

  private static long splittable(SplittableRandom random, long bound, int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (random.nextLong() >>> 11 < bound) {
        sum += i % x;
      }
    }
    return sum;
  }

  private static long l64x128(RandomGenerator random, long bound, int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (random.nextLong() >>> 11 < bound) {
        sum += i % x;
      }
    }
    return sum;
  }

  private static long xoroshiro(RandomGenerator random, long bound, int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (random.nextLong() >>> 11 < bound) {
        sum += i % x;
      }
    }
    return sum;
  }

  private static long mersenneTwister(
      MersenneTwister random, long bound, int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (random.next53Bits() < bound) {
        sum += i % x;
      }
    }
    return sum;
  }

  // The sources that programs use as they are: a double a term, as people write it.

  private static long shared(Random random, double keep, int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (random.nextDouble() < keep) {
        sum += i % x;
      }
    }
    return sum;
  }

  private static long locked(Locked random, double keep, int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (random.nextDouble() < keep) {
        sum += i % x;
      }
    }
    return sum;
  }

  private static long mathRandom(double keep, int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (Math.random() < keep) {
        sum += i % x;
      }
    }
    return sum;
  }

  private static long threadLocal(double keep, int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (ThreadLocalRandom.current().nextDouble() < keep) {
        sum += i % x;
      }
    }
    return sum;
  }
}
