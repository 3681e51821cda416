package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.model.child.ChildProcess;
import io.github.concurrencylab.model.child.ChildProtocol;
import io.github.concurrencylab.model.child.Launch;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process of a driver, and the folder for its files, which goes with it.
 *
 * @param child the process
 * @param scratch the folder
 */
record Driver(ChildProcess<DriverMessage> child, Path scratch) {
  private static final Duration ASKED = Duration.ofSeconds(5);

  /** Its messages, and among its other lines neither stack traces nor what Java thinks of Spark. */
  private static final class Protocol implements ChildProtocol<DriverMessage> {
    @Override
    public @Nullable DriverMessage read(InputStream in) throws IOException {
      return DriverMessage.read(in);
    }

    @Override
    public boolean isWorthKeeping(String line) {
      return !line.startsWith("\t") && !line.startsWith("WARNING: ");
    }
  }

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
      return new Driver(
          ChildProcess.start(
              "spark",
              Launch.virtualMachine(command).directory(scratch.toFile()),
              new Protocol(),
              new LinkedBlockingQueue<>()),
          scratch);
    } catch (IOException refused) {
      remove(scratch);
      throw refused;
    }
  }

  /** Ends it in order, at once if that takes too long, and returns when it is gone. */
  void close() {
    child.end();
    awaitEnd(ASKED);
  }

  /** Ends it at once, and returns when it is gone. */
  void kill() {
    child.kill();
    awaitEnd(Duration.ZERO);
  }

  private void awaitEnd(Duration patience) {
    child.awaitEnd(System.nanoTime() + patience.toNanos());
    remove(scratch);
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
