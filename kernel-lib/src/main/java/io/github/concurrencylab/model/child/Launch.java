package io.github.concurrencylab.model.child;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Starts a process whole or not at all: where the system's limit on threads is reached, a process
 * may be there already that nobody could watch.
 */
public final class Launch {
  /** What to do where the system refuses a process, or a thread to watch it. */
  public static final String REMEDY =
      "; use fewer workers, or raise the limit on processes or memory";

  /** How far the system's own times of start may be off. */
  private static final Duration INEXACT = Duration.ofSeconds(2);

  /** The lab's own children, which end in their own way. */
  private static final Set<ProcessHandle> OWN = ConcurrentHashMap.newKeySet();

  private Launch() {}

  /** Makes what watches a process, threads above all. */
  @FunctionalInterface
  public interface Watch<T> {
    /**
     * Makes it.
     *
     * @param process to be watched
     * @return what watches it
     */
    T over(Process process);
  }

  /**
   * A child that is a Java virtual machine of its own: a debugger or agent that variables mean for
   * this one is not meant for it.
   *
   * @param command what to start
   * @return not yet started
   */
  public static ProcessBuilder virtualMachine(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("_JAVA_OPTIONS");
    return builder;
  }

  /**
   * Starts a process and what watches it.
   *
   * @param <T> what that is
   * @param builder what to start
   * @param watch makes it
   * @return what watches the process
   * @throws IOException if the system refuses the process or a thread; nothing is left
   */
  public static <T> T start(ProcessBuilder builder, Watch<T> watch) throws IOException {
    Instant asked = Instant.now();
    Process process;
    try {
      process = builder.start();
    } catch (OutOfMemoryError noThread) {
      // There was none left for the thread that awaits the process's end. Killed, the process keeps
      // its entry in the system's list until this virtual machine ends, and nothing else.
      killLost(builder.command(), asked.minus(INEXACT));
      throw new IOException(noThread.getMessage(), noThread);
    }
    OWN.add(process.toHandle());
    var _ = process.onExit().thenAccept(ended -> OWN.remove(ended.toHandle()));
    try {
      return watch.over(process);
    } catch (OutOfMemoryError noThread) {
      process.destroyForcibly();
      throw new IOException(noThread.getMessage(), noThread);
    }
  }

  /**
   * The children of this virtual machine that the lab did not start, but a cell or a library.
   *
   * @return those that live
   */
  public static Set<ProcessHandle> foreign() {
    Set<ProcessHandle> children = ProcessHandle.current().children().collect(Collectors.toSet());
    children.removeAll(OWN);
    return children;
  }

  private static void killLost(List<String> command, Instant since) {
    ProcessHandle.current()
        .children()
        .filter(child -> !child.info().startInstant().orElse(since).isBefore(since))
        .filter(child -> runs(child.info(), command))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Whether a process was started by that command. */
  static boolean runs(ProcessHandle.Info process, List<String> command) {
    return process
        .arguments()
        .map(arguments -> List.of(arguments).equals(command.subList(1, command.size())))
        .orElseGet(() -> beginsAs(String.join(" ", command), process.commandLine()));
  }

  /** Of a command longer than a page of memory, Linux gives its beginning in one piece. */
  private static boolean beginsAs(String command, Optional<String> line) {
    // A letter of up to four bytes may be cut, and read as three marks of an error.
    return line.map(text -> text.substring(0, Math.max(0, text.length() - 3)))
        .filter(text -> !text.isBlank() && command.startsWith(text))
        .isPresent();
  }
}
