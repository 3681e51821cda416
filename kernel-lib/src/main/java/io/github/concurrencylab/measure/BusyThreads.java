package io.github.concurrencylab.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Threads of this program that keep a processor busy though nothing is measured. */
final class BusyThreads {
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** Below it is a thread that does something now and then. */
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

  /**
   * Looks again.
   *
   * @return what it found, in words that follow "because": most often nothing
   */
  List<String> found() {
    // On a busy machine a thread gets less than a processor, so this one's time is no measure.
    double nanos = System.nanoTime() - start;
    long[] ids = THREADS.getAllThreadIds();
    long[] times = THREADS.getThreadCpuTime(ids);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < ids.length; i++) {
      Long then = before.get(ids[i]);
      ThreadInfo thread = THREADS.getThreadInfo(ids[i]);
      if (then != null
          && thread != null
          && ids[i] != Thread.currentThread().threadId()
          && times[i] - then > BUSY * nanos) {
        names.add(Words.plain(thread.getThreadName()));
      }
    }
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
