package io.github.concurrencylab.model.gil;

/**
 * A lock that only the thread that holds it may compute under, and that is handed over at
 * safepoints. A thread is known to it by its {@link LockHistory}.
 */
interface GlobalLock {
  /**
   * Takes the lock.
   *
   * @param me the calling thread's turns; it must not hold the lock
   * @throws InterruptedException if interrupted while waiting; the lock is not held then
   */
  void take(LockHistory me) throws InterruptedException;

  /**
   * Lets the lock go.
   *
   * @param me the calling thread's turns; it must hold the lock
   */
  void drop(LockHistory me);

  /**
   * Lets another thread have the lock, if the protocol says so, and takes it again.
   *
   * @param me the calling thread's turns; it must hold the lock
   * @param units how much was done since the last call
   * @throws InterruptedException if interrupted while waiting; the lock is not held then
   */
  void reached(LockHistory me, long units) throws InterruptedException;

  /** How often the lock went from one thread to another. */
  long handOvers();
}
