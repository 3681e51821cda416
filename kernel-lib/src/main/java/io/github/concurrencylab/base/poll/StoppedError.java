package io.github.concurrencylab.base.poll;

/**
 * Thrown in code of a cell that was stopped. An error and no exception, so that little code takes
 * it for something that it could mend; what catches it all the same meets it again at its next jump
 * back.
 */
public final class StoppedError extends Error {
  private static final long serialVersionUID = 1;

  /** Made where a stopped thread polls. */
  public StoppedError() {
    super("this code was stopped by the stop button");
  }

  /**
   * Whether something thrown says that its thread was stopped, itself or as a cause.
   *
   * @param thrown what was thrown
   * @return true if it does
   */
  public static boolean isBehind(Throwable thrown) {
    Throwable cause = thrown;
    // Bounded: causes can lead round in a circle.
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof StoppedError) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
