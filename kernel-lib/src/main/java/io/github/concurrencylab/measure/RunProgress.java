package io.github.concurrencylab.measure;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Words;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param phase what it is doing
 * @param what the model being run; of a run that waits, what it waits for
 * @param trials the counted trials
 * @param share how much of the whole is done, from 0 to 1, warm-ups included
 * @param secondsLeft an estimate of the time left; null before there is one
 */
public record RunProgress(
    Phase phase, String what, Count trials, double share, @Nullable Double secondsLeft) {
  private static final int MINUTE = 60;
  private static final int TEN_MINUTES = 600;

  /** What a run does. */
  public enum Phase {
    /** It waits for another, or for the machine. */
    WAITING,

    /** It runs its models until they are steady; none of that counts. */
    WARMING_UP,

    /** It runs trials. */
    MEASURING
  }

  /**
   * How many trials.
   *
   * @param finished how many have ended
   * @param all how many were asked for, which does not change while a run goes on
   */
  public record Count(int finished, int all) {}

  /** Checks that nothing is missing. */
  public RunProgress {
    Check.given("phase", phase, "Phase.MEASURING for example");
    Check.given("trials", trials, "new Count(7, 20) for example");
  }

  /**
   * The progress of a run that waits.
   *
   * @param what what it waits for
   * @return nothing done yet
   */
  public static RunProgress waiting(String what) {
    return new RunProgress(Phase.WAITING, what, new Count(0, 0), 0, null);
  }

  /**
   * The progress in words.
   *
   * @return one line: {@code warming up: threads(16)}, {@code threads(16): trial 7 of 20, about 40
   *     s left}, or {@code waiting for another measurement: article under threads(16), since 12 s,
   *     process 4711}
   */
  public String words() {
    return switch (phase) {
      case WAITING -> "waiting for " + what;
      case WARMING_UP -> "warming up: " + what;
      case MEASURING ->
          String.format(
              Locale.ROOT,
              "%s: trial %,d of %,d%s",
              what,
              Math.min(trials.finished() + 1, trials.all()),
              trials.all(),
              secondsLeft == null ? "" : ", about " + rounded(secondsLeft) + " left");
    };
  }

  /** No more exact than an estimate is. */
  private static String rounded(double seconds) {
    int step = seconds < 10 ? 1 : seconds < MINUTE ? 5 : seconds < TEN_MINUTES ? 10 : MINUTE;
    long whole = Math.max(1, Math.round(seconds / step)) * step;
    if (whole < MINUTE) {
      return whole + " s";
    }
    return whole % MINUTE == 0 ? whole / MINUTE + " min" : Words.duration((double) whole);
  }
}
