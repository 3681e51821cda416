package io.github.concurrencylab.measure;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come.
 *
 * @param model the model being run
 * @param finished trials that have ended, warm-ups included
 * @param all trials there will be, warm-ups included
 * @param share how much of the whole is done, from 0 to 1
 * @param secondsLeft an estimate of the time left; null before there is one
 */
public record RunProgress(
    String model, int finished, int all, double share, @Nullable Double secondsLeft) {
  /**
   * The progress in words.
   *
   * @return one line: {@code threads(16): trial 7 of 24, 41 s left}
   */
  public String words() {
    String left = secondsLeft == null ? "" : ", " + Eta.words(secondsLeft) + " left";
    return String.format(
        Locale.ROOT, "%s: trial %,d of %,d%s", model, Math.min(finished + 1, all), all, left);
  }
}
