package io.github.concurrencylab.measure.machine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The processors' clock: whether it changes from trial to trial, or was slowed down for heat.
 * Virtual machines mostly do not tell.
 */
final class ClockSpeed {
  private static final String PROCESSORS = "sys/devices/system/cpu";

  /** Processors that are asked: to ask each of a hundred would take longer than a short trial. */
  private static final int MOST_ASKED = 8;

  /** A change below is the usual wandering of a clock under load. */
  private static final double TOLERATED = 0.1;

  private final SystemFiles files;
  private final List<String> processors;

  /** The files that tell a processor's clock; none where the system has no such files. */
  private final List<String> clocks;

  /** Whether the list of processors tells it: in a virtual machine its figure never changes. */
  private final boolean listed;

  private final long throttledBefore;
  private double slowest = Double.POSITIVE_INFINITY;
  private double fastest;

  ClockSpeed(SystemFiles files) {
    this.files = files;
    this.processors = files.names(PROCESSORS, "cpu\\d+").stream().limit(MOST_ASKED).toList();
    this.clocks =
        processors.stream()
            .map(processor -> PROCESSORS + "/" + processor + "/cpufreq/scaling_cur_freq")
            .filter(file -> files.number(file).isPresent())
            .toList();
    this.listed =
        clocks.isEmpty()
            && files.values("proc/cpuinfo", "flags").stream()
                .noneMatch(flags -> (" " + flags + " ").contains(" hypervisor "));
    this.throttledBefore = throttled();
  }

  /** How often a processor was slowed down for heat since the system's start. */
  private long throttled() {
    long sum = 0;
    for (String processor : processors) {
      String folder = PROCESSORS + "/" + processor + "/thermal_throttle/";
      sum += files.number(folder + "core_throttle_count").orElse(0);
    }
    return sum;
  }

  /** The fastest processor's clock now, in GHz: it is the one that was busy until now. */
  private OptionalDouble gigahertz() {
    if (!listed) {
      return clocks.stream()
          .map(files::number)
          .filter(OptionalLong::isPresent)
          .mapToDouble(kilohertz -> kilohertz.getAsLong() / 1e6)
          .max();
    }
    return files.values("proc/cpuinfo", "cpu MHz").stream()
        .limit(MOST_ASKED)
        .filter(megahertz -> megahertz.matches("\\d{1,6}(\\.\\d{1,9})?"))
        .mapToDouble(megahertz -> Double.parseDouble(megahertz) / 1e3)
        .max();
  }

  /** Looks at the clock, at the end of a trial. */
  void look() {
    gigahertz()
        .ifPresent(now -> {
          slowest = Math.min(slowest, now);
          fastest = Math.max(fastest, now);
        });
  }

  Optional<String> slowedDown() {
    long more = throttled() - throttledBefore;
    return more > 0
        ? Optional.of(
            "processors were slowed down for heat, " + more + (more == 1 ? " time" : " times"))
        : Optional.empty();
  }

  Optional<String> changed() {
    return slowest < (1 - TOLERATED) * fastest
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the processors' clock changed, from %.1f to %.1f GHz",
                slowest,
                fastest))
        : Optional.empty();
  }
}
