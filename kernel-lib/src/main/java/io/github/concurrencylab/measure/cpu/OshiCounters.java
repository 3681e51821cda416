package io.github.concurrencylab.measure.cpu;

import java.util.Arrays;
import java.util.List;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.util.GlobalConfig;

/** The counters wherever {@code /proc} is not. */
final class OshiCounters implements ProcessorCounters {
  /** Loaded when the first trial runs: finding the processors takes a third of a second. */
  private static final class Hardware {
    static final CentralProcessor PROCESSOR;

    static {
      // The library would otherwise answer from memory for 300 ms.
      GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 0);
      PROCESSOR = new SystemInfo().getHardware().getProcessor();
    }
  }

  @Override
  public List<ProcessorTicks> read() {
    return Arrays.stream(Hardware.PROCESSOR.getProcessorCpuLoadTicks())
        .map(OshiCounters::ticks)
        .toList();
  }

  private static ProcessorTicks ticks(long[] byType) {
    long idle = byType[TickType.IDLE.getIndex()] + byType[TickType.IOWAIT.getIndex()];
    return new ProcessorTicks(Arrays.stream(byType).sum(), idle, byType[TickType.STEAL.getIndex()]);
  }

  @Override
  public void close() {}
}
