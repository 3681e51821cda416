package io.github.concurrencylab.model.child;

import io.github.concurrencylab.model.Printed;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The lab's side of a child process, whatever runs in it: its start, what it is sent and what it
 * says, its signs of life, its last words and its end. Nothing waits on its pipes but threads of
 * their own, which turn what it says into events of a queue.
 *
 * @param <M> what it says, one {@linkplain ChildProtocol message} at a time
 */
public final class ChildProcess<M> {
  /** How long it may take to be gone once it was killed. */
  private static final Duration KILLED = Duration.ofSeconds(10);

  /** Bytes of a message that are a sign of life by themselves: a large one takes its time. */
  private static final int LARGE = 1 << 20;

  /**
   * What a child did.
   *
   * @param <M> its messages
   */
  public sealed interface Event<M> {
    /** Whose event it is. */
    ChildProcess<M> child();

    /** It sent a message. */
    record Said<M>(ChildProcess<M> child, M message) implements Event<M> {}

    /** It says nothing more; how that came, in words with a subject. */
    record Ended<M>(ChildProcess<M> child, String how) implements Event<M> {}
  }

  private final String name;
  private final Process process;
  private final BlockingQueue<Event<M>> events;
  private final StdinWriter stdin;
  private final ErrorLines errorLines;
  private final AtomicLong heard = new AtomicLong();

  private ChildProcess(
      String name, Process process, ChildProtocol<M> protocol, BlockingQueue<Event<M>> events) {
    this.name = name;
    this.process = process;
    this.events = events;
    this.stdin = new StdinWriter(process, name + "-in");
    this.errorLines = new ErrorLines(process, name, protocol::isWorthKeeping);
  }

  /**
   * Starts a process, whole or not at all.
   *
   * @param <M> what it says
   * @param name its name in messages, timelines and its threads' names
   * @param builder what to start
   * @param protocol how it speaks
   * @param events takes what it does; several children may share one
   * @return the child, which may not be ready yet
   * @throws IOException if the system refuses the process or a thread; nothing is left
   */
  public static <M> ChildProcess<M> start(
      String name,
      ProcessBuilder builder,
      ChildProtocol<M> protocol,
      BlockingQueue<Event<M>> events)
      throws IOException {
    return Launch.start(
        builder,
        process -> {
          ChildProcess<M> child = new ChildProcess<>(name, process, protocol, events);
          var _ =
              Thread.ofPlatform().daemon().name(name + "-out").start(() -> child.read(protocol));
          return child;
        });
  }

  private void read(ChildProtocol<M> protocol) {
    try (InputStream in = new BufferedInputStream(new Heard(process.getInputStream()))) {
      M message;
      while ((message = protocol.read(in)) != null) {
        heard.incrementAndGet();
        events.add(new Event.Said<>(this, message));
      }
      events.add(new Event.Ended<>(this, "it ended"));
    } catch (IOException broken) {
      String how = broken.getMessage();
      events.add(new Event.Ended<>(this, how == null ? "its output broke off" : how));
    } catch (OutOfMemoryError full) {
      // Whoever waits for it would wait for ever.
      events.add(new Event.Ended<>(this, "no memory was left for what it sent: " + full));
    }
  }

  /** Counts what comes in. */
  private final class Heard extends FilterInputStream {
    private long bytes;

    Heard(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      bytes += Math.max(0, read);
      if (bytes >= LARGE) {
        bytes = 0;
        heard.incrementAndGet();
      }
      return read;
    }
  }

  /**
   * Its name in messages and timelines.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Its process.
   *
   * @return the handle
   */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  /**
   * What it does next, or another child with the same queue.
   *
   * @param patience how long to wait for it
   * @return the event, or null if there is none for so long
   * @throws InterruptedException if interrupted
   */
  public @Nullable Event<M> next(Duration patience) throws InterruptedException {
    return events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Sends something; does not wait until it was read.
   *
   * @param bytes at least one, which nobody changes any more
   * @throws IOException if the system has no thread left for it
   */
  public void send(byte[] bytes) throws IOException {
    stdin.send(bytes);
  }

  /** Says that it has answered what it was sent last. */
  public void answered() {
    stdin.answered();
  }

  /**
   * A sign of life: it speaks, or reads what it was sent.
   *
   * @return a number that grows for as long as it lives and has something to do
   */
  public long signsOfLife() {
    return heard.get() + stdin.pieces();
  }

  /**
   * Shows what it prints from now on.
   *
   * @param printed takes each line of its error stream, by the task that its label names or by this
   *     child's name
   */
  public void show(Printed printed) {
    errorLines.show(printed);
  }

  /**
   * How it ended and what it last wrote to its error stream.
   *
   * @return one line
   * @throws InterruptedException if interrupted while waiting for it a moment
   */
  public String lastWords() throws InterruptedException {
    return errorLines.lastWords();
  }

  /** Asks it to end, by ending its standard input. */
  public void end() {
    stdin.close();
  }

  /** Ends it at once. */
  public void kill() {
    // Not by the process itself, which would throw away what is still unread of its output.
    process.toHandle().destroyForcibly();
    stdin.close();
  }

  /**
   * Makes sure that it has ended, and that all it wrote was read. An interruption ends the
   * patience, not the wait, and is there again afterwards.
   *
   * @param deadlineNanos when it is killed at the latest, by {@link System#nanoTime}
   */
  public void awaitEnd(long deadlineNanos) {
    boolean interrupted = false;
    long deadline = deadlineNanos;
    while (true) {
      try {
        if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          kill();
          // One that a dead disk holds in the system's hands does not even end then.
          var ignored = process.waitFor(KILLED.toMillis(), TimeUnit.MILLISECONDS);
        }
        break;
      } catch (InterruptedException now) {
        interrupted = true;
        deadline = System.nanoTime();
      }
    }
    release();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets go of its pipes, once what it wrote was read: a child of its own may hold them too. */
  public void release() {
    errorLines.awaitEnd();
    process.destroyForcibly();
  }
}
