package io.github.concurrencylab.measure;

import io.github.concurrencylab.measure.machine.Machine;
import java.util.List;

/**
 * Sees how a run goes on. A progress display is told how far it has come, from a thread of the
 * run's own; whoever keeps what was measured is told of each trial, from the measuring thread,
 * between two trials. It must not throw.
 */
public interface RunListener {
  /** A listener that does nothing. */
  RunListener SILENT =
      new RunListener() {
        @Override
        public void update(RunProgress progress) {}

        @Override
        public void ended(String summary) {}
      };

  /**
   * Called several times a second while the run goes on.
   *
   * @param progress how far it has come
   */
  void update(RunProgress progress);

  /**
   * Called for what tasks print in other processes: their first lines as they come, from a thread
   * of the run's own, their last ones when the run ends. What tasks print in this process needs
   * nobody to show it.
   *
   * @param line a line, with the model and what printed it
   */
  default void printed(String line) {}

  /**
   * Called once, when the run has ended, however it ended.
   *
   * @param summary one line about the whole
   */
  void ended(String summary);

  /**
   * Called once, before the first trial. A run that never gets its turn does not start.
   *
   * @param plan what it is going to do
   * @param soFar where it runs, and the trials that it takes over from an earlier run, most often
   *     none
   */
  default void started(RunPlan plan, Measurement soFar) {}

  /**
   * Called at the end of each counted trial, and of each that failed.
   *
   * @param trial the trial
   * @param machine where, as far as it is known by now
   */
  default void finished(Trial trial, Machine machine) {}

  /**
   * Called once after {@link #started}, however the run ended.
   *
   * @param state how it ended
   * @param measured all that was measured
   */
  default void closed(RunState state, Measurement measured) {}

  /**
   * Whether the trials that it was told of can be had again, so that a stopped run can be gone on
   * with.
   *
   * @return true if it keeps them, now and for good
   */
  default boolean keeps() {
    return false;
  }

  /**
   * Several listeners as one.
   *
   * @param listeners each is told everything, in this order
   * @return a listener
   */
  static RunListener all(RunListener... listeners) {
    List<RunListener> each = List.of(listeners);
    return new RunListener() {
      @Override
      public void update(RunProgress progress) {
        each.forEach(listener -> listener.update(progress));
      }

      @Override
      public void printed(String line) {
        each.forEach(listener -> listener.printed(line));
      }

      @Override
      public void ended(String summary) {
        each.forEach(listener -> listener.ended(summary));
      }

      @Override
      public void started(RunPlan plan, Measurement soFar) {
        each.forEach(listener -> listener.started(plan, soFar));
      }

      @Override
      public void finished(Trial trial, Machine machine) {
        each.forEach(listener -> listener.finished(trial, machine));
      }

      @Override
      public boolean keeps() {
        return each.stream().anyMatch(RunListener::keeps);
      }

      @Override
      public void closed(RunState state, Measurement measured) {
        each.forEach(listener -> listener.closed(state, measured));
      }
    };
  }
}
