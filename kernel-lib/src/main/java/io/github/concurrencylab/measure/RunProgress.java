package io.github.concurrencylab.measure;

import io.github.concurrencylab.base.Words;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param model the model being run; of a run that waits, what it waits for
 * @param finished trials that have ended, warm-ups included
 * @param all trials there will be, warm-ups included; 0 while the run waits for another
 * @param share how much of the whole is done, from 0 to 1
 * @param forecast an estimate of the times; null before there is one
 */
public record RunProgress(
    String model, int finished, int all, double share, @Nullable Forecast forecast) {
  /**
   * What a run is expected to take.
   *
   * @param secondsLeft from now on
   * @param secondsInAll from the first warm-up to the last trial
   */
  public record Forecast(double secondsLeft, double secondsInAll) {}

  /**
   * The progress of a run that waits.
   *
   * @param what what it waits for
   * @return nothing done yet
   */
  public static RunProgress waiting(String what) {
    return new RunProgress(what, 0, 0, 0, null);
  }

  /**
   * The progress in words.
   *
   * @return one line: {@code threads(16): trial 7 of 24, 41 s left of 1 min 2 s}, or {@code waiting
   *     for another measurement: article under threads(16), since 12 s, process 4711}
   */
  public String words() {
    if (all == 0) {
      return "waiting for " + model;
    }
    String left =
        forecast == null
            ? ""
            : ", "
                + Words.duration(forecast.secondsLeft())
                + " left of "
                + Words.duration(forecast.secondsInAll());
    return String.format(
        Locale.ROOT, "%s: trial %,d of %,d%s", model, Math.min(finished + 1, all), all, left);
  }
}
