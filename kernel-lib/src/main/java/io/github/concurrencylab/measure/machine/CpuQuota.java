package io.github.concurrencylab.measure.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The processor time that a container may use, from Linux's control groups, version 1 or 2. What
 * holds for a group holds for all groups in it.
 */
final class CpuQuota {
  private static final String GROUPS = "sys/fs/cgroup";
  private static final double MICROS = 1e6;

  private final SystemFiles files;
  private final List<String> folders2;
  private final List<String> folders1;

  CpuQuota(SystemFiles files) {
    this.files = files;
    List<String> own = files.lines("proc/self/cgroup");
    // "0::/path", and for version 1 "4:cpu,cpuacct:/path".
    this.folders2 = folders(own, "", GROUPS);
    this.folders1 = folders(own, "cpu", GROUPS + "/cpu");
  }

  /** The folder of the group we are in, and all above it. */
  private static List<String> folders(List<String> own, String controller, String top) {
    List<String> folders = new ArrayList<>();
    for (String line : own) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3
          && List.of(parts[1].split(",", -1)).contains(controller)
          && !parts[2].contains("..")) {
        String path = parts[2].replaceFirst("/+$", "");
        for (; !path.isEmpty(); path = path.substring(0, path.lastIndexOf('/'))) {
          folders.add(top + path);
        }
      }
    }
    folders.add(top);
    return folders;
  }

  /**
   * The smallest quota that holds.
   *
   * @return a number of processors; empty if there is none
   */
  OptionalDouble processors() {
    List<Double> all = new ArrayList<>();
    for (String folder : folders2) {
      String[] max = files.line(folder + "/cpu.max").split(" ", -1);
      if (max.length == 2 && max[0].matches("\\d{1,15}") && max[1].matches("\\d{1,15}")) {
        all.add(Double.parseDouble(max[0]) / Double.parseDouble(max[1]));
      }
    }
    for (String folder : folders1) {
      OptionalLong quota = files.number(folder + "/cpu.cfs_quota_us");
      OptionalLong period = files.number(folder + "/cpu.cfs_period_us");
      if (quota.isPresent() && quota.getAsLong() > 0 && period.isPresent()) {
        all.add((double) quota.getAsLong() / period.getAsLong());
      }
    }
    return all.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).min();
  }

  /**
   * How long all threads together were held back because the quota was used up.
   *
   * @return seconds since the container's start; 0 if unknown
   */
  double throttledSeconds() {
    OptionalLong micros = files.number(folders2.getFirst() + "/cpu.stat", "throttled_usec");
    OptionalLong nanos = files.number(folders1.getFirst() + "/cpu.stat", "throttled_time");
    return micros.isPresent() ? micros.getAsLong() / MICROS : nanos.orElse(0) / (1e3 * MICROS);
  }
}
