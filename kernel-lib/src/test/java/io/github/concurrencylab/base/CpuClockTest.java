package io.github.concurrencylab.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Checks that hold on any machine, however busy: what was used, not how long it took. */
class CpuClockTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

  @Test
  void should_count_what_this_thread_uses_and_no_more_than_all_processors_can_give() {
    long start = System.nanoTime();
    long before = CpuClock.nanos();
    long own = THREADS.getCurrentThreadCpuTime();
    while (THREADS.getCurrentThreadCpuTime() - own < 10 * TICK) {
      Thread.onSpinWait();
    }
    own = THREADS.getCurrentThreadCpuTime() - own;
    long all = CpuClock.nanos() - before;
    long wall = System.nanoTime() - start;

    int processors = Runtime.getRuntime().availableProcessors();
    assertThat(all).isBetween(own - TICK, processors * (wall + TICK));
  }

  @Test
  void should_go_in_steps_far_shorter_than_the_system_s_tick() {
    assumeThat(CpuClock.stepNanos()).as("native access").isLessThan(TICK / 10);
    long own = THREADS.getCurrentThreadCpuTime();
    int steps = 0;
    long last = CpuClock.nanos();
    long shortest = Long.MAX_VALUE;
    while (THREADS.getCurrentThreadCpuTime() - own < 3 * TICK) {
      long now = CpuClock.nanos();
      assertThat(now).isGreaterThanOrEqualTo(last);
      if (now > last) {
        shortest = Math.min(shortest, now - last);
        steps++;
      }
      last = now;
    }

    assertThat(steps).as("a clock of ticks makes three").isGreaterThan(50);
    assertThat(shortest).isLessThan(TICK / 10);
  }

  @Test
  void should_use_the_fine_clock_where_native_access_is_enabled() {
    assumeThat(System.getProperty("os.name")).startsWith("Linux");
    assertThat(CpuClock.class.getModule().isNativeAccessEnabled()).as("as in the kernel").isTrue();
    assertThat(CpuClock.stepNanos()).isLessThan(TICK / 10);
    assertThat(CpuClock.coarseStepNanos()).isEqualTo(TICK);
  }

  @Test
  void should_read_the_clock_of_another_process_until_it_is_gone()
      throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name")).startsWith("Linux");
    long start = System.nanoTime();
    Process child = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      long used;
      do {
        TimeUnit.MILLISECONDS.sleep(5);
        used = CpuClock.nanos(child.pid());
      } while (used < 5 * TICK);
      // One thread; the handle tells the same in ticks, a little later.
      assertThat(used).isLessThanOrEqualTo(System.nanoTime() - start);
      Duration told = child.toHandle().info().totalCpuDuration().orElseThrow();
      assertThat(told.toNanos()).isGreaterThanOrEqualTo(used - 2 * TICK);
    } finally {
      child.destroyForcibly().waitFor();
    }
    assertThat(CpuClock.nanos(child.pid())).isEqualTo(-1);
  }
}
