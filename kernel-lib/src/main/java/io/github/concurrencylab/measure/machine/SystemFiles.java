package io.github.concurrencylab.measure.machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The files in which Linux tells about itself, below {@code /proc} and {@code /sys}. Elsewhere
 * there are none, and every answer is empty.
 *
 * @param root where they lie: {@code /}
 */
record SystemFiles(Path root) {
  private static final int MOST_BYTES = 1 << 20;

  static SystemFiles here() {
    return new SystemFiles(Path.of("/"));
  }

  /** The lines of a file; none if it cannot be read. */
  List<String> lines(String path) {
    try (InputStream in = Files.newInputStream(root.resolve(path))) {
      return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException | RuntimeException notThere) {
      return List.of();
    }
  }

  /** The first line of a file; empty if it cannot be read. */
  String line(String path) {
    return lines(path).stream().findFirst().orElse("").strip();
  }

  /** The number that is all of a file. */
  OptionalLong number(String path) {
    return parsed(line(path), "");
  }

  /** The number after a word at the start of a line. */
  OptionalLong number(String path, String word) {
    return lines(path).stream()
        .filter(line -> line.startsWith(word + " "))
        .map(line -> parsed(line, word))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  private static OptionalLong parsed(String line, String word) {
    try {
      return OptionalLong.of(Long.parseLong(line.substring(word.length()).strip()));
    } catch (NumberFormatException none) {
      return OptionalLong.empty();
    }
  }

  /** The names in a folder that match a pattern, in order; none if it cannot be read. */
  List<String> names(String folder, String pattern) {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(pattern))
          .sorted()
          .toList();
    } catch (IOException | RuntimeException notThere) {
      return List.of();
    }
  }

  /** The values of a list {@code key : value}, as in {@code /proc/cpuinfo}, of one key. */
  List<String> values(String path, String key) {
    return lines(path).stream()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2 && pair[0].strip().equals(key))
        .map(pair -> pair[1].strip())
        .toList();
  }
}
