package io.github.concurrencylab.results.store;

import io.github.concurrencylab.base.Check;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** What is wrong with a file, in a few words. */
final class FileErrors {
  private static final int LONGEST = 300;
  private static final int LONGEST_PATH = 200;

  private FileErrors() {}

  static String words(Exception failed) {
    return switch (failed) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "access denied";
      case NotDirectoryException _ -> "not a directory";
      case FileAlreadyExistsException _ -> "a file is in its place";
      case FileSystemException e when e.getReason() != null -> plain(e.getReason());
      default -> plain(String.valueOf(failed.getMessage()));
    };
  }

  /** One line, not too long. */
  static String plain(String text) {
    return Check.plain(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
  }

  /** A path as it can stand in a message: of a very long one the end, which tells most. */
  static String shown(Path path) {
    String text = path.toString();
    int from = text.length() - LONGEST_PATH;
    String end = from > 0 ? "…" + text.substring(from) : text;
    return Check.plain(end);
  }
}
