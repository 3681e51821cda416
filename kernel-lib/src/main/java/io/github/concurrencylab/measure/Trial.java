package io.github.concurrencylab.measure;

/**
 * One trial: a workload run once under a model.
 *
 * @param model the model's name
 * @param number which trial of that model, from 1
 * @param timing its times
 * @param outcome what came of it
 */
public record Trial(String model, int number, Timing timing, Outcome outcome) {
  /**
   * A model that could not be measured: its one row says why.
   *
   * @param model the model's name
   * @param failure why, in one line
   * @return a trial without times
   */
  public static Trial failed(String model, String failure) {
    return new Trial(model, 1, Timing.NOT_MEASURED, Outcome.failed(failure));
  }
}
