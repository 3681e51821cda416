package io.github.concurrencylab.findings;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Estimate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What could have made the article's threads take over three times as long as its plain loop, and
 * what came out where it was tried.
 *
 * @param cause what it could be
 * @param tried how it was tried
 * @param factor how many times as long as the plain loop it makes threads here, with its interval
 *     if there is one
 * @param verdict a few words
 */
public record Hypothesis(String cause, String tried, Estimate factor, String verdict) {
  /** The article's factor in its own words: threads take more than three times as long. */
  private static final double ARTICLE = 3;

  private static final String SUPPORTED = "supported";
  private static final String REFUTED = "refuted here";
  private static final String UNTESTED = "untested";

  /**
   * One that was tried as a model, beside the plain loop of the model's own language.
   *
   * @param cause what it could be
   * @param run all the figures of one run
   * @param model the model
   * @return it with its verdict, by the {@linkplain Side rule of all verdicts}: supported if the
   *     factor is shown to lie above three, refuted here if below, and else not shown
   */
  public static Hypothesis tried(String cause, Results run, ModelId model) {
    ModelId loop = model.baseline();
    String tried = model.label() + " by " + loop.label();
    Optional<Series> threads = run.first(model).filter(Series::isMeasured);
    Optional<Series> baseline = run.first(loop).filter(Series::isMeasured);
    if (threads.isEmpty() || baseline.isEmpty()) {
      return new Hypothesis(cause, tried, Estimate.NONE, UNTESTED);
    }
    if (!threads.get().steadiness().steady() || !baseline.get().steadiness().steady()) {
      return new Hypothesis(cause, tried, Estimate.NONE, Side.NOT_STEADY_WORDS);
    }
    TwoSamples samples = TwoSamples.of(threads.get(), baseline.get());
    Estimate factor = samples.ratio();
    int runs = samples.runs();
    String verdict =
        switch (samples.side(ARTICLE)) {
          case ABOVE -> SUPPORTED;
          case BELOW -> REFUTED;
          case NEGLIGIBLE, NOT_SHOWN ->
              "not shown by "
                  + Verdict.runs(runs)
                  + (samples.ranksDecide(ARTICLE) ? Verdict.RANKS_WORDS : "");
          case TOO_FEW -> Side.TOO_FEW_WORDS;
          case NONE -> Side.NONE_WORDS;
        };
    return new Hypothesis(cause, tried, factor, verdict);
  }

  /**
   * One that was tried by a figure without an interval.
   *
   * @param cause what it could be
   * @param tried how it was tried
   * @param factor how many times as long it would make threads here; empty if that cannot be told
   * @return it with its verdict
   */
  public static Hypothesis tried(String cause, String tried, OptionalDouble factor) {
    if (factor.isEmpty()) {
      return untested(cause, tried);
    }
    double value = factor.getAsDouble();
    return new Hypothesis(
        cause,
        tried,
        new Estimate(value, Double.NaN, Double.NaN),
        value >= ARTICLE ? SUPPORTED : REFUTED);
  }

  /**
   * One that was not tried.
   *
   * @param cause what it could be
   * @param how how it could be tried
   * @return it without a figure
   */
  public static Hypothesis untested(String cause, String how) {
    return new Hypothesis(cause, how, Estimate.NONE, UNTESTED);
  }
}
