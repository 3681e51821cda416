package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.UserCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jython, a Python on the Java virtual machine: one jar, fetched only for who uses it. */
final class JythonJar {
  /** The version that the lab was written for. */
  static final String VERSION = "2.7.4";

  private static final String NAME = "jython-standalone-" + VERSION + ".jar";

  private JythonJar() {}

  /** The jar, if it was fetched. */
  static Optional<Path> find() {
    return find(System.getenv(), System.getProperty("os.name"));
  }

  static Optional<Path> find(Map<String, String> environment, String system) {
    Path jar = UserCache.folder("jython", VERSION, environment, system).resolve(NAME);
    return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
  }

  /**
   * What starts it: this Java, with no more than keeps Jython from warnings about its old
   * libraries, and from a cache of its own in the user's home.
   */
  static List<String> command(Path jar) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Dpython.cachedir.skip=true",
        "-Dpython.import.site=false",
        "-Dpython.console.encoding=UTF-8",
        "-jar",
        jar.toString());
  }
}
