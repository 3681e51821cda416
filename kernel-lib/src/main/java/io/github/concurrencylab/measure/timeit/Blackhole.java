package io.github.concurrencylab.measure.timeit;

import org.jspecify.annotations.Nullable;

/**
 * Takes values, and makes the compiler believe that they matter: what computes them cannot be left
 * out, and what they are computed from is read each time.
 *
 * <p>Source: the oldest of JMH's Blackholes (A. Shipilev), which needs no help of the virtual
 * machine's: a value is compared with a volatile field that it never equals, or is kept once in
 * ever longer times.
 */
public final class Blackhole {
  private static final int STEP = 1_664_525;
  private static final int SHIFT = 1_013_904_223;

  private volatile long one = System.nanoTime();
  private final long other = one + 1;
  private volatile double real = one;
  private final double otherReal = real + Math.ulp(real);
  private int random = (int) one;
  private int mask = 1;
  private @Nullable Object kept;
  private long hits;

  /** Creates an empty one. */
  public Blackhole() {}

  /**
   * Takes a value.
   *
   * @param value any whole number
   */
  public void take(long value) {
    if (value == one && value == other) { // never: they differ
      hits++;
    }
  }

  /**
   * Takes a value.
   *
   * @param value any whole number
   */
  public void take(int value) {
    take((long) value);
  }

  /**
   * Takes a value.
   *
   * @param value either
   */
  public void take(boolean value) {
    take(value ? 1L : 0L);
  }

  /**
   * Takes a value.
   *
   * @param value any number
   */
  public void take(double value) {
    if (value == real && value == otherReal) { // never: they differ
      hits++;
    }
  }

  /**
   * Takes a value.
   *
   * @param value any object
   */
  public void take(@Nullable Object value) {
    random = random * STEP + SHIFT;
    if ((random & mask) == 0) {
      kept = value;
      mask = (mask << 1) + 1;
    }
  }

  /** Whether anything was ever kept: only so that the fields are used. */
  boolean used() {
    return kept != null || hits != 0;
  }
}
