package io.github.concurrencylab.base;

import java.util.Arrays;
import java.util.List;

/**
 * The frames of a stack trace that say something to whoever wrote a task: without those of the lab
 * and of the kernel, and without what lies below the user's own code.
 */
public final class UserFrames {
  /** Causes of causes that are looked at: a chain may be a ring. */
  public static final int MOST_CAUSES = 20;

  private static final int MOST_FRAMES = 100;

  /** Of an endless recursion each frame is like the others. */
  private static final int FRAMES_OF_OVERFLOW = 5;

  private static final List<String> LAB_AND_KERNEL =
      List.of("io.github.concurrencylab.", "org.dflib.jjava.", "jdk.jshell.");

  private static final List<String> PLATFORM =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private UserFrames() {}

  /**
   * The frames of one error, without its causes'.
   *
   * @param thrown the error
   * @return the outermost is the first of the user's own code; where there is none, what was called
   *     instead of it
   */
  public static StackTraceElement[] of(Throwable thrown) {
    StackTraceElement[] all = thrown.getStackTrace();
    int users = all.length;
    while (users > 0 && !isUsers(all[users - 1])) {
      users--;
    }
    int below = 0;
    while (below < all.length && !starts(all[below], LAB_AND_KERNEL)) {
      below++;
    }
    return Arrays.stream(all)
        .limit(users > 0 ? users : below)
        .filter(frame -> !starts(frame, LAB_AND_KERNEL))
        .limit(thrown instanceof StackOverflowError ? FRAMES_OF_OVERFLOW : MOST_FRAMES)
        .toArray(StackTraceElement[]::new);
  }

  /**
   * Leaves an error and its causes no other frames.
   *
   * @param thrown the error
   */
  public static void keepIn(Throwable thrown) {
    Throwable one = thrown;
    for (int depth = 0; one != null && depth < MOST_CAUSES; depth++) {
      one.setStackTrace(of(one));
      one = one.getCause();
    }
  }

  /**
   * Whether an error was made by the user's own code, not by what that had called.
   *
   * @param thrown the error
   * @return true if its first frame is the user's
   */
  public static boolean threw(Throwable thrown) {
    StackTraceElement[] all = thrown.getStackTrace();
    return all.length > 0 && isUsers(all[0]);
  }

  private static boolean isUsers(StackTraceElement frame) {
    return !starts(frame, LAB_AND_KERNEL) && !starts(frame, PLATFORM);
  }

  private static boolean starts(StackTraceElement frame, List<String> prefixes) {
    return prefixes.stream().anyMatch(frame.getClassName()::startsWith);
  }
}
