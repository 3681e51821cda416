package io.github.concurrencylab.model;

/**
 * Bytes that crossed a network, or would have if the tasks had run elsewhere, all tasks together.
 *
 * @param sent what went to the tasks
 * @param received what their results were
 */
public record Traffic(long sent, long received) {
  /** Nobody counted. */
  public static final Traffic NONE = new Traffic(0, 0);
}
