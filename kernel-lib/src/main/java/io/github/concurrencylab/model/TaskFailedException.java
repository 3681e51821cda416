package io.github.concurrencylab.model;

import io.github.concurrencylab.base.Check;
import org.jspecify.annotations.Nullable;

/**
 * A task threw, or the process that ran it died. The message is one line that names both, whatever
 * the task had to say.
 */
public final class TaskFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 2_500;

  /**
   * Creates one that names what failed.
   *
   * @param message which task of which workload, under which model, and how; what of it breaks a
   *     line or is invisible is left out, and it is cut when long
   * @param cause what the task threw, if it is at hand
   */
  public TaskFailedException(String message, @Nullable Throwable cause) {
    super(Check.line(message.replaceAll("\\s+", " "), LONGEST), cause);
  }
}
