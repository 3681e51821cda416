package io.github.concurrencylab.measure.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor's name, where the system tells it without further ado. */
final class ProcessorName {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private ProcessorName() {}

  static String here() {
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(ProcessorName::fallback);
    } catch (IOException | RuntimeException notLinux) {
      return fallback();
    }
  }

  private static String fallback() {
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    return windows == null ? System.getProperty("os.arch") + " processor" : windows;
  }
}
