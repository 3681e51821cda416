package io.github.concurrencylab.model;

/**
 * A time in which a thread waited for the global lock, or held it.
 *
 * @param worker the thread, {@code thread-3} for example
 * @param state which of the two
 * @param startNanos its start, since the execution's clock was started
 * @param endNanos its end, likewise
 */
public record LockSpan(String worker, State state, long startNanos, long endNanos) {
  /** What a thread has to do with the lock. */
  public enum State {
    /** It wants the lock, and another thread has it. */
    WAITING,

    /** It has the lock, and so may run. */
    HOLDING
  }
}
