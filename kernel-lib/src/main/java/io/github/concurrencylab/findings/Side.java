package io.github.concurrencylab.findings;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.stats.Estimate;
import java.util.Locale;

/**
 * The one rule for all verdicts: on which side of a bound a figure lies, as far as its runs show
 * it. Comparisons, claims, interactions and advice all ask it, so that the same runs are given the
 * same word everywhere.
 *
 * <p>A side is shown only by at least {@link Defaults#FEWEST_RUNS} runs of each sample, a 95 %
 * interval that leaves the bound out, tests that agree where there are some (those of {@link
 * TwoSamples} for the ratio of two means; interactions and processors in use have none), and a
 * distance from the bound of at least {@link Defaults#NOISE}. Figures that were not steady are not
 * asked about at all.
 */
enum Side {
  /** It is larger. */
  ABOVE,

  /** It is smaller. */
  BELOW,

  /** It is not the bound, but too close to it to speak of. */
  NEGLIGIBLE,

  /** The runs do not show on which side it lies. */
  NOT_SHOWN,

  /** There are too few runs to show anything. */
  TOO_FEW,

  /** It is no figure that has sides: a ratio with a time of 0 s in it. */
  NONE;

  /** What is said where there are too few runs. */
  static final String TOO_FEW_WORDS =
      String.format(
          Locale.ROOT,
          "too few runs: at least %d, trials(%d) for example",
          Defaults.FEWEST_RUNS,
          Defaults.TRIALS);

  /** What is said where a verdict is withheld. */
  static final String NOT_STEADY_WORDS = "not steady: no verdict";

  /** What is said where times of 0 s would have to be divided. */
  static final String NONE_WORDS = "times of 0 s cannot be compared";

  /**
   * On which side of a bound a figure lies.
   *
   * @param estimate the figure with its 95 % interval
   * @param agreed whether no test speaks against it that it is not the bound
   * @param runs how many runs the smallest of its samples has
   * @param bound above 0
   * @return the side, or why none is shown
   */
  static Side of(Estimate estimate, boolean agreed, int runs, double bound) {
    double relative = estimate.value() / bound;
    if (!(relative > 0 && Double.isFinite(relative))) {
      return NONE;
    }
    if (runs < Defaults.FEWEST_RUNS || !estimate.hasInterval()) {
      return TOO_FEW;
    }
    if (estimate.covers(bound) || !agreed) {
      return NOT_SHOWN;
    }
    if (Math.max(relative, 1 / relative) < 1 + Defaults.NOISE) {
      return NEGLIGIBLE;
    }
    return relative > 1 ? ABOVE : BELOW;
  }
}
