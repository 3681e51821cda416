package io.github.concurrencylab.measure.machine;

import com.sun.management.OperatingSystemMXBean;
import io.github.concurrencylab.base.Words;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.cpu.ProcessorCounters;
import io.github.concurrencylab.measure.cpu.ProcessorTicks;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what would make figures unstable, before a run and while it goes on. It speaks up only
 * where a reader would have to measure again: each threshold is well above what an idle machine
 * shows.
 */
public final class MachineWatch {
  /** How long it looks before the run: twenty of the system's ticks, a tenth of a processor. */
  private static final long LOOK_MILLIS = 200;

  /** Processors that other programs may keep busy before the run. */
  private static final double OTHERS_BEFORE = 0.4;

  /** Processors that other programs may keep busy during the trials. */
  private static final double OTHERS_DURING = 0.2;

  /** Seconds of trials below which their samples say little. */
  private static final double LEAST_SECONDS = 0.5;

  /** The share of the processors' time that the host may take, and the quota hold back. */
  private static final double LOST = 0.02;

  private static final double NANOS = 1e9;

  private final CpuQuota quota;
  private final ClockSpeed clock;
  private final List<String> faults;
  private double sampledSeconds;
  private double othersSeconds;
  private @Nullable Counts before;

  MachineWatch(SystemFiles files, JvmArguments arguments) {
    this.quota = new CpuQuota(files);
    this.clock = new ClockSpeed(files);
    this.faults = new ArrayList<>(arguments.faults());
  }

  /** This machine's. */
  public static MachineWatch here() {
    return new MachineWatch(SystemFiles.here(), JvmArguments.here());
  }

  private record Counts(
      long nanos, long ownNanos, List<ProcessorTicks> cores, double throttledSeconds) {}

  private Counts count() {
    try (ProcessorCounters counters = ProcessorCounters.open()) {
      return new Counts(
          System.nanoTime(),
          ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
          counters.read(),
          quota.throttledSeconds());
    }
  }

  /** Looks for a fifth of a second at what goes on although nothing is measured. */
  public void look() throws InterruptedException {
    BusyThreads threads = new BusyThreads();
    Counts from = count();
    TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    Counts to = count();
    faults.addAll(threads.found());
    double others = busy(from, to) - (to.ownNanos() - from.ownNanos()) / seconds(from, to) / NANOS;
    if (others > OTHERS_BEFORE) {
      faults.add(othersKept(others, "before the run"));
    }
    before = to;
  }

  private static String othersKept(double processors, String when) {
    return "other programs kept %s busy %s".formatted(Words.processors(processors), when);
  }

  private static double seconds(Counts from, Counts to) {
    return (to.nanos() - from.nanos()) / NANOS;
  }

  private static double busy(Counts from, Counts to) {
    double busy = 0;
    for (int i = 0; i < Math.min(from.cores().size(), to.cores().size()); i++) {
      busy += to.cores().get(i).busyShareSince(from.cores().get(i));
    }
    return busy;
  }

  /**
   * Looks at what a trial has shown.
   *
   * @param samples the processors' use meanwhile
   */
  public void ended(List<CpuSample> samples) {
    clock.look();
    double start = 0;
    for (CpuSample sample : samples) {
      double seconds = sample.seconds() - start;
      sampledSeconds += seconds;
      othersSeconds += seconds * (sample.busyCores() - sample.ownCores());
      start = sample.seconds();
    }
  }

  /** What it found, a line each. */
  public List<String> warnings() {
    List<String> all = new ArrayList<>(faults);
    double others = sampledSeconds > 0 ? othersSeconds / sampledSeconds : 0;
    if (sampledSeconds > LEAST_SECONDS && others > OTHERS_DURING) {
      all.add(othersKept(others, "during the trials"));
    }
    Counts start = before;
    if (start != null) {
      Counts now = count();
      stolen(start, now, all);
      throttled(start, now, all);
    }
    clock.slowedDown().ifPresent(all::add);
    clock.changed().ifPresent(all::add);
    return all.stream().map(fault -> "unstable because " + fault).toList();
  }

  private static void stolen(Counts from, Counts to, List<String> all) {
    double busy = busy(from, to);
    double stolen = 0;
    for (int i = 0; i < Math.min(from.cores().size(), to.cores().size()); i++) {
      stolen += to.cores().get(i).stolenShareSince(from.cores().get(i));
    }
    if (seconds(from, to) > LEAST_SECONDS && stolen > LOST * busy) {
      all.add(
          String.format(
              Locale.ROOT,
              "the host gave others %.0f %% of these processors' time",
              100 * stolen / busy));
    }
  }

  private void throttled(Counts from, Counts to, List<String> all) {
    OptionalDouble limit = quota.processors();
    double lost = to.throttledSeconds() - from.throttledSeconds();
    if (limit.isPresent() && lost > LOST * seconds(from, to)) {
      all.add(
          "the container's quota of %s held threads back for %s"
              .formatted(Words.processors(limit.getAsDouble()), Words.duration(lost)));
    } else if (limit.isPresent()
        && limit.getAsDouble() < Runtime.getRuntime().availableProcessors() - LOST) {
      all.add("the container may use no more than " + Words.processors(limit.getAsDouble()));
    }
  }
}
