package io.github.concurrencylab.workload;

import io.github.concurrencylab.base.Check;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a task of {@link ModuloSum} comes to its sum. The sums of all algorithms have the same
 * distribution; with the same seed they are other draws from it.
 */
public enum Algorithm {
  /** Touches each term and draws a random number for it, as the article does. */
  LOOP("a loop over all terms", 10_000_000_000_000L),

  /** Goes from one skipped term to the next, and takes them from the sum of all. */
  JUMPS("jumps from one skipped term to the next", 10_000_000_000_000L),

  /** Draws for each remainder how many of its terms are skipped. Its time does not grow with n. */
  BINOMIAL("a binomial draw for each remainder", 1_000_000_000_000_000L);

  private final String words;
  private final long mostTerms;

  Algorithm(String words, long mostTerms) {
    this.words = words;
    this.mostTerms = mostTerms;
  }

  static Algorithm named(@Nullable String name) {
    for (Algorithm algorithm : values()) {
      if (algorithm.name().equals(name)) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException(
        "algorithm must be one of " + Arrays.toString(values()) + ", got " + Check.quoted(name));
  }

  /**
   * Its name as a call: {@code jumps} for {@code article().jumps()}.
   *
   * @return one word
   */
  public String call() {
    return name().toLowerCase(Locale.ROOT);
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
   * The most terms of a task. More would take a loop years.
   *
   * @return at least 1
   */
  public long mostTerms() {
    return mostTerms;
  }
}
