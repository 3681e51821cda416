package io.github.concurrencylab.model.python;

import io.github.concurrencylab.model.child.ChildProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One process of an interpreter, and the processes that it starts itself: they end together.
 *
 * @param child the interpreter's own process
 */
record Interpreter(ChildProcess<PythonMessage> child) implements AutoCloseable {
  /** How long it may take to end itself and its children once its input has ended. */
  private static final Duration ASKED = Duration.ofMillis(200);

  /** How long whatever is left may take to be gone once it was killed. */
  private static final Duration KILLED = Duration.ofMillis(150);

  /**
   * Starts a process.
   *
   * @param command what to start
   * @return the interpreter
   * @throws IOException if the system refuses
   */
  static Interpreter start(List<String> command) throws IOException {
    return new Interpreter(
        ChildProcess.start(
            "python",
            new ProcessBuilder(command),
            PythonMessage::read,
            new LinkedBlockingQueue<>()));
  }

  long pid() {
    return child.handle().pid();
  }

  /**
   * Ends it and all that it started, and returns when they are gone, within 0.4 s. At first it is
   * asked, by ending its input: then it ends its children itself and waits for them, so that none
   * is left for others to collect. If it does not, all are killed, but for the helper that cleans
   * up after them.
   */
  @Override
  public void close() {
    end(ASKED);
  }

  /** The same without asking first. */
  void kill() {
    end(Duration.ZERO);
  }

  private void end(Duration asked) {
    ProcessHandle process = child.handle();
    Set<ProcessHandle> all = new LinkedHashSet<>(process.descendants().toList());
    all.add(process);
    child.end();
    boolean interrupted = awaitEnd(all, asked);
    process.descendants().forEach(all::add);
    all.stream().filter(handle -> !cleansUp(handle)).forEach(ProcessHandle::destroyForcibly);
    interrupted |= awaitEnd(all, KILLED);
    child.release();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Whether it is CPython's own helper that ends by itself when all others are gone, and then
   * removes the semaphores that they had in the system.
   */
  static boolean cleansUp(ProcessHandle handle) {
    return Stream.of(handle.info().arguments().orElse(new String[0]))
        .anyMatch(argument -> argument.contains("multiprocessing.resource_tracker"));
  }

  private static boolean awaitEnd(Collection<ProcessHandle> all, Duration patience) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline && !all.stream().allMatch(Interpreter::isGone)) {
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    return interrupted;
  }

  /**
   * Whether a process of ours has ended. If its parent did not wait for it, it stays in the
   * system's table until the first of all processes does, which may take seconds; of such a one the
   * system knows the number but no command.
   */
  static boolean isGone(ProcessHandle process) {
    return !process.isAlive() || process.info().command().isEmpty();
  }
}
