package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Own tasks that took no longer than calling them does: there is nothing in them, or there is
 * nothing left of it, since the compiler leaves out what nothing uses.
 */
final class BriefTasks {
  private BriefTasks() {}

  /**
   * What a reader should know of it.
   *
   * @param workload what ran
   * @param trials its trials
   * @return a line, if half of the tasks were as brief
   */
  static Optional<String> remark(Workload workload, List<Trial> trials) {
    if (!(workload instanceof OwnTasks)) {
      return Optional.empty();
    }
    long[] nanos =
        trials.stream()
            .flatMap(trial ->
                trial instanceof Trial.Measured measured
                    ? measured.timeline().tasks().stream()
                    : Stream.empty())
            .mapToLong(span -> span.endNanos() - span.startNanos())
            .sorted()
            .toArray();
    if (nanos.length == 0 || nanos[nanos.length / 2] >= Defaults.LEAST_TASK_NANOS) {
      return Optional.empty();
    }
    return Optional.of(
        ("%s: a task took %s ns, no longer than calling it: it has no work to measure, or the compiler"
                + " left it out, since nothing uses its result; return what it computes")
            .formatted(workload.name(), nanos[nanos.length / 2]));
  }
}
