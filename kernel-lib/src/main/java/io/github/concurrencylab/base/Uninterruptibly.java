package io.github.concurrencylab.base;

/** Waits that an interruption does not break off; it is there again afterwards. */
public final class Uninterruptibly {
  private Uninterruptibly() {}

  /** Returns when a thread has ended. */
  public static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
