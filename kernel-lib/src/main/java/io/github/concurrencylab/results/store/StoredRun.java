package io.github.concurrencylab.results.store;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.RunState;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.results.Results;
import java.time.Instant;
import java.util.List;

/**
 * A run as the store has it.
 *
 * @param id its name there
 * @param started when it started
 * @param plan what it was going to do
 * @param state how far it has come
 * @param measurement what it has measured
 */
public record StoredRun(
    String id, Instant started, RunPlan plan, RunState state, Measurement measurement) {
  /**
   * How many counted trials have a result.
   *
   * @return from 0 to {@link RunPlan#allTrials()}
   */
  public int finishedTrials() {
    return (int) measurement.trials().stream().filter(Trial.Measured.class::isInstance).count();
  }

  /**
   * What it has measured, as results; a run that did not come to its end says so in a warning.
   *
   * @return results of one measurement
   */
  public Results results() {
    if (state == RunState.COMPLETE) {
      return Results.of(measurement);
    }
    String how = state == RunState.RUNNING ? "still running" : "stopped (" + state.words() + ")";
    return Results.of(
        measurement.with(
            Note.Kind.UNFINISHED,
            "%s: %s of %s trials".formatted(how, finishedTrials(), plan.allTrials())));
  }

  /** The same without what only charts over time need: there may be many in memory. */
  StoredRun light() {
    List<Trial> light = measurement.trials().stream().map(Trial::light).toList();
    return new StoredRun(id, started, plan, state, measurement.with(light));
  }
}
