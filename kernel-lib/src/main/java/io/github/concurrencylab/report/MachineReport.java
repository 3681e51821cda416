package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.machine.MachineFacts;
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
        StringColumn.create("machine", rows.stream().map(MachineFacts.Fact::name).toList()),
        StringColumn.create("here", rows.stream().map(MachineFacts.Fact::value).toList()));
  }

  @Override
  public String toString() {
    return text();
  }
}
