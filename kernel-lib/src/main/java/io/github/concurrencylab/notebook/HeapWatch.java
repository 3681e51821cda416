package io.github.concurrencylab.notebook;

import io.github.concurrencylab.base.MemoryLimit;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.management.NotificationEmitter;

/**
 * Says in the cell that is running, before memory runs out, that little is left and what helps. It
 * looks at what survives a collection, so garbage alone does not set it off.
 */
final class HeapWatch {
  private static final double FULL = 0.85;
  private static final long MEGABYTE = 1 << 20;

  private HeapWatch() {}

  /** Watches the pools that hold what lives long; where the system offers none, nothing. */
  static void start() {
    List<MemoryPoolMXBean> watched = new ArrayList<>();
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      long most = pool.getUsage().getMax();
      if (pool.getType() == MemoryType.HEAP
          && pool.isUsageThresholdSupported()
          && pool.isCollectionUsageThresholdSupported()
          && most > 0) {
        pool.setCollectionUsageThreshold((long) (FULL * most));
        watched.add(pool);
      }
    }
    if (ManagementFactory.getMemoryMXBean() instanceof NotificationEmitter memory) {
      memory.addNotificationListener(
          (_, _) -> {
            if (isNearlyFull(watched)) {
              System.err.println(message());
            }
          },
          null,
          null);
    }
  }

  /** Word of a collection comes late: another may have freed by now what had survived it. */
  static boolean isNearlyFull(List<MemoryPoolMXBean> pools) {
    return pools.stream()
        .anyMatch(pool -> pool.getUsage().getUsed() >= pool.getCollectionUsageThreshold());
  }

  static String message() {
    Runtime runtime = Runtime.getRuntime();
    return String.format(
        Locale.ROOT,
        "The kernel's memory is nearly full: %d of %d MB; %s",
        (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
        runtime.maxMemory() / MEGABYTE,
        MemoryLimit.moreHeap());
  }
}
