package io.github.concurrencylab.findings;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a factor slows some models down more than it slows down blocking.
 *
 * <p>Each model is compared with the blocking of its own system at the same level: a model of
 * Java's against {@code blocking}, one of CPython's against {@code python(blocking)} with the same
 * interpreter. Where that differs between levels, factor and model interact.
 */
public final class Interaction {
  /** The baseline by itself. */
  private static final Estimate ONE = new Estimate(1, Double.NaN, Double.NaN);

  private Interaction() {}

  /**
   * One model at one level.
   *
   * @param level the level's name
   * @param series the trials
   * @param ratio its mean time by the baseline's at the same level, with its interval
   * @param comparison the comparison with the baseline
   */
  public record Cell(String level, Series series, Estimate ratio, Comparison comparison) {
    /** What it is compared with: its own system's blocking. */
    public ModelId baseline() {
      return series.model().baseline();
    }

    /** Whether this is the baseline itself. */
    public boolean isBaseline() {
      return series.model().equals(baseline());
    }
  }

  /**
   * Every model at every level.
   *
   * @param grid the figures
   * @return the cells, level by level
   */
  public static List<Cell> cells(FactorLevels grid) {
    List<Cell> cells = new ArrayList<>();
    for (FactorLevels.Level level : grid.levels()) {
      for (Series series : level.results().series()) {
        ModelId baseline = series.model().baseline();
        Optional<Series> held = level.results().first(baseline);
        Comparison comparison =
            held.map(base -> Comparison.of(series, base))
                .orElseGet(() -> Comparison.without("no " + baseline));
        Estimate ratio =
            held.map(base ->
                    series.model().equals(baseline) ? ONE : TwoSamples.of(series, base).ratio())
                .orElse(Estimate.NONE);
        cells.add(new Cell(level.name(), series, ratio, comparison));
      }
    }
    return cells;
  }

  private static Estimate ratio(List<Series> above, List<Series> below) {
    List<double[]> times = above.stream().map(Series::seconds).toList();
    List<double[]> others = below.stream().map(Series::seconds).toList();
    return Comparison.ratio(times, others);
  }

  /**
   * What one level does to one model.
   *
   * @param model the model
   * @param level the level's name
   * @param reference the name of the level that it is compared with
   * @param effect the model's time by the baseline's at that level, divided by the same at the
   *     reference, with its interval
   * @param verdict what it comes to, in a few words
   */
  public record Effect(
      ModelId model, String level, String reference, Estimate effect, String verdict) {
    private static Effect of(
        ModelId model, FactorLevels.Level level, FactorLevels.Level first, List<Series> four) {
      if (four.size() < 4 || four.stream().anyMatch(series -> series.seconds().length == 0)) {
        return new Effect(model, level.name(), first.name(), Estimate.NONE, "not measured");
      }
      if (four.stream().anyMatch(series -> !series.steadiness().steady())) {
        return new Effect(model, level.name(), first.name(), Estimate.NONE, Side.NOT_STEADY_WORDS);
      }
      Estimate effect = ratio(List.of(four.get(0), four.get(1)), List.of(four.get(2), four.get(3)));
      int runs = four.stream().mapToInt(series -> series.seconds().length).min().orElse(0);
      String verdict =
          switch (Side.of(effect, true, runs, 1)) {
            case ABOVE -> words(model, level, first, effect.value(), "more");
            case BELOW -> words(model, level, first, 1 / effect.value(), "less");
            case NEGLIGIBLE -> "no interaction to speak of";
            case NOT_SHOWN -> "no interaction shown by " + Verdict.runs(runs);
            case TOO_FEW -> Side.TOO_FEW_WORDS;
            case NONE -> Side.NONE_WORDS;
          };
      return new Effect(model, level.name(), first.name(), effect, verdict);
    }

    private static String words(
        ModelId model,
        FactorLevels.Level level,
        FactorLevels.Level first,
        double times,
        String how) {
      return String.format(
          Locale.ROOT,
          "%s instead of %s slows %s %.2fx %s than %s",
          level.name(),
          first.name(),
          model,
          times,
          how,
          model.baseline());
    }
  }

  /**
   * What each level does to each model, over and above what it does to the baseline, compared with
   * the first level. Where the 95 % interval leaves out 1 by enough, level and model interact.
   *
   * @param grid the figures
   * @return one effect per model and level, without the baselines and the first level
   */
  public static List<Effect> effects(FactorLevels grid) {
    List<Effect> effects = new ArrayList<>();
    if (grid.levels().isEmpty()) {
      return effects;
    }
    FactorLevels.Level first = grid.levels().getFirst();
    Results reference = first.results();
    for (FactorLevels.Level level : grid.levels().subList(1, grid.levels().size())) {
      for (Series series : level.results().series()) {
        ModelId baseline = series.model().baseline();
        if (series.model().equals(baseline)) {
          continue;
        }
        List<Series> four =
            Stream.of(
                    Optional.of(series),
                    reference.first(baseline),
                    level.results().first(baseline),
                    reference.first(series.model()))
                .flatMap(Optional::stream)
                .toList();
        effects.add(Effect.of(series.model(), level, first, four));
      }
    }
    return effects;
  }
}
