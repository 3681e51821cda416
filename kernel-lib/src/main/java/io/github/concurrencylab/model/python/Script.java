package io.github.concurrencylab.model.python;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The script as a file, in a directory of its own that nobody else may enter: children that are
 * spawned read it again, so that it cannot come through a pipe. If this virtual machine is killed,
 * the script removes it.
 */
record Script(Path file) implements AutoCloseable {
  private static final String NAME = "trials.py";

  /**
   * Writes the file.
   *
   * @param parent where to make its directory
   * @return the script, which the caller closes
   * @throws IOException if it cannot be written
   */
  static Script write(Path parent) throws IOException {
    try (InputStream text = Script.class.getResourceAsStream(NAME)) {
      if (text == null) {
        throw new FileNotFoundException(NAME + " is missing from the library");
      }
      Path directory = Files.createTempDirectory(parent, prefix(ProcessHandle.current().pid()));
      Script script = new Script(directory.resolve(NAME));
      try {
        var ignored = Files.copy(text, script.file);
      } catch (IOException noSpace) {
        script.close();
        throw noSpace;
      }
      return script;
    }
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
