package io.github.concurrencylab.model.python;

import io.github.concurrencylab.model.child.ErrorLines;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.StdinWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One process of an interpreter: two threads turn what it says into events, and nothing waits on
 * its pipes but they.
 */
final class Interpreter implements AutoCloseable {
  /** How long it may take to end itself and its children once its input has ended. */
  private static final Duration ASKED = Duration.ofMillis(200);

  /** How long whatever is left may take to be gone once it was killed. */
  private static final Duration KILLED = Duration.ofMillis(150);

  /** What an interpreter did. */
  sealed interface Event {
    /** It sent a message. */
    record Said(PythonMessage message) implements Event {}

    /** It says nothing more, for this reason. */
    record Ended(String why) implements Event {}
  }

  private final Process process;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final StdinWriter outbox;
  private final ErrorLines errorLines;

  private Interpreter(Process process) {
    this.process = process;
    this.outbox = new StdinWriter(process, "python-in");
    this.errorLines = new ErrorLines(process, "python-err");
  }

  /**
   * Starts a process.
   *
   * @param command what to start
   * @return the interpreter
   * @throws IOException if the system refuses
   */
  static Interpreter start(List<String> command) throws IOException {
    return Launch.start(
        new ProcessBuilder(command),
        process -> {
          Interpreter interpreter = new Interpreter(process);
          var _ = Thread.ofPlatform().daemon().name("python-out").start(interpreter::readMessages);
          return interpreter;
        });
  }

  private void readMessages() {
    try (InputStream in = new BufferedInputStream(process.getInputStream())) {
      PythonMessage message;
      while ((message = PythonMessage.read(in)) != null) {
        events.add(new Event.Said(message));
      }
      events.add(new Event.Ended("it ended"));
    } catch (IOException broken) {
      events.add(new Event.Ended(String.valueOf(broken.getMessage())));
    } catch (OutOfMemoryError full) {
      // Whoever waits for it would wait for ever.
      events.add(new Event.Ended("no memory for what it said: " + full));
    }
  }

  /** Sends a line; does not wait until it was read. */
  void send(byte[] line) throws IOException {
    outbox.send(line);
  }

  /** Says that it has answered what it was sent last. */
  void answered() {
    outbox.answered();
  }

  /** A number that grows while it reads what it was sent. */
  long piecesRead() {
    return outbox.pieces();
  }

  /** What it does next, or null if that is nothing for so long. */
  @Nullable Event next(Duration patience) throws InterruptedException {
    return events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How it ended and what it last wrote to its error stream, in one line. */
  String lastWords() throws InterruptedException {
    return errorLines.lastWords();
  }

  long pid() {
    return process.pid();
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
    Set<ProcessHandle> all = new LinkedHashSet<>(process.descendants().toList());
    all.add(process.toHandle());
    outbox.close();
    boolean interrupted = awaitEnd(all, asked);
    process.descendants().forEach(all::add);
    all.stream().filter(handle -> !cleansUp(handle)).forEach(ProcessHandle::destroyForcibly);
    interrupted |= awaitEnd(all, KILLED);
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

  private boolean awaitEnd(Collection<ProcessHandle> all, Duration patience) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline
        && (process.isAlive() || !all.stream().allMatch(Interpreter::isGone))) {
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
