package io.github.concurrencylab.workload;

import java.util.Random;
import java.util.SplittableRandom;

/** Where a task's random numbers come from: the knob that decides the article's question. */
public enum RandomSource {
  /** No random numbers are drawn, and so no term is skipped. */
  NONE("no random numbers"),

  /**
   * A {@link SplittableRandom} for each task, split in order from one that has the workload's seed.
   * Nothing is shared, and the same seed gives the same sums under every model.
   */
  PER_TASK("a generator per task"),

  /**
   * One {@link Random} for all tasks, as the article's module-level generator is. Its seed is an
   * atomic variable that every draw must win by compare-and-set, twice for each double. A child
   * process has a copy of its own, as it has of everything.
   */
  SHARED("one shared java.util.Random");

  private final String words;

  RandomSource(String words) {
    this.words = words;
  }

  /**
   * What it is, in words.
   *
   * @return a few words of plain English
   */
  public String words() {
    return words;
  }
}
