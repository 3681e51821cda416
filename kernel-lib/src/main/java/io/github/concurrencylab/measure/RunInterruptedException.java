package io.github.concurrencylab.measure;

import java.util.concurrent.CancellationException;

/** A run was interrupted, by the stop button for example. Nothing that it started goes on. */
public final class RunInterruptedException extends CancellationException {
  private static final long serialVersionUID = 1;

  private final transient Measurement finished;

  RunInterruptedException(String message, Measurement finished) {
    super(message);
    this.finished = finished;
  }

  /**
   * The trials that had ended.
   *
   * @return a measurement, perhaps without trials
   */
  public Measurement finished() {
    return finished;
  }
}
