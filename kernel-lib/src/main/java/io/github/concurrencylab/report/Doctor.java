package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.machine.HealthCheck;
import io.github.concurrencylab.measure.machine.HealthChecks;
import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.results.store.Store;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import java.util.ArrayList;
import java.util.List;
import tech.tablesaw.api.Table;

/**
 * What a running kernel sees of this machine: drawing, heap, the store, the clock, interpreters. As
 * the last value of a cell it shows its table. The set-up is what {@code binder/lab doctor} tells.
 *
 * @param findings what was found
 */
public record Doctor(List<HealthCheck> findings) implements Answer {
  /** Copies the list. */
  public Doctor {
    findings = List.copyOf(findings);
  }

  /**
   * Looks at everything, within two seconds.
   *
   * @return what was found
   */
  public static Doctor now() {
    List<HealthCheck> all = new ArrayList<>(HealthChecks.findings());
    all.add(Store.checkup());
    all.add(
        ChartImages.unavailable()
            .map(trouble -> HealthCheck.mend("chart", trouble))
            .orElseGet(Doctor::letters));
    return new Doctor(all);
  }

  /** A PNG is drawn with the fonts that are here. */
  private static HealthCheck letters() {
    List<String> missing = ChartImages.missingLetters();
    return missing.isEmpty()
        ? HealthCheck.ok("chart", "drawn")
        : HealthCheck.note(
            "chart",
            "drawn; no font here has these letters, which a PNG shows as boxes: "
                + String.join(", ", missing));
  }

  /**
   * One row a part of the set-up: ok, note or MEND, and what is there or how to mend it.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("doctor");
    for (HealthCheck finding : findings) {
      rows.put(Columns.THING, finding.thing())
          .put(Columns.VERDICT, finding.verdict())
          .put(Columns.FOUND, finding.text());
    }
    return rows.table();
  }

  /**
   * The whole in a few words.
   *
   * @return one line
   */
  @Override
  public List<String> header() {
    long bad = findings.stream().filter(f -> f.verdict().equals(HealthCheck.MEND)).count();
    return List.of(bad == 0 ? "all that is needed is there" : bad + " to mend");
  }

  @Override
  public String toString() {
    return text();
  }
}
