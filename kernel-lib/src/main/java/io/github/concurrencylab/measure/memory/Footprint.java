package io.github.concurrencylab.measure.memory;

import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.ModelId;
import java.util.Comparator;
import java.util.List;

/**
 * The memory that a model held, in as many runs of a workload as were asked for.
 *
 * @param model the model
 * @param runs what each run held and took; empty if it failed
 * @param failure why there is no figure, in one line; empty if there is one
 */
public record Footprint(ModelId model, List<Run> runs, String failure) {
  /**
   * What one run held at the moment when it held most, beyond what this program held before.
   *
   * @param heapBytes objects on the heap of this virtual machine, those among them that nobody
   *     needs any more but that are not collected yet
   * @param outsideBytes resident memory of this virtual machine outside its heap: the stacks of
   *     threads above all
   * @param childBytes the share of resident memory of all child processes that is theirs; nothing
   *     is taken off for what they held before
   * @param nanos the time of the run, which was under watch
   */
  public record Run(long heapBytes, long outsideBytes, long childBytes, long nanos) {
    /**
     * All of it.
     *
     * @return bytes
     */
    public long bytes() {
      return heapBytes + outsideBytes + childBytes;
    }

    /**
     * The time of the run.
     *
     * @return seconds
     */
    public double seconds() {
      return nanos / Trial.SECOND;
    }
  }

  /** Copies the runs. */
  public Footprint {
    runs = List.copyOf(runs);
  }

  /**
   * The run in the middle when ordered by what they held: the lower one of two.
   *
   * @return a run
   * @throws IllegalStateException if there is none
   */
  public Run typical() {
    if (runs.isEmpty()) {
      throw new IllegalStateException(model + " has no runs: " + failure);
    }
    return runs.stream()
        .sorted(Comparator.comparingLong(Run::bytes))
        .skip((runs.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }
}
