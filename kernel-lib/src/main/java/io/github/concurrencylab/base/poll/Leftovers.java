package io.github.concurrencylab.base.poll;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Threads that a stop did not end, since they met no poll: in native code, or in a library's loop
 * that calls nothing of the cell's. They end when they come back from there.
 */
public final class Leftovers {
  /** By the outermost code of a cell on its stack, which stays there as long as it goes on. */
  private static final Map<Thread, StackTraceElement> STOPPED = new LinkedHashMap<>();

  private static final int MOST_NAMED = 2;

  private static final long LOOK_MILLIS = 100;

  private Leftovers() {}

  /**
   * Says that a thread goes on though it was stopped. It is ended as soon as it is seen in code of
   * a cell again.
   *
   * @param thread the thread
   * @param stack its stack, as {@link PollingThreads#now} has it
   */
  public static synchronized void add(Thread thread, StackTraceElement[] stack) {
    if (STOPPED.isEmpty()) {
      Thread.ofPlatform().daemon().name("leftovers").start(Leftovers::endWhenBack);
    }
    STOPPED.putIfAbsent(thread, outermostCell(stack));
  }

  private static void endWhenBack() {
    try {
      while (anyLeft()) {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        Set<Thread> back = back();
        Predicate<Thread> which = back::contains;
        if (!back.isEmpty() && Polls.armIfIdle(which)) {
          TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
          Polls.disarm(which);
        }
      }
    } catch (InterruptedException kernelEnds) {
      // Then they end too.
    }
  }

  private static synchronized boolean anyLeft() {
    forgetEnded();
    return !STOPPED.isEmpty();
  }

  private static synchronized Set<Thread> back() {
    forgetEnded();
    return STOPPED.keySet().stream()
        .filter(thread -> PollingThreads.innermostCell(thread.getStackTrace()) == 0)
        .collect(Collectors.toSet());
  }

  /**
   * Whether a thread goes on though it was stopped.
   *
   * @param thread the thread
   * @return true if it does
   */
  public static synchronized boolean has(Thread thread) {
    forgetEnded();
    return STOPPED.containsKey(thread);
  }

  /**
   * The numbers of all threads that go on though they were stopped.
   *
   * @return as {@link Thread#threadId} has them
   */
  public static synchronized Set<Long> ids() {
    forgetEnded();
    return STOPPED.keySet().stream().map(Thread::threadId).collect(Collectors.toSet());
  }

  /**
   * What a reader of figures must know.
   *
   * @return one line, or none if nothing goes on
   */
  public static synchronized List<String> words() {
    forgetEnded();
    if (STOPPED.isEmpty()) {
      return List.of();
    }
    String threads =
        STOPPED.keySet().stream()
            .limit(MOST_NAMED)
            .map(thread -> name(thread) + where(thread.getStackTrace()))
            .collect(Collectors.joining(", "));
    int more = STOPPED.size() - MOST_NAMED;
    return List.of(
        "stopped, but still running: thread %s%s; restart the kernel to end it"
            .formatted(threads, more > 0 ? " and " + more + " more" : ""));
  }

  private static String name(Thread thread) {
    return thread.getName().isEmpty() ? "#" + thread.threadId() : thread.getName();
  }

  private static String where(StackTraceElement[] stack) {
    return stack.length == 0 ? "" : " in " + call(stack[0]);
  }

  private static String call(StackTraceElement frame) {
    String type = frame.getClassName();
    return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
  }

  private static void forgetEnded() {
    STOPPED
        .entrySet()
        .removeIf(entry -> {
          StackTraceElement[] stack = entry.getKey().getStackTrace();
          return PollingThreads.innermostCell(stack) < 0
              || !isSame(outermostCell(stack), entry.getValue());
        });
  }

  /** The line moves on while a method runs. */
  private static boolean isSame(StackTraceElement one, StackTraceElement other) {
    return one.getClassName().equals(other.getClassName())
        && one.getMethodName().equals(other.getMethodName());
  }

  private static StackTraceElement outermostCell(StackTraceElement[] stack) {
    StackTraceElement outermost = stack[0];
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().startsWith(PollingThreads.CELLS)) {
        outermost = frame;
      }
    }
    return outermost;
  }
}
