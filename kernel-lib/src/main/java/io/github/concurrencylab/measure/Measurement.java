package io.github.concurrencylab.measure;

import java.util.List;

/**
 * What one run gives: every trial of every model, and where it was measured.
 *
 * @param source who measured: {@value #HERE} for this program
 * @param workload the workload, in words
 * @param machine where
 * @param trials all trials, model by model in the order asked for, and each model's as they ran
 * @param warnings what a reader must know before trusting the figures, a line each; one that begins
 *     with {@value #STEADY} only says how it was measured
 */
public record Measurement(
    String source, String workload, Machine machine, List<Trial> trials, List<String> warnings) {
  /** The source of figures measured by this program. */
  public static final String HERE = "here";

  /** How a line begins that says after how many warm-ups models were steady. */
  public static final String STEADY = "steady ";

  /** Copies the lists. */
  public Measurement {
    trials = List.copyOf(trials);
    warnings = List.copyOf(warnings);
  }
}
