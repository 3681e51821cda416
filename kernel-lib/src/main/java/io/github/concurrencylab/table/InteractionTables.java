package io.github.concurrencylab.table;

import io.github.concurrencylab.findings.Interaction;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.stats.Summary;
import tech.tablesaw.api.Table;

/** The models at each level of a factor as tables. */
public final class InteractionTables {
  private InteractionTables() {}

  /**
   * Every model at every level.
   *
   * @param grid the figures
   * @return one row per level and model
   */
  public static Table cells(FactorLevels grid) {
    Rows rows = new Rows("factorial");
    for (Interaction.Cell cell : Interaction.cells(grid)) {
      rows.put(grid.factor(), cell.level())
          .put(Columns.MODEL, cell.series().model().label())
          .put(Columns.MEAN, Summary.of(cell.series().seconds()).mean().value())
          .put(Columns.BASELINE, cell.baseline().label())
          .put(Columns.TIMES, cell.ratio().value())
          .put(Columns.TIMES_LOW, cell.ratio().low())
          .put(Columns.TIMES_HIGH, cell.ratio().high())
          .put(Columns.VERDICT, cell.comparison().verdict());
    }
    return rows.table();
  }

  /**
   * What each level does to each model: see {@link Interaction#effects}.
   *
   * @param grid the figures
   * @return one row per model and level, without the baselines and the first level
   */
  public static Table effects(FactorLevels grid) {
    Rows rows = new Rows("interaction");
    for (Interaction.Effect effect : Interaction.effects(grid)) {
      rows.put(Columns.MODEL, effect.model().label())
          .put(grid.factor(), effect.level())
          .put(Columns.AGAINST, effect.reference())
          .put(Columns.EFFECT, effect.effect().value())
          .put(Columns.EFFECT_LOW, effect.effect().low())
          .put(Columns.EFFECT_HIGH, effect.effect().high())
          .put(Columns.VERDICT, effect.verdict());
    }
    return rows.table();
  }
}
