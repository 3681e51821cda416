package io.github.concurrencylab.results.store;

import io.github.concurrencylab.base.Check;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A file that the user names and the lab writes. */
public final class SavedFile {
  private SavedFile() {}

  /**
   * What a file's name ends with, which says what is written into it.
   *
   * @param path the file
   * @param known the endings that can be written, without a dot
   * @return one of them
   * @throws IllegalArgumentException if the name has none of them
   */
  public static String ending(String path, List<String> known) {
    String name = String.valueOf(path(path).getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (!name.contains(".") || !known.contains(ending)) {
      throw Check.refusal(
          "path must end with .%s, got %s"
              .formatted(String.join(" or .", known), Check.quoted(name)));
    }
    return ending;
  }

  /**
   * Writes a file, as a whole or not at all. One that is there is replaced.
   *
   * @param path where to; {@code ~/} stands for the home directory
   * @param bytes what
   * @throws IllegalArgumentException if it cannot be written
   */
  public static void write(String path, byte[] bytes) {
    Path file = path(path);
    if (Files.isDirectory(file)) {
      throw refusal(file, "is a directory: name a file in it, results.json for example");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw refusal(file, "its directory does not exist: make it first");
    }
    Path temporary = folder.resolve("." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW);
      replace(temporary, file);
    } catch (IOException failed) {
      throw refusal(
          file, "cannot be written: " + FileErrors.words(failed) + "; make room, or name another");
    } finally {
      delete(temporary);
    }
  }

  /** The file that a text names. */
  static Path path(String text) {
    String given = Check.given("path", text, "\"results.json\" for example");
    try {
      Path path =
          given.startsWith("~/")
              ? Path.of(System.getProperty("user.home"), given.substring(2))
              : Path.of(given);
      if (!given.isBlank()) {
        return path;
      }
    } catch (InvalidPathException bad) {
      // Refused below.
    }
    throw Check.refusal("path must name a file, got " + Check.quoted(given));
  }

  private static void replace(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException notHere) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException left) {
      // The file itself is as it should be.
    }
  }

  private static IllegalArgumentException refusal(Path file, String why) {
    return Check.refusal(FileErrors.shown(file) + ": " + why);
  }
}
