package io.github.concurrencylab.base.poll;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The threads that run code of cells now, platform threads and virtual ones. */
public final class PollingThreads {
  /** How the names of all classes begin that cells define. */
  public static final String CELLS = "REPL.";

  private static final String LAB = "io.github.concurrencylab.";

  private PollingThreads() {}

  /**
   * Looks at every thread.
   *
   * @return those that have code of a cell on their stack, with the stack, the innermost call first
   */
  public static Map<Thread, StackTraceElement[]> now() {
    Map<Thread, StackTraceElement[]> found = new HashMap<>();
    Thread.getAllStackTraces()
        .forEach((thread, stack) -> {
          if (innermostCell(stack) >= 0) {
            found.put(thread, stack);
          }
        });
    virtual()
        .forEach(thread -> {
          StackTraceElement[] stack = thread.getStackTrace();
          if (innermostCell(stack) >= 0) {
            found.put(thread, stack);
          }
        });
    return found;
  }

  /**
   * Whether a cell's code has called the lab, which is to end in its own way.
   *
   * @param stack a stack of {@link #now}
   * @return true if the lab was called after the innermost code of a cell
   */
  public static boolean isInLab(StackTraceElement[] stack) {
    return Stream.of(stack)
        .limit(Math.max(0, innermostCell(stack)))
        .anyMatch(frame -> frame.getClassName().startsWith(LAB));
  }

  /** What a thread waits in that runs code of a cell. */
  public enum Wait {
    /** It does not wait, or has no code of a cell on its stack: then it may never poll. */
    NONE,

    /** At a monitor or in a call behind which a poll stands: it polls as soon as it goes on. */
    KNOWN,

    /** In a library: it polls at some time after it has gone on. */
    HIDDEN
  }

  /**
   * Whether a thread waits, for a monitor, a lock, time or another thread.
   *
   * @param thread the thread
   * @return what it waits in
   */
  public static Wait wait(Thread thread) {
    Thread.State state = thread.getState();
    if (state == Thread.State.RUNNABLE) {
      return Wait.NONE;
    }
    StackTraceElement[] stack = thread.getStackTrace();
    int cell = innermostCell(stack);
    if (cell < 0) {
      return Wait.NONE;
    }
    boolean known =
        cell == 0
            ? state == Thread.State.BLOCKED
            : PolledCode.waits(stack[cell - 1].getClassName(), stack[cell - 1].getMethodName());
    return known ? Wait.KNOWN : Wait.HIDDEN;
  }

  /** The index of the innermost call of code of a cell; -1 if there is none. */
  static int innermostCell(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length; i++) {
      if (stack[i].getClassName().startsWith(CELLS)) {
        return i;
      }
    }
    return -1;
  }

  /** All virtual threads; none where the virtual machine does not let this class see them. */
  private static Stream<Thread> virtual() {
    try {
      Class<?> container = Class.forName("jdk.internal.vm.ThreadContainer");
      Method children = container.getMethod("children");
      Method threads = container.getMethod("threads");
      Object root =
          Class.forName("jdk.internal.vm.ThreadContainers").getMethod("root").invoke(null);
      return containers(root, children)
          .flatMap(each -> PollingThreads.<Thread>stream(threads, each))
          .filter(Thread::isVirtual);
    } catch (ReflectiveOperationException | RuntimeException notExported) {
      return Stream.empty();
    }
  }

  private static Stream<Object> containers(Object container, Method children) {
    return Stream.concat(
        Stream.of(container),
        PollingThreads.<Object>stream(children, container)
            .flatMap(child -> containers(child, children)));
  }

  @SuppressWarnings("unchecked")
  private static <T> Stream<T> stream(Method method, Object target) {
    try {
      return (Stream<T>) method.invoke(target);
    } catch (ReflectiveOperationException notThere) {
      throw new IllegalStateException(notThere);
    }
  }
}
