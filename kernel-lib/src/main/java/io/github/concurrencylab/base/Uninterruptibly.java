package io.github.concurrencylab.base;

/** Waits that an interruption does not break off; it is there again afterwards. */
public final class Uninterruptibly {
  private Uninterruptibly() {}

  /** A wait that an interruption would break off. */
  @FunctionalInterface
  public interface Wait {
    /**
     * Waits; begun anew after an interruption, so that its bound is best a moment, not a duration.
     *
     * @throws InterruptedException if interrupted
     */
    void await() throws InterruptedException;
  }

  /** Returns when a wait was not broken off. */
  public static void await(Wait wait) {
    boolean interrupted = false;
    while (true) {
      try {
        wait.await();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when a thread has ended. */
  public static void join(Thread thread) {
    await(thread::join);
  }
}
