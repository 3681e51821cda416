package io.github.concurrencylab.measure;

/** A trial's results are wrong. The message is one line that names the model and what is wrong. */
public final class WrongResultException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates one that says what is wrong.
   *
   * @param message the model, the trial and the fault
   */
  public WrongResultException(String message) {
    super(message);
  }
}
