package io.github.concurrencylab.workload;

import io.github.concurrencylab.base.Check;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a task's random numbers come from: the knob that decides the article's question.
 *
 * <p>With a {@linkplain #repeatable() repeatable} source each task has a generator of its own,
 * whose seed follows from the workload's; the same seed then gives the same sums under every model.
 * With the others a sum depends on which thread draws when.
 */
public enum RandomSource {
  /** No random numbers are drawn, and so no term is skipped. */
  NONE("no random numbers", true),

  /** A {@link SplittableRandom} for each task, split in order from one with the workload's seed. */
  PER_TASK("a generator per task", true),

  /**
   * One {@link Random} for all tasks, as the article's module-level generator is. Its seed is an
   * atomic variable that every draw must win by compare-and-set, twice for each double. A child
   * process has a copy of its own, as it has of everything. In Python it is the random module's.
   */
  SHARED("one shared generator", false),

  /**
   * One {@link SplittableRandom} for all tasks, behind a synchronized method: each draw takes and
   * releases a lock. A child process has a copy of its own.
   */
  SYNCHRONIZED("one generator behind a lock", false),

  /**
   * {@link Math#random()}: one {@link Random} for the whole virtual machine, whose seed cannot be
   * set.
   */
  MATH_RANDOM("Math.random()", false),

  /** {@link ThreadLocalRandom}: a generator for each thread, whose seed cannot be set. */
  THREAD_LOCAL("ThreadLocalRandom", false),

  /** The JDK's L64X128MixRandom for each task, split in order from one with the workload's seed. */
  L64X128("L64X128 per task", true),

  /**
   * The JDK's Xoroshiro128PlusPlus for each task: one sequence that starts at the workload's seed,
   * cut into pieces of 2<sup>64</sup> draws.
   */
  XOROSHIRO("xoroshiro128++ per task", true),

  /**
   * A {@link MersenneTwister} for each task, seeded with {@link ModuloSum#taskSeed}: CPython draws
   * the same numbers from {@code random.Random} with that seed, so that its sums are the same too.
   */
  MERSENNE_TWISTER("CPython's Mersenne Twister per task", true);

  private final String words;
  private final boolean repeatable;

  RandomSource(String words, boolean repeatable) {
    this.words = words;
    this.repeatable = repeatable;
  }

  /**
   * The source of that name.
   *
   * @param name the name, as the constant is written
   * @return the source
   * @throws IllegalArgumentException if there is none of that name
   */
  static RandomSource named(@Nullable String name) {
    for (RandomSource source : values()) {
      if (source.name().equals(name)) {
        return source;
      }
    }
    throw new IllegalArgumentException(
        "random must be one of " + Arrays.toString(values()) + ", got " + Check.quoted(name));
  }

  /**
   * What it is, in words.
   *
   * @return a few words of plain English
   */
  public String words() {
    return words;
  }

  /**
   * Whether a task draws the same numbers whenever and wherever it runs.
   *
   * @return true if the same seed gives the same sums
   */
  public boolean repeatable() {
    return repeatable;
  }
}
