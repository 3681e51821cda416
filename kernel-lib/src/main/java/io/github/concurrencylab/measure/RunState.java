package io.github.concurrencylab.measure;

import java.util.Locale;

/** How far a run has come. */
public enum RunState {
  /** It goes on. */
  RUNNING,

  /** It came to its end. A model that failed does not change that. */
  COMPLETE,

  /** It was stopped. */
  INTERRUPTED,

  /** It ended with an error. */
  FAILED,

  /** It went no further, and nobody said why: its program was killed, or crashed. */
  CUT_SHORT;

  /**
   * The state in words.
   *
   * @return {@code "cut short"} for example
   */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
