package io.github.concurrencylab.results.store;

import io.github.concurrencylab.base.Check;
import java.util.List;
import java.util.Set;

/**
 * What a store has.
 *
 * @param runs the runs, the newest first
 * @param continued the names of those that a later run went on with
 * @param warnings what could not be read, a line each
 */
public record StoredRuns(List<StoredRun> runs, Set<String> continued, List<String> warnings) {
  /** Copies the collections. */
  public StoredRuns {
    runs = List.copyOf(runs);
    continued = Set.copyOf(continued);
    warnings = List.copyOf(warnings);
  }

  /**
   * Whether a later run went on with this one.
   *
   * @param run one of the runs
   * @return true if it need not be continued
   */
  public boolean isContinued(StoredRun run) {
    return continued.contains(Check.given("run", run, "one of runs()").id());
  }
}
