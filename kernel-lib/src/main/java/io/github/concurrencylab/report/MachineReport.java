package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.machine.MachineFacts;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.workload.Workload;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What is known of this machine. As the last value of a cell it shows its table.
 *
 * @param facts what is known
 */
public record MachineReport(MachineFacts facts) implements Answer {
  /**
   * This machine's.
   *
   * @return its report
   */
  public static MachineReport here() {
    return new MachineReport(MachineFacts.here());
  }

  @Override
  public List<String> header() {
    return List.of();
  }

  /**
   * One row a fact: what it is about, and what is so here.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    List<MachineFacts.Fact> rows = facts.facts();
    return Table.create(
        "machine",
        StringColumn.create(Columns.MACHINE, rows.stream().map(MachineFacts.Fact::name).toList()),
        StringColumn.create(Columns.HERE, rows.stream().map(MachineFacts.Fact::value).toList()));
  }

  /**
   * The processors' clocks while each of several models runs, once and without a warm-up: {@code
   * machine().clocks(article(), python(blocking()), python(threads(16)))}. The readings of one
   * model hold its start too.
   *
   * @param workload what to run
   * @param models at least one
   * @return the clocks, as far as this system tells them
   * @throws IllegalArgumentException if something is null, or there is no model
   */
  public Clocks clocks(Workload workload, Model... models) {
    return Clocks.of(workload, models);
  }

  @Override
  public String toString() {
    return text();
  }
}
