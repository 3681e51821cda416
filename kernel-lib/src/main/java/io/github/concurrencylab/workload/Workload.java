package io.github.concurrencylab.workload;

import java.util.List;
import java.util.Optional;

/**
 * What runs: an immutable description of some work, cut into tasks.
 *
 * <p>A workload is shared freely; the tasks it makes are not. Each trial asks for fresh ones.
 */
public interface Workload {
  /**
   * A short name, as it stands in tables and titles.
   *
   * @return the name
   */
  String name();

  /**
   * How many tasks there are.
   *
   * @return at least 1
   */
  int tasks();

  /**
   * The work of all tasks together, in the units that {@link Safepoint#reached} counts.
   *
   * @return at least 1
   */
  long units();

  /**
   * The tasks of one trial. What tasks share, a generator say, is shared by the tasks of one list
   * and by no others.
   *
   * @return {@link #tasks()} new tasks
   */
  List<Task> newTasks();

  /**
   * Whether the results are the same under every model. If so, the lab holds each trial to the
   * others.
   *
   * @return true if no result depends on the order in which tasks run
   */
  boolean deterministic();

  /**
   * Checks the results of one trial by what is known of them without running anything.
   *
   * @param results one result per task, in the tasks' order
   * @return what is wrong, in one line; empty if nothing is
   */
  Optional<String> validate(List<?> results);

  /**
   * How the results of one trial differ from those of another, for a {@linkplain #deterministic()
   * deterministic} workload.
   *
   * @param expected one result per task, in the tasks' order
   * @param results likewise, of the other trial
   * @return the difference in a few words; empty if they are the same
   */
  default Optional<String> difference(List<?> expected, List<?> results) {
    return expected.equals(results)
        ? Optional.empty()
        : Optional.of(
            "with checksum %s instead of %s".formatted(checksum(results), checksum(expected)));
  }

  /**
   * One value that stands for all results of a trial.
   *
   * @param results one result per task, in the tasks' order
   * @return the checksum
   */
  String checksum(List<?> results);

  /**
   * The workload as data, for a child process.
   *
   * @return what {@link WorkloadData#workload()} makes an equal workload of
   */
  WorkloadData data();

  /**
   * The same with what a child process must know of this one to do its part now.
   *
   * @return the data to send
   */
  default WorkloadData dataForChild() {
    return data();
  }
}
