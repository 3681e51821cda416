package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import java.util.List;

/**
 * Which trials before the counted ones.
 *
 * @param count how many a model, from 0 to {@value Protocol#MOST_TRIALS}; ignored if until steady
 * @param untilSteady whether as many as each model needs
 */
public record Warmups(int count, boolean untilSteady) {
  /**
   * As many as each model needs to become steady: its last two warm-ups differ by no more than 5 %
   * of the shorter one, or 1 ms.
   *
   * <p>It has at least two, which take 0.2 s in all, so that there was time to compile. It has at
   * most five, more only while they take less than half a second in all, and none after ten
   * seconds; a model that is not steady by then is named in the result. One is enough for a trial
   * of four seconds or more, whose code was compiled long before its end, and for a {@linkplain
   * io.github.concurrencylab.model.Model#warmsUp model that is never warm}: CPython, which nothing
   * compiles, and child processes, which begin anew each time.
   */
  public static final Warmups UNTIL_STEADY = new Warmups(0, true);

  /** Five warm-ups or half a second, whatever is more. */
  private static final double SHORT_SECONDS = 0.5;

  /** What became of a model's warm-ups. */
  enum State {
    /** There must be another. */
    GOING_ON,
    /** The number that was asked for, or the one that is enough. */
    DONE,
    /** They no longer change. */
    STEADY,
    /** They still change, but there were enough. */
    NOT_STEADY
  }

  /** Checks the number. */
  public Warmups {
    Check.between("warmups", count, 0, Protocol.MOST_TRIALS);
  }

  /**
   * The same number for each model.
   *
   * @param count how many, from 0 to {@value Protocol#MOST_TRIALS}
   * @return the warm-ups
   * @throws IllegalArgumentException if the number lies outside
   */
  public static Warmups fixed(int count) {
    return new Warmups(count, false);
  }

  /**
   * Whether a model has had enough of them.
   *
   * @param seconds how long each took, in order
   * @param compiled whether its code is compiled while it runs
   */
  State after(List<Double> seconds, boolean compiled) {
    int n = seconds.size();
    if (!untilSteady) {
      return n >= count ? State.DONE : State.GOING_ON;
    }
    if (n == 0) {
      return State.GOING_ON;
    }
    double last = seconds.getLast();
    if (n == 1 && (!compiled || last >= Defaults.LONG_WARMUP_SECONDS)) {
      return State.DONE;
    }
    double all = seconds.stream().mapToDouble(Double::doubleValue).sum();
    boolean most = n >= Defaults.MOST_SHORT_WARMUPS;
    boolean least = n >= Defaults.LEAST_WARMUPS && all >= Defaults.LEAST_WARMUP_SECONDS;
    if ((least || most) && steady(seconds.get(n - 2), last)) {
      return State.STEADY;
    }
    boolean enough = n >= Defaults.MOST_WARMUPS && all >= SHORT_SECONDS;
    return most || enough || all >= Defaults.MOST_WARMUP_SECONDS
        ? State.NOT_STEADY
        : State.GOING_ON;
  }

  private static boolean steady(double before, double last) {
    double tolerance =
        Math.max(Defaults.STEADY_SECONDS, Defaults.STEADY_SHARE * Math.min(before, last));
    return Math.abs(last - before) <= tolerance;
  }

  /** The fewest that there will be, for an estimate of the time left. */
  int atLeast(boolean compiled) {
    return !untilSteady ? count : compiled ? Defaults.LEAST_WARMUPS : 1;
  }

  @Override
  public String toString() {
    return untilSteady ? "until steady" : Integer.toString(count);
  }
}
