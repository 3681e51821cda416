package io.github.concurrencylab.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.util.GlobalConfig;

/**
 * Samples the use of all processors, and this program's share of it, while a trial runs.
 *
 * <p>The system counts processor time in ticks (10 ms on Linux), so a stretch shorter than a few
 * ticks says little; a stretch longer than a tenth of a second hides what the eye should see.
 */
final class CpuSampler implements AutoCloseable {
  /** The length of a stretch. */
  static final long PERIOD_MILLIS = 50;

  /** The most samples of one trial: about an hour. */
  private static final int MOST_SAMPLES = 72_000;

  private static final double NANOS = 1e9;

  private final CentralProcessor processor;
  private final OperatingSystemMXBean system;
  private final Supplier<? extends Collection<ProcessHandle>> children;
  private final Map<ProcessHandle, Long> childNanos = new HashMap<>();
  private final List<CpuSample> samples = new ArrayList<>();
  private final long startNanos = System.nanoTime();
  private final Thread thread;

  /** Loaded when the first trial runs: finding the processors takes a third of a second. */
  private static final class Hardware {
    static final CentralProcessor PROCESSOR;

    static {
      // The library would otherwise answer from memory for 300 ms.
      GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 20);
      PROCESSOR = new SystemInfo().getHardware().getProcessor();
    }
  }

  /**
   * Starts sampling.
   *
   * @param children the child processes whose time is ours too, asked for anew each time
   */
  CpuSampler(Supplier<? extends Collection<ProcessHandle>> children) {
    this.children = children;
    this.processor = Hardware.PROCESSOR;
    this.system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    this.thread = Thread.ofPlatform().daemon().name("cpu-sampler").start(this::sample);
  }

  private void sample() {
    long[][] ticks = processor.getProcessorCpuLoadTicks();
    long own = ownNanos();
    long then = System.nanoTime();
    try {
      while (samples.size() < MOST_SAMPLES) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
        double[] load = processor.getProcessorCpuLoadBetweenTicks(ticks);
        ticks = processor.getProcessorCpuLoadTicks();
        long ownNow = ownNanos();
        long now = System.nanoTime();
        List<Double> cores = new ArrayList<>();
        for (double share : load) {
          cores.add(Math.clamp(share, 0, 1));
        }
        double ownCores = (double) (ownNow - own) / (now - then);
        add(new CpuSample((now - startNanos) / NANOS, cores, Math.max(0, ownCores)));
        own = ownNow;
        then = now;
      }
    } catch (InterruptedException trialEnded) {
      // Enough.
    }
  }

  /** This program's time and its children's; a child that is gone keeps what it last had. */
  private long ownNanos() {
    for (ProcessHandle child : children.get()) {
      child
          .info()
          .totalCpuDuration()
          .map(Duration::toNanos)
          .ifPresent(nanos -> childNanos.merge(child, nanos, Math::max));
    }
    return system.getProcessCpuTime()
        + childNanos.values().stream().mapToLong(Long::longValue).sum();
  }

  private synchronized void add(CpuSample sample) {
    samples.add(sample);
  }

  /**
   * What has been sampled so far.
   *
   * @return the samples, in order of time
   */
  synchronized List<CpuSample> samples() {
    return List.copyOf(samples);
  }

  /** Ends the sampling. */
  @Override
  public void close() {
    thread.interrupt();
  }
}
