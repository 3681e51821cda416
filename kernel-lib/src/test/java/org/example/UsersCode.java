package org.example;

import java.io.IOException;
import java.util.logging.Logger;

/** Code of a user's own, as the lab sees it: it lies in none of its packages. */
public final class UsersCode {
  private UsersCode() {}

  /** Throws, because of what something else threw. */
  public static Object failing(int i) {
    try {
      return reciprocal(Math.min(i, 0));
    } catch (ArithmeticException division) {
      throw new IllegalStateException("planted", division);
    }
  }

  private static int reciprocal(int i) {
    return 1 / i;
  }

  /** Calls itself for ever. */
  @SuppressWarnings("InfiniteRecursion") // it is what the test is about
  public static long endless(long i) {
    return 1 + endless(i + 1);
  }

  /** Ends as if it had been told to, though nobody has told it. */
  @SuppressWarnings("DoNotCallSuggester") // the tests are there to call it
  public static Object interrupted(int i) throws InterruptedException {
    throw new InterruptedException("by itself");
  }

  /** Goes on, but leaves its thread interrupted. */
  public static Object interrupting(int i) {
    Thread.currentThread().interrupt();
    return i;
  }

  /** Says something in every way there is, and reads what it is told. */
  public static Object printing(int i) throws IOException, InterruptedException {
    System.out.println("out " + i);
    System.err.println("err " + i);
    Logger.getLogger("users").warning("logged " + i);
    Thread thread =
        new Thread(() -> {
          throw new IllegalStateException("uncaught " + i);
        });
    thread.start();
    thread.join();
    System.out.print("a line without end " + i);
    return System.in.read();
  }
}
