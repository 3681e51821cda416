package io.github.concurrencylab.findings;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.stats.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
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

    /** They are too close to the claim's bound to speak of. */
    NEGLIGIBLE,

    /** They rest on too few runs. */
    TOO_FEW,

    /** They are no times: 0 s. */
    INCOMPARABLE,

    /** They are of trials too short for the clock of processor time. */
    TOO_SHORT,

    /** They are of times that still changed: the verdict is withheld. */
    NOT_STEADY,

    /** There are none. */
    NOT_MEASURED
  }

  /** What is said where only the ranks of few runs leave it open whether a bound is passed. */
  static final String RANKS_WORDS = ", but ranks leave it open";

  /** What a verdict rests on. */
  public sealed interface Evidence {
    /**
     * A ratio of two models' mean times.
     *
     * @param estimate the ratio with its interval
     * @param p the p-value of the t-test that it is the claim's bound; NaN if there is none
     * @param open whether there are few runs, whose ranks alone leave it open
     */
    record Ratio(Estimate estimate, double p, boolean open) implements Evidence {}

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
        case Ratio(Estimate estimate, double p, boolean open) ->
            interval(estimate)
                + String.format(Locale.ROOT, ", p = %.2g", p)
                + (open ? RANKS_WORDS : "");
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

  /** Figures of trials that were too short. */
  static Verdict tooShort() {
    return new Verdict(Kind.TOO_SHORT, 0, Optional.empty(), List.of());
  }

  /** No figures. */
  static Verdict notMeasured() {
    return new Verdict(Kind.NOT_MEASURED, 0, Optional.empty(), List.of());
  }

  /**
   * The verdict of a figure by the {@linkplain Side rule of all verdicts}: the claim holds if the
   * figure is shown to lie within the bounds, and does not if it is shown to lie outside.
   *
   * @param side tells on which side of a bound the figure lies
   * @param low the claim's lower bound; 0 if there is none
   * @param high its upper bound; infinite if there is none
   * @return the kind of verdict
   */
  static Kind kind(DoubleFunction<Side> side, double low, double high) {
    Side ofLow = low > 0 ? side.apply(low) : Side.ABOVE;
    Side ofHigh = Double.isFinite(high) ? side.apply(high) : Side.BELOW;
    if (ofLow == Side.BELOW || ofHigh == Side.ABOVE) {
      return Kind.DOES_NOT_HOLD;
    }
    return switch (ofLow == Side.ABOVE ? ofHigh : ofLow) {
      case ABOVE, BELOW -> Kind.HOLDS;
      case NEGLIGIBLE -> Kind.NEGLIGIBLE;
      case NOT_SHOWN -> Kind.NOT_SHOWN;
      case TOO_FEW -> Kind.TOO_FEW;
      case NONE -> Kind.INCOMPARABLE;
    };
  }

  /**
   * The verdict in words.
   *
   * @return {@code holds}, {@code does not hold}, {@code not shown by five runs} for example, or
   *     why there is no verdict
   */
  public String words() {
    return switch (kind) {
      case HOLDS -> "holds";
      case DOES_NOT_HOLD -> "does not hold";
      case NOT_SHOWN -> "not shown by " + runs(runs);
      case NEGLIGIBLE -> "no difference to speak of";
      case TOO_FEW -> Side.TOO_FEW_WORDS;
      case INCOMPARABLE -> Side.NONE_WORDS;
      case TOO_SHORT -> "too short to tell";
      case NOT_STEADY -> Side.NOT_STEADY_WORDS;
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
