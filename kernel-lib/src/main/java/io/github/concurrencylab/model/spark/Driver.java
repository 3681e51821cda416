package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.model.child.ErrorLines;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.StdinWriter;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lab's side of a driver's process: threads of its own turn what it says into events, and
 * nothing waits on its pipes but they.
 */
final class Driver {
  private static final Duration ASKED = Duration.ofSeconds(5);

  /** How long it may take to be gone once it was killed. */
  private static final Duration KILLED = Duration.ofSeconds(10);

  /** What Spark needs to be open; its own start scripts say the same. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.base/sun.nio.cs",
          "java.base/sun.security.action",
          "java.base/sun.util.calendar");

  /** What a driver did. */
  sealed interface Event {
    /** It sent a message. */
    record Said(DriverMessage message) implements Event {}

    /** It says nothing more, for this reason. */
    record Ended(String why) implements Event {}
  }

  private final Process process;
  private final Path scratch;
  private final StdinWriter outbox;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final ErrorLines errorLines;

  private Driver(Process process, Path scratch) {
    this.process = process;
    this.scratch = scratch;
    this.outbox = new StdinWriter(process, "spark-in");
    this.errorLines = new ErrorLines(process, "spark-err", Driver::isWorthKeeping);
  }

  /**
   * Starts a driver.
   *
   * @param spark the model
   * @param jars Spark's jars
   * @param engine the jar with the class that is compiled against them
   * @return the driver, which is not ready yet
   * @throws IOException if the system refuses
   */
  static Driver start(Spark spark, SparkJars jars, Path engine) throws IOException {
    Path scratch = Files.createTempDirectory("concurrency-lab-spark-");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx1g", "-Djava.io.tmpdir=" + scratch, "-Dspark.local.dir=" + scratch));
    command.add("--enable-native-access=ALL-UNNAMED");
    OPENED.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
    String classPath =
        String.join(
            File.pathSeparator, engine.toString(), SparkJars.lab().toString(), jars.classPath());
    command.addAll(List.of("-cp", classPath, DriverMain.class.getName(), spark.master()));
    command.addAll(List.of(engine.toString(), SparkJars.lab().toString()));
    return start(command, scratch);
  }

  /** The same with any command, and a folder for its files that is removed with it. */
  static Driver start(List<String> command, Path scratch) throws IOException {
    try {
      return Launch.start(
          Launch.virtualMachine(command).directory(scratch.toFile()),
          process -> {
            Driver driver = new Driver(process, scratch);
            var _ = Thread.ofPlatform().daemon().name("spark-out").start(driver::readMessages);
            return driver;
          });
    } catch (IOException refused) {
      remove(scratch);
      throw refused;
    }
  }

  private void readMessages() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      DriverMessage message;
      while ((message = DriverMessage.read(in)) != null) {
        events.add(new Event.Said(message));
      }
      events.add(new Event.Ended("it ended"));
    } catch (IOException broken) {
      String message = broken.getMessage();
      events.add(new Event.Ended(message == null ? "its output broke off" : message));
    } catch (OutOfMemoryError full) {
      // Whoever waits for it would wait for ever.
      events.add(new Event.Ended("no memory for what it sent: " + full));
    }
  }

  /** Not so are stack traces, and what the virtual machine thinks of Spark's libraries. */
  private static boolean isWorthKeeping(String line) {
    return !line.startsWith("\t") && !line.startsWith("WARNING: ");
  }

  /** Sends a message; does not wait until it was read. */
  void send(DriverMessage message) throws IOException {
    outbox.send(DriverMessage.bytes(message));
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

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** How it ended and what it last wrote to its error stream, in one line. */
  String lastWords() throws InterruptedException {
    return errorLines.lastWords();
  }

  /** Ends it in order, at once if that takes too long, and returns when it is gone. */
  void close() {
    outbox.close();
    end(ASKED);
  }

  /** Ends it at once, and returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    outbox.close();
    end(Duration.ZERO);
  }

  private void end(Duration asked) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + asked.toNanos();
    while (true) {
      try {
        if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          process.destroyForcibly();
          var ignored = process.waitFor(KILLED.toMillis(), TimeUnit.MILLISECONDS);
        }
        break;
      } catch (InterruptedException again) {
        interrupted = true;
        deadline = System.nanoTime();
      }
    }
    remove(scratch);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException inUse) {
      // What is left lies in the system's folder for temporary files.
    }
  }
}
