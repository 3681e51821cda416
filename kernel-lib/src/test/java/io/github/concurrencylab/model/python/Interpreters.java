package io.github.concurrencylab.model.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Interpreters for tests: those installed side by side here, and false ones. */
final class Interpreters {
  private static final Path SIDE_BY_SIDE =
      Path.of(System.getProperty("user.home"), ".pyenv", "versions");

  private Interpreters() {}

  /** Those that pyenv has installed here; perhaps none. */
  static List<Path> installed() {
    if (!Files.isDirectory(SIDE_BY_SIDE)) {
      return List.of();
    }
    try (Stream<Path> versions = Files.list(SIDE_BY_SIDE)) {
      return versions
          .map(version -> version.resolve("bin/python"))
          .filter(Files::isExecutable)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One that is new enough, or not. */
  static List<Path> installed(boolean newEnough) {
    return installed().stream()
        .filter(path -> path.toString().matches(".*/versions/3\\.([6-9]|\\d\\d).*") == newEnough)
        .toList();
  }

  /** A shell script that takes an interpreter's place. */
  static String fake(Path directory, String... lines) throws IOException {
    Path script = directory.resolve("python-" + System.nanoTime());
    Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }

  /** Waits until all of some processes are gone, and returns those that are not. */
  static List<ProcessHandle> survivors(List<ProcessHandle> all, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline && !all.stream().allMatch(Interpreter::isGone)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return all.stream().filter(handle -> !Interpreter.isGone(handle)).toList();
  }

  /** The scripts' directories that this virtual machine has made and not removed. */
  static List<Path> scripts() {
    return scripts(ProcessHandle.current().pid());
  }

  /** The scripts' directories that a virtual machine has made and not removed. */
  static List<Path> scripts(long pid) {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(Script.prefix(pid)))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
