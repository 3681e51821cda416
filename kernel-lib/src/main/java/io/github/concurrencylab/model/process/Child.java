package io.github.concurrencylab.model.process;

import io.github.concurrencylab.model.child.ErrorLines;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.StdinWriter;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parent's side of one child process: threads of its own turn what it says into events, and
 * nothing waits on its pipes but they.
 */
final class Child {
  /** How long a child may take to be gone once it was killed. */
  private static final Duration KILLED = Duration.ofSeconds(10);

  /** What a child did. */
  sealed interface Event {
    /** Whose event it is. */
    Child child();

    /** It sent a frame. */
    record Said(Child child, Frame frame) implements Event {}

    /** It said nothing more, for this reason; null if its output simply ended. */
    record Ended(Child child, @Nullable IOException why) implements Event {}
  }

  /** Bytes of a frame that are a sign of life by themselves: a large one takes its time. */
  private static final int LARGE = 1 << 20;

  private final String name;
  private final Process process;
  private final StdinWriter outbox;
  private final ErrorLines errorLines;
  private final AtomicLong heard = new AtomicLong();

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.outbox = new StdinWriter(process, name + "-in");
    this.errorLines = new ErrorLines(process, name + "-err");
  }

  /**
   * Starts a process.
   *
   * @param name its name in messages and timelines
   * @param command what to start
   * @param events takes what it says, on a thread of the child's own
   * @return the child
   * @throws IOException if the system refuses
   */
  static Child start(String name, List<String> command, Consumer<Event> events) throws IOException {
    return Launch.start(
        Launch.virtualMachine(command),
        process -> {
          Child child = new Child(name, process);
          var _ =
              Thread.ofPlatform()
                  .daemon()
                  .name(name + "-out")
                  .start(() -> child.readFrames(process.getInputStream(), events));
          return child;
        });
  }

  private void readFrames(InputStream pipe, Consumer<Event> events) {
    try (InputStream in = new BufferedInputStream(new Heard(pipe))) {
      Frame frame;
      while ((frame = Frame.read(in)) != null) {
        heard.incrementAndGet();
        events.accept(new Event.Said(this, frame));
      }
      events.accept(new Event.Ended(this, null));
    } catch (IOException broken) {
      events.accept(new Event.Ended(this, broken));
    } catch (OutOfMemoryError full) {
      // Whoever waits for it would wait for ever.
      events.accept(new Event.Ended(this, new IOException("no memory for what it sent: " + full)));
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

  /** A number that changes for as long as it lives and has work. */
  long signsOfLife() {
    return heard.get() + outbox.pieces();
  }

  String name() {
    return name;
  }

  /** Sends a {@linkplain Frame#bytes frame}; does not wait until the child has read it. */
  void send(byte[] frame) throws IOException {
    outbox.send(frame);
  }

  /** Says that it has answered what it was sent last. */
  void answered() {
    outbox.answered();
  }

  /** Processor time used so far; 0 where the system does not tell. */
  long cpuNanos() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** How it ended and what it last wrote to its error stream, in one line. */
  String lastWords() throws InterruptedException {
    return errorLines.lastWords();
  }

  /** Asks it to end, by ending its standard input. */
  void end() {
    outbox.close();
  }

  /**
   * Makes sure that it has ended.
   *
   * @param deadlineNanos when patience is over, by {@link System#nanoTime}
   * @throws InterruptedException if interrupted while waiting
   */
  void awaitEnd(long deadlineNanos) throws InterruptedException {
    if (!process.waitFor(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      process.destroyForcibly();
      // One that a dead disk holds in the system's hands does not even end then.
      var ignored = process.waitFor(KILLED.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly();
    outbox.close();
  }
}
