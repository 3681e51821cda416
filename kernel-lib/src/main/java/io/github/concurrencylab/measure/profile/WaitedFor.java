package io.github.concurrencylab.measure.profile;

/**
 * Something that workers waited for.
 *
 * @param state {@link WorkerState#LOCK} or {@link WorkerState#WAITING}
 * @param object what it is: the lock's class, for example
 * @param at the method that waited
 * @param workers how many workers waited for it
 * @param waits how often and how long
 */
public record WaitedFor(WorkerState state, String object, String at, int workers, Waits waits) {
  /** What a global lock is called. */
  public static final String GLOBAL_LOCK = "the global lock";

  /**
   * How often and how long, all workers together.
   *
   * @param times how many waits
   * @param seconds their sum
   */
  public record Waits(int times, double seconds) {}
}
