package io.github.concurrencylab.model;

import org.jspecify.annotations.Nullable;

/** A model cannot be run here, or not on this workload. One line says why, and what would help. */
public final class ModelUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates one that says why.
   *
   * @param message the model, what was tried, and the remedy
   * @param cause what was thrown, if anything
   */
  public ModelUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
