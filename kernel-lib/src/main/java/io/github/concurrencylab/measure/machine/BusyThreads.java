package io.github.concurrencylab.measure.machine;

import com.sun.management.ThreadMXBean;
import io.github.concurrencylab.base.Words;
import io.github.concurrencylab.base.poll.Leftovers;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadInfo;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Threads of this program that keep a processor busy though nothing is measured. */
final class BusyThreads {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** A thread that uses less of what it could get does something now and then. */
  private static final double BUSY = 0.5;

  private static final int MOST_NAMED = 2;

  private final Map<Long, Long> before = new HashMap<>();
  private final long start = System.nanoTime();

  /** Looks at all threads for the first time. */
  BusyThreads() {
    long[] ids = THREADS.getAllThreadIds();
    long[] times = THREADS.getThreadCpuTime(ids);
    for (int i = 0; i < ids.length; i++) {
      before.put(ids[i], times[i]);
    }
  }

  /** The share of a processor that one thread gets where many want one. */
  private static double mostOfOne() {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    double wanted = system.getSystemLoadAverage() / system.getAvailableProcessors();
    return 1 / Math.max(1, wanted); // negative where the system does not tell
  }

  /**
   * Looks again.
   *
   * @return what it found, in words that follow "because": most often nothing
   */
  List<String> found() {
    double busy = BUSY * (System.nanoTime() - start) * mostOfOne();
    long[] ids = THREADS.getAllThreadIds();
    long[] times = THREADS.getThreadCpuTime(ids);
    Set<Long> stopped = Leftovers.ids(); // they have a line of their own
    SortedMap<Long, String> found = new TreeMap<>(Comparator.reverseOrder());
    for (int i = 0; i < ids.length; i++) {
      Long then = before.get(ids[i]);
      ThreadInfo thread = THREADS.getThreadInfo(ids[i]);
      if (then != null
          && thread != null
          && ids[i] != Thread.currentThread().threadId()
          && thread.getThreadState() == Thread.State.RUNNABLE
          && !stopped.contains(ids[i])
          && times[i] - then > busy) {
        found.put(times[i] - then, Words.plain(thread.getThreadName()));
      }
    }
    List<String> names = List.copyOf(found.values());
    if (names.isEmpty()) {
      return List.of();
    }
    String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
    return List.of(
        "%s %s%s kept a processor busy before the run; interrupt or restart the kernel to end it"
            .formatted(
                names.size() == 1 ? "thread" : "threads",
                String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))),
                more));
  }
}
