package io.github.concurrencylab.measure.machine;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The processors' clocks, where the system tells them. Virtual machines mostly do not. */
final class ProcessorClocks {
  private static final String PROCESSORS = "sys/devices/system/cpu";

  private static final double KILO = 1e3;
  private static final double MEGA = 1e6;

  private final SystemFiles files;
  private final int most;
  private final List<String> processors;

  /** The files that tell a processor's clock; none where the system has no such files. */
  private final List<String> clocks;

  /** Whether the list of processors tells it: in a virtual machine its figure never changes. */
  private final boolean listed;

  /**
   * Creates a reader of a machine's clocks.
   *
   * @param files where it tells them
   * @param most how many processors are asked: to ask each of hundreds takes its time
   */
  ProcessorClocks(SystemFiles files, int most) {
    this.files = files;
    this.most = most;
    this.processors =
        files.names(PROCESSORS, "cpu\\d+").stream()
            .map(processor -> PROCESSORS + "/" + processor)
            .limit(most)
            .toList();
    this.clocks =
        processors.stream()
            .map(processor -> processor + "/cpufreq/scaling_cur_freq")
            .filter(file -> files.number(file).isPresent())
            .toList();
    this.listed =
        clocks.isEmpty()
            && files.values("proc/cpuinfo", "flags").stream()
                .noneMatch(flags -> (" " + flags + " ").contains(" hypervisor "));
  }

  /** The fastest processor's clock now, in GHz: it is the one that was busy until now. */
  OptionalDouble gigahertz() {
    if (!listed) {
      return kilohertz(clocks.stream()).map(kilohertz -> kilohertz / MEGA).max();
    }
    return files.values("proc/cpuinfo", "cpu MHz").stream()
        .limit(most)
        .filter(megahertz -> megahertz.matches("\\d{1,6}(\\.\\d{1,9})?"))
        .mapToDouble(megahertz -> Double.parseDouble(megahertz) / KILO)
        .max();
  }

  /** Between which clocks the system may choose, and by which rule; empty if it does not tell. */
  String range() {
    OptionalDouble low = kilohertz(each("cpuinfo_min_freq")).min();
    OptionalDouble high = kilohertz(each("cpuinfo_max_freq")).max();
    String governors =
        each("scaling_governor")
            .map(files::line)
            .filter(governor -> governor.matches("[a-z_]{1,30}"))
            .distinct()
            .collect(Collectors.joining(", "));
    if (low.isEmpty() || high.isEmpty()) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "from %.1f to %.1f GHz%s",
        low.getAsDouble() / MEGA,
        high.getAsDouble() / MEGA,
        governors.isEmpty() ? "" : ", governor " + governors);
  }

  private Stream<String> each(String file) {
    return processors.stream().map(processor -> processor + "/cpufreq/" + file);
  }

  private DoubleStream kilohertz(Stream<String> each) {
    return each.map(files::number)
        .filter(OptionalLong::isPresent)
        .mapToDouble(OptionalLong::getAsLong);
  }

  /** How often a processor was slowed down for heat since the system's start. */
  long throttled() {
    long sum = 0;
    for (String processor : processors) {
      sum += files.number(processor + "/thermal_throttle/core_throttle_count").orElse(0);
    }
    return sum;
  }
}
