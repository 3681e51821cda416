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
   * As many as each model needs to become steady. That rests on what the virtual machine tells: in
   * the last two rounds of warm-ups, which took the model 0.2 s at least, its optimizing compiler
   * finished no method that may be part of what is measured, and had none left to compile. The
   * times must agree: the last round is not faster than those before by more than 5 %, or 1 ms.
   *
   * <p>A round has as many warm-ups of a model as take 0.1 s; a longer one is alone in it. A model
   * that is not steady after ten seconds, or twenty rounds, is named in the result, and nothing is
   * concluded from its times. One warm-up is enough for a trial of four seconds or more, whose code
   * was compiled long before its end, and for a {@linkplain
   * io.github.concurrencylab.model.Model#warmsUp model that is never warm}: CPython, which nothing
   * compiles, and child processes, which begin anew each time.
   *
   * <p>Where the virtual machine does not tell, only the times are left to go by.
   */
  public static final Warmups UNTIL_STEADY = new Warmups(0, true);

  /** What became of a model's warm-ups. */
  enum State {
    /** There must be another. */
    GOING_ON,
    /** The number that was asked for, or the one that is enough. */
    DONE,
    /** They no longer change. */
    STEADY,
    /** What is measured was still being compiled, but there were enough. */
    STILL_COMPILED,
    /** They still became faster, but there were enough. */
    STILL_FASTER,
    /** The run's cap left no time for more. */
    NO_TIME
  }

  /**
   * One round of a model's warm-ups.
   *
   * @param count how many
   * @param seconds how long they took in all, with what lies between them
   * @param mean how long one took
   * @param compiled how many methods that may be part of what is measured were compiled meanwhile
   */
  record Round(int count, double seconds, double mean, int compiled) {}

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
   * @param rounds what they were like, in order
   * @param compiled whether its code is compiled while it runs
   */
  State after(List<Round> rounds, boolean compiled) {
    int n = rounds.stream().mapToInt(Round::count).sum();
    if (!untilSteady) {
      return n >= count ? State.DONE : State.GOING_ON;
    }
    if (n == 0) {
      return State.GOING_ON;
    }
    if (n == 1 && (!compiled || rounds.getLast().mean() >= Defaults.LONG_WARMUP_SECONDS)) {
      return State.DONE;
    }
    List<Round> quiet = quiet(rounds);
    boolean quietEnough =
        quiet.size() >= Defaults.QUIET_ROUNDS && seconds(quiet) >= Defaults.QUIET_SECONDS;
    if (quietEnough && !becomesFaster(quiet)) {
      return State.STEADY;
    }
    boolean most =
        rounds.size() >= Defaults.MOST_WARMUP_ROUNDS
            || seconds(rounds) >= Defaults.MOST_WARMUP_SECONDS;
    if (!most) {
      return State.GOING_ON;
    }
    return quietEnough ? State.STILL_FASTER : State.STILL_COMPILED;
  }

  /** The rounds since something was last compiled. */
  static List<Round> quiet(List<Round> rounds) {
    int from = rounds.size();
    while (from > 0 && rounds.get(from - 1).compiled() == 0) {
      from--;
    }
    return rounds.subList(from, rounds.size());
  }

  static double seconds(List<Round> rounds) {
    return rounds.stream().mapToDouble(Round::seconds).sum();
  }

  private static boolean becomesFaster(List<Round> quiet) {
    double last = quiet.getLast().mean();
    double before =
        quiet.subList(0, quiet.size() - 1).stream().mapToDouble(Round::mean).min().orElseThrow();
    return before - last > Math.max(Defaults.STEADY_SECONDS, Defaults.STEADY_SHARE * before);
  }

  /** The fewest that there will be, for an estimate of the time left. */
  int atLeast(boolean compiled) {
    return !untilSteady ? count : compiled ? Defaults.QUIET_ROUNDS : 1;
  }

  @Override
  public String toString() {
    return untilSteady ? "until steady" : Integer.toString(count);
  }
}
