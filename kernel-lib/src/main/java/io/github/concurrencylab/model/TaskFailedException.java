package io.github.concurrencylab.model;

import org.jspecify.annotations.Nullable;

/** A task threw, or the process that ran it died. The message is one line that names both. */
public final class TaskFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Names what failed.
   *
   * @param message which task of which workload, under which model, and how
   * @param cause what the task threw, if it is at hand
   */
  public TaskFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
