package io.github.concurrencylab.plot.style;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A chart cannot be drawn: the system has no fonts, or lacks a library with which the JDK reads
 * them, as slim container images do.
 */
public final class ChartUnavailableException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private static final String RESTART = ", then restart the kernel";

  /** What a linker says, also when the JDK repeats it at a later attempt. */
  private static final Pattern LIBRARY =
      Pattern.compile("\\b(lib[\\w+-]+)\\.(?:so(?:[.\\d]*)|dylib)(?=: )");

  /**
   * Creates one that says what is missing and how to get it.
   *
   * @param cause what the JDK threw when it was to measure a text
   */
  public ChartUnavailableException(Throwable cause) {
    super(message(cause), cause);
  }

  private static String message(Throwable cause) {
    return Stream.iterate(cause, c -> c != null, Throwable::getCause)
        .map(Throwable::toString)
        .flatMap(said -> LIBRARY.matcher(said).results().map(found -> found.group().trim()))
        // The JDK's own library stands first: what it could not find comes last.
        .reduce((first, last) -> last)
        .map(ChartUnavailableException::library)
        .orElse(
            "charts need a font, and this system has none: install one, fonts-dejavu-core for"
                + " example"
                + RESTART);
  }

  private static String library(String name) {
    return "charts need the library %s, which this system lacks: install it%s%s"
        .formatted(
            name,
            name.startsWith("libharfbuzz") ? " (libharfbuzz0b on Debian and Ubuntu)" : "",
            RESTART);
  }
}
