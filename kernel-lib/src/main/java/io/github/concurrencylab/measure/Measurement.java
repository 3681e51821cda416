package io.github.concurrencylab.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run gives: every trial of every model, and where it was measured.
 *
 * @param source who measured: {@value #HERE} for this program
 * @param workload the workload, in words
 * @param machine where
 * @param trials all trials, model by model in the order asked for, and each model's as they ran
 * @param warnings what a reader must know before trusting the figures, a line each
 */
public record Measurement(
    String source, String workload, Machine machine, List<Trial> trials, List<String> warnings) {
  /** The source of figures measured by this program. */
  public static final String HERE = "here";

  /** Copies the lists. */
  public Measurement {
    trials = List.copyOf(trials);
    warnings = List.copyOf(warnings);
  }

  /**
   * The same with one more warning.
   *
   * @param warning a line
   * @return a new measurement
   */
  public Measurement with(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(warning);
    return new Measurement(source, workload, machine, trials, more);
  }

  /**
   * The same under the name of another source.
   *
   * @param other who measured
   * @return a new measurement
   */
  public Measurement from(String other) {
    return new Measurement(other, workload, machine, trials, warnings);
  }
}
