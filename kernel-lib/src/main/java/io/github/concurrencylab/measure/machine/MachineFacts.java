package io.github.concurrencylab.measure.machine;

import com.sun.management.OperatingSystemMXBean;
import io.github.concurrencylab.base.Words;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be found out about this machine and the programs on it, without any name or path that
 * would tell whose it is.
 *
 * @param facts in the order in which they are shown
 */
public record MachineFacts(List<Fact> facts) {
  private static final int CLOCK_READINGS = 2_000;
  private static final int LONGEST_FLAGS = 400;
  private static final int MOST_CLOCKS = 256;

  /**
   * One of them.
   *
   * @param name what it is about
   * @param value what is so here
   */
  public record Fact(String name, String value) {}

  /** Copies the list. */
  public MachineFacts {
    facts = List.copyOf(facts);
  }

  /**
   * This machine's. It starts CPython, if it is there, to ask for its version.
   *
   * @return the facts
   */
  public static MachineFacts here() {
    return of(SystemFiles.here(), JvmArguments.here(), Python.of(new Blocking()));
  }

  static MachineFacts of(SystemFiles files, JvmArguments arguments, Python python) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("processor", ProcessorName.here()));
    add(facts, "cores", cores(files));
    add(facts, "caches", caches(files));
    facts.add(new Fact("clock", clocks(files)));
    facts.add(new Fact("processors for Java", processors()));
    add(facts, "processors of the system", system(files));
    facts.add(new Fact("CPU quota", quota(files)));
    facts.add(new Fact("memory", memory()));
    facts.add(
        new Fact(
            "system",
            "%s %s, %s"
                .formatted(
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    System.getProperty("os.arch"))));
    facts.add(
        new Fact(
            "Java",
            "%s (%s, %s)"
                .formatted(
                    Runtime.version(),
                    System.getProperty("java.vm.name"),
                    System.getProperty("java.vendor"))));
    facts.add(new Fact("Java's arguments", flags(arguments)));
    facts.add(new Fact("garbage collector", collectors()));
    facts.add(new Fact("clock resolution", clockResolution()));
    facts.add(new Fact("CPython", python(python)));
    return new MachineFacts(facts);
  }

  private static void add(List<Fact> facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(new Fact(name, value));
    }
  }

  private static String cores(SystemFiles files) {
    List<String> sockets = files.values("proc/cpuinfo", "physical id");
    List<String> cores = files.values("proc/cpuinfo", "core id");
    Set<String> different = new HashSet<>();
    for (int i = 0; i < Math.min(sockets.size(), cores.size()); i++) {
      different.add(sockets.get(i) + " " + cores.get(i));
    }
    if (different.isEmpty()) {
      return "";
    }
    int each = cores.size() / different.size();
    return different.size() + (each > 1 ? ", each of " + each + " hardware threads" : "");
  }

  private static String caches(SystemFiles files) {
    String folder = "sys/devices/system/cpu/cpu0/cache";
    Set<String> caches = new LinkedHashSet<>();
    for (String index : files.names(folder, "index\\d")) {
      String level = files.line(folder + "/" + index + "/level");
      String size = files.line(folder + "/" + index + "/size");
      String type = files.line(folder + "/" + index + "/type");
      if (!level.isEmpty() && !size.isEmpty()) {
        caches.add(
            "L"
                + level
                + (type.equals("Unified") ? "" : " " + type.toLowerCase(Locale.ROOT))
                + " "
                + size);
      }
    }
    return String.join(", ", caches);
  }

  private static String clocks(SystemFiles files) {
    String range = new ProcessorClocks(files, MOST_CLOCKS).range();
    return range.isEmpty() ? "not told by this system" : range;
  }

  private static String processors() {
    int processors = Runtime.getRuntime().availableProcessors();
    return processors + "; more workers than that take turns";
  }

  private static String system(SystemFiles files) {
    long all = files.lines("proc/stat").stream().filter(l -> l.matches("cpu\\d+ .*")).count();
    return all > 0 ? Long.toString(all) : "";
  }

  private static String quota(SystemFiles files) {
    OptionalDouble quota = new CpuQuota(files).processors();
    return quota.isPresent() ? Words.processors(quota.getAsDouble()) : "none";
  }

  private static String memory() {
    double gigabytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize()
            / 0x1p30;
    double heap = Runtime.getRuntime().maxMemory() / 0x1p30;
    return String.format(Locale.ROOT, "%.1f GB, of it %.1f GB for Java's heap", gigabytes, heap);
  }

  private static String flags(JvmArguments arguments) {
    String flags = String.join(" ", arguments.shown());
    return flags.isEmpty()
        ? "none"
        : flags.length() > LONGEST_FLAGS ? flags.substring(0, LONGEST_FLAGS) + "…" : flags;
  }

  private static String collectors() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .map(GarbageCollectorMXBean::getName)
        .collect(Collectors.joining(", "));
  }

  /** The shortest time that the clock can tell from none. */
  private static String clockResolution() {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < CLOCK_READINGS; i++) {
      long start = System.nanoTime();
      long next = System.nanoTime();
      while (next == start) {
        next = System.nanoTime();
      }
      shortest = Math.min(shortest, next - start);
    }
    return shortest + " ns";
  }

  private static String python(Python python) {
    try (Session session = python.open()) {
      return session.runtime().replaceFirst("^CPython ", "");
    } catch (ModelUnavailableException absent) {
      return "not found";
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return "not asked, interrupted";
    }
  }
}
