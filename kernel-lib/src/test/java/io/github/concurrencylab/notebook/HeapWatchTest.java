package io.github.concurrencylab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Optimized;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import org.junit.jupiter.api.Test;

@Optimized
class HeapWatchTest {
  @Test
  void should_not_warn_of_what_is_free_again() {
    List<MemoryPoolMXBean> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isCollectionUsageThresholdSupported)
            .filter(pool -> pool.getUsage().getMax() > 0)
            .toList();
    assertThat(pools).isNotEmpty();
    for (MemoryPoolMXBean pool : pools) {
      long before = pool.getCollectionUsageThreshold();
      try {
        pool.setCollectionUsageThreshold(pool.getUsage().getMax());
        assertThat(HeapWatch.isNearlyFull(List.of(pool))).isFalse();
        if (pool.getUsage().getUsed() > 0) {
          pool.setCollectionUsageThreshold(1);
          assertThat(HeapWatch.isNearlyFull(List.of(pool))).isTrue();
        }
      } finally {
        pool.setCollectionUsageThreshold(before);
      }
    }
  }

  @Test
  void should_name_what_is_used_the_limit_and_the_remedy() {
    assertThat(HeapWatch.message())
        .matches("The kernel's memory is nearly full: \\d+ of \\d+ MB; .*CONCURRENCY_LAB_HEAP=.*");
  }
}
