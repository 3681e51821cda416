package io.github.concurrencylab.findings;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.stats.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What some figures say of a claim.
 *
 * @param kind whether they bear it out
 * @param runs how many runs it rests on; 0 if there are none
 * @param evidence the figure it rests on; none if there is none
 * @param judged the models whose figures were judged in place of the article's, since those were
 *     not measured; most often none
 */
public record Verdict(Kind kind, int runs, Optional<Evidence> evidence, List<ModelId> judged) {
  /** What figures can say of a claim. */
  public enum Kind {
    /** They bear it out. */
    HOLDS,

    /** They contradict it. */
    DOES_NOT_HOLD,

    /** They cannot tell. */
    NOT_SHOWN,

    /** They are of times that still changed: the verdict is withheld. */
    NOT_STEADY,

    /** There are none. */
    NOT_MEASURED
  }

  /** What is said where a verdict is withheld. */
  static final String NOT_STEADY = "not steady: no verdict";

  /** What a verdict rests on. */
  public sealed interface Evidence {
    /**
     * A ratio of two models' mean times.
     *
     * @param estimate the ratio with its interval
     * @param p the p-value of Welch's test; NaN if there is none
     */
    record Ratio(Estimate estimate, double p) implements Evidence {}

    /**
     * How many processors were busy on average.
     *
     * @param estimate the mean with its interval
     * @param processors of how many
     */
    record Cores(Estimate estimate, int processors) implements Evidence {}

    /**
     * Whether tasks were under way at the same time.
     *
     * @param overlapping in so many runs they were
     * @param runs of so many
     */
    record Overlap(long overlapping, long runs) implements Evidence {}

    /**
     * It in words.
     *
     * @return a few words
     */
    default String words() {
      return switch (this) {
        case Ratio(Estimate estimate, double p) ->
            interval(estimate) + String.format(Locale.ROOT, ", p = %.2g", p);
        case Cores(Estimate estimate, int processors) ->
            interval(estimate) + String.format(Locale.ROOT, " of %d processors", processors);
        case Overlap(long overlapping, long runs) ->
            "tasks overlap in %s of %s runs".formatted(overlapping, runs);
      };
    }

    private static String interval(Estimate estimate) {
      return estimate.hasInterval()
          ? String.format(
              Locale.ROOT, "%.3g (%.3g to %.3g)", estimate.value(), estimate.low(), estimate.high())
          : String.format(Locale.ROOT, "%.3g", estimate.value());
    }
  }

  /** Copies the list. */
  public Verdict {
    judged = List.copyOf(judged);
  }

  /** Figures that allow none. */
  static Verdict notSteady() {
    return new Verdict(Kind.NOT_STEADY, 0, Optional.empty(), List.of());
  }

  /** No figures. */
  static Verdict notMeasured() {
    return new Verdict(Kind.NOT_MEASURED, 0, Optional.empty(), List.of());
  }

  /**
   * The verdict of an interval: it holds if the whole interval lies within the bounds, does not if
   * the whole interval lies outside, and is not shown if the interval crosses a bound.
   *
   * @param estimate the figure with its interval
   * @param low the claim's lower bound
   * @param high its upper bound
   * @return the kind of verdict
   */
  static Kind kind(Estimate estimate, double low, double high) {
    if (!estimate.hasInterval()) {
      return Kind.NOT_SHOWN;
    }
    if (estimate.low() >= low && estimate.high() <= high) {
      return Kind.HOLDS;
    }
    return estimate.high() < low || estimate.low() > high ? Kind.DOES_NOT_HOLD : Kind.NOT_SHOWN;
  }

  /**
   * The verdict in words.
   *
   * @return {@code holds}, {@code does not hold}, {@code not measured}, or {@code not shown by five
   *     runs} for example
   */
  public String words() {
    return switch (kind) {
      case HOLDS -> "holds";
      case DOES_NOT_HOLD -> "does not hold";
      case NOT_SHOWN -> "not shown by " + runs(runs);
      case NOT_STEADY -> NOT_STEADY;
      case NOT_MEASURED -> "not measured";
    };
  }

  /**
   * What it rests on in words; where other models were judged than the article's, it names them.
   *
   * @return a few words; empty if there is nothing
   */
  public String evidenceWords() {
    String models = judged.stream().map(ModelId::label).collect(Collectors.joining(", "));
    return evidence.map(Evidence::words).orElse("")
        + (models.isEmpty() ? "" : ", judged on " + models);
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
