package io.github.concurrencylab.measure;

/** Waits that an interruption does not break off; it is there again afterwards. */
final class Uninterruptibly {
  private Uninterruptibly() {}

  /** Returns when a thread has ended. */
  static void join(Thread thread) {
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
