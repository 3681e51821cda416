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
    return failed(model, 1, failure);
  }

  /**
   * A trial that failed, and with it those of its model that would have followed.
   *
   * @param model the model's name
   * @param number which trial of that model, from 1
   * @param failure why, in one line
   * @return a trial without times
   */
  public static Trial failed(String model, int number, String failure) {
    return new Trial(model, number, Timing.NOT_MEASURED, Outcome.failed(failure));
  }
}
