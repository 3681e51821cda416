package io.github.concurrencylab.model.python;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The script as a file, in a directory of its own that nobody else may enter: children that are
 * spawned read it again, so that it cannot come through a pipe. If this virtual machine is killed,
 * the script removes it.
 */
record Script(Path file) implements AutoCloseable {
  private static final String NAME = "trials.py";
  private static final String JYTHON = "jython_trials.py";

  /**
   * Writes the file for CPython and PyPy.
   *
   * @param parent where to make its directory
   * @return the script, which the caller closes
   * @throws IOException if it cannot be written
   */
  static Script write(Path parent) throws IOException {
    return write(parent, NAME);
  }

  /** The same for Jython. */
  static Script writeForJython(Path parent) throws IOException {
    return write(parent, JYTHON);
  }

  private static Script write(Path parent, String name) throws IOException {
    try (InputStream text = Script.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new FileNotFoundException(name + " is missing from the library");
      }
      Path directory = Files.createTempDirectory(parent, prefix(ProcessHandle.current().pid()));
      Script script = new Script(directory.resolve(name));
      try {
        var ignored = Files.copy(text, script.file);
      } catch (IOException noSpace) {
        script.close();
        throw noSpace;
      }
      return script;
    }
  }

  /**
   * What runs it. CPython and PyPy are isolated from the user's settings and modules, unbuffered,
   * and use UTF-8 whatever the locale.
   *
   * @param interpreter what starts the interpreter
   */
  List<String> command(List<String> interpreter) {
    boolean jython = file.endsWith(JYTHON);
    return Stream.of(
            interpreter,
            jython ? List.<String>of() : List.of("-I", "-u", "-X", "utf8"),
            List.of(file.toString(), "temporary"))
        .flatMap(List::stream)
        .toList();
  }

  /** How the name of a directory begins that some virtual machine has made. */
  static String prefix(long pid) {
    return "concurrency-lab-" + pid + "-";
  }

  /** Removes the file and its directory. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(file.resolveSibling(""));
    } catch (IOException left) {
      // The system clears its directory of temporary files.
    }
  }
}
