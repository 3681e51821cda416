package io.github.concurrencylab.measure.cpu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The counters of all processors. For one thread at a time. */
public interface ProcessorCounters extends AutoCloseable {
  /**
   * What they say now.
   *
   * @return a reading for each processor
   */
  List<ProcessorTicks> read();

  @Override
  void close();

  /** This machine's, by the shortest way there is. */
  static ProcessorCounters open() {
    try {
      return new ProcStat(Path.of("/proc/stat"));
    } catch (IOException notLinux) {
      return new OshiCounters();
    }
  }
}
