package io.github.concurrencylab.findings;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a factor slows some models down more than it slows down blocking.
 *
 * <p>Each model is held against the blocking of its own system at the same level: a model of Java's
 * against {@code blocking}, one of CPython's against {@code python(blocking)} with the same
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
      List<Series> all = level.results().series();
      for (Series series : all) {
        ModelId baseline = series.model().baseline();
        Optional<Series> held = find(all, baseline);
        Comparison comparison =
            held.map(base -> Comparison.of(series, base))
                .orElseGet(() -> Comparison.without("no " + baseline));
        Estimate ratio =
            held.map(base ->
                    series.model().equals(baseline) ? ONE : ratio(List.of(series), List.of(base)))
                .orElse(Estimate.NONE);
        cells.add(new Cell(level.name(), series, ratio, comparison));
      }
    }
    return cells;
  }

  private static Optional<Series> find(List<Series> all, ModelId model) {
    return all.stream().filter(series -> series.model().equals(model)).findFirst();
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
   * @param runs how many runs of the model at that level
   */
  public record Effect(ModelId model, String level, String reference, Estimate effect, int runs) {
    /**
     * The effect in words.
     *
     * @return a few words
     */
    public String verdict() {
      if (!(effect.value() > 0)) {
        return "not measured";
      }
      if (!effect.hasInterval()) {
        return "one run has no interval";
      }
      if (effect.low() <= 1 && effect.high() >= 1) {
        return "no interaction shown by %s runs".formatted(runs);
      }
      boolean more = effect.value() > 1;
      double times = more ? effect.value() : 1 / effect.value();
      return String.format(
          Locale.ROOT,
          "%s instead of %s slows %s %.2fx %s than %s",
          level,
          reference,
          model,
          times,
          more ? "more" : "less",
          model.baseline());
    }
  }

  /**
   * What each level does to each model, over and above what it does to the baseline, compared with
   * the first level. Where the 95 % interval leaves out 1, level and model interact.
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
    List<Series> reference = first.results().series();
    for (FactorLevels.Level level : grid.levels().subList(1, grid.levels().size())) {
      List<Series> all = level.results().series();
      for (Series series : all) {
        ModelId baseline = series.model().baseline();
        if (series.model().equals(baseline)) {
          continue;
        }
        Optional<Series> base = find(all, baseline);
        Optional<Series> before = find(reference, series.model());
        Optional<Series> baseBefore = find(reference, baseline);
        Estimate effect =
            base.isPresent() && before.isPresent() && baseBefore.isPresent()
                ? ratio(List.of(series, baseBefore.get()), List.of(base.get(), before.get()))
                : Estimate.NONE;
        effects.add(
            new Effect(
                series.model(), level.name(), first.name(), effect, series.seconds().length));
      }
    }
    return effects;
  }
}
