package io.github.concurrencylab.model.process;

import io.github.concurrencylab.model.ErrorLines;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The parent's side of one child process: two threads turn what it says into events, and nothing
 * waits on its pipes but they.
 */
final class Child {
  /** What a child did. */
  sealed interface Event {
    /** Whose event it is. */
    Child child();

    /** It sent a frame. */
    record Said(Child child, Frame frame) implements Event {}

    /** It said nothing more, for this reason; null if its output simply ended. */
    record Ended(Child child, @Nullable IOException why) implements Event {}
  }

  private final String name;
  private final Process process;
  private final OutputStream toChild;
  private final ErrorLines errorLines;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.toChild = new BufferedOutputStream(process.getOutputStream());
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
    ProcessBuilder builder = new ProcessBuilder(command);
    // A debugger or agent meant for this virtual machine is not meant for its children.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().remove("_JAVA_OPTIONS");
    Process process = builder.start();
    Child child = new Child(name, process);
    var _ =
        Thread.ofPlatform()
            .daemon()
            .name(name + "-out")
            .start(() -> child.readFrames(process.getInputStream(), events));
    return child;
  }

  private void readFrames(InputStream pipe, Consumer<Event> events) {
    try (InputStream in = new BufferedInputStream(pipe)) {
      Frame frame;
      while ((frame = Frame.read(in)) != null) {
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

  String name() {
    return name;
  }

  void send(Frame frame) throws IOException {
    Frame.write(toChild, frame);
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
    try {
      process.getOutputStream().close();
    } catch (IOException gone) {
      // It has ended already.
    }
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
      process.waitFor();
    }
  }

  /** Ends it at once. */
  void kill() {
    process.destroyForcibly();
  }
}
