package io.github.concurrencylab.findings;

import io.github.concurrencylab.stats.Estimate;

/**
 * What some figures say of a claim.
 *
 * @param word one of {@link #HOLDS}, {@link #DOES_NOT_HOLD}, {@link #NOT_MEASURED} and "not shown
 *     by n runs"
 * @param evidence the figure it rests on, with its interval or p-value; empty if there is none
 */
public record Verdict(String word, String evidence) {
  /** The figures bear the claim out. */
  public static final String HOLDS = "holds";

  /** The figures contradict the claim. */
  public static final String DOES_NOT_HOLD = "does not hold";

  /** There are no figures for it. */
  public static final String NOT_MEASURED = "not measured";

  /** No figures. */
  static Verdict notMeasured() {
    return new Verdict(NOT_MEASURED, "");
  }

  /**
   * The verdict of an interval: it holds if the whole interval lies within the bounds, does not if
   * the whole interval lies outside, and is not shown if the interval crosses a bound.
   *
   * @param estimate the figure with its interval
   * @param low the claim's lower bound
   * @param high its upper bound
   * @param runs how many runs the figure rests on
   * @param evidence the figure in words
   * @return the verdict
   */
  static Verdict of(Estimate estimate, double low, double high, int runs, String evidence) {
    if (!estimate.hasInterval()) {
      return new Verdict(notShown(runs), evidence);
    }
    if (estimate.low() >= low && estimate.high() <= high) {
      return new Verdict(HOLDS, evidence);
    }
    if (estimate.high() < low || estimate.low() > high) {
      return new Verdict(DOES_NOT_HOLD, evidence);
    }
    return new Verdict(notShown(runs), evidence);
  }

  static String notShown(int runs) {
    return "not shown by " + runs(runs);
  }

  /** A number of runs in words. */
  static String runs(int runs) {
    return switch (runs) {
      case 1 -> "one run";
      case 2 -> "two runs";
      case 3 -> "three runs";
      case 4 -> "four runs";
      case 5 -> "five runs";
      default -> runs + " runs";
    };
  }
}
