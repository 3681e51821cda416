package io.github.concurrencylab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A bound in time, on a machine that may be busy with something else at that moment: one attempt of
 * a few must keep it. What an attempt asserts besides must hold each time.
 */
public final class Attempts {
  private static final int MOST = 4;

  private Attempts() {}

  /**
   * Fails unless an attempt keeps the bound.
   *
   * @param most the bound, in milliseconds
   * @param attempt does it, and returns how many milliseconds it took
   */
  public static void assertWithinMillis(long most, Callable<Long> attempt) throws Exception {
    List<Long> all = new ArrayList<>();
    while (all.size() < MOST) {
      long millis = attempt.call();
      if (millis < most) {
        return;
      }
      all.add(millis);
    }
    assertThat(all).as("milliseconds of each attempt").anyMatch(millis -> millis < most);
  }
}
