package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.registry.ModelRegistry;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import tech.tablesaw.api.Table;

/** What there is to choose from. */
public final class Catalogue {
  private Catalogue() {}

  /**
   * One row per model: the call that makes it, and what it does in one line.
   *
   * @return a new table
   */
  public static Table models() {
    Rows rows = new Rows("models");
    for (ModelRegistry.Entry entry : ModelRegistry.entries()) {
      Model model = entry.of().apply(Defaults.WORKERS);
      rows.put(Columns.MODEL, model.id().call()).put(Columns.DESCRIPTION, model.description());
    }
    return rows.table();
  }
}
