package io.github.concurrencylab.workload;

import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.LeapableGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/** The generators behind each random source. */
final class Generators {
  private Generators() {}

  /**
   * The generators of one trial's tasks, freshly seeded.
   *
   * @param source where random numbers come from
   * @param seed the workload's seed
   * @return the generator of x = 1, 2 and so on, one at each call in turn
   */
  static IntFunction<RandomGenerator> of(RandomSource source, long seed) {
    return switch (source) {
      case NONE, PER_TASK -> {
        SplittableRandom root = new SplittableRandom(seed);
        yield x -> root.split();
      }
      case L64X128 -> {
        var root = (SplittableGenerator) named("L64X128MixRandom", seed);
        yield x -> root.split();
      }
      case XOROSHIRO -> {
        var root = (LeapableGenerator) named("Xoroshiro128PlusPlus", seed);
        yield x -> root.copyAndJump();
      }
      case MERSENNE_TWISTER -> x -> new MersenneTwister(ModuloSum.taskSeed(seed, x));
      case SHARED -> {
        Random shared = new Random(seed);
        yield x -> shared;
      }
      case SYNCHRONIZED -> {
        Synchronized shared = new Synchronized(new SplittableRandom(seed));
        yield x -> shared;
      }
      case MATH_RANDOM -> x -> Generators::mathRandom;
      case THREAD_LOCAL -> x -> () -> ThreadLocalRandom.current().nextLong();
    };
  }

  private static RandomGenerator named(String algorithm, long seed) {
    return RandomGeneratorFactory.of(algorithm).create(seed);
  }

  /** Two draws, since one has 53 random bits and not 64. */
  private static long mathRandom() {
    return (long) (Math.random() * 0x1p32) << 32 | (long) (Math.random() * 0x1p32);
  }

  /** A generator behind a lock. */
  record Synchronized(SplittableRandom random) implements RandomGenerator {
    @Override
    public synchronized long nextLong() {
      return random.nextLong();
    }

    @Override
    public synchronized double nextDouble() {
      return random.nextDouble();
    }
  }
}
