package io.github.concurrencylab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.concurrencylab.model.ChildTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CpuSamplerTest {
  /** The first sampler of all finds the processors, which takes a while. */
  @BeforeAll
  static void warm() {
    new CpuSampler(Map::of).close();
  }

  private static long ownNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static void burn(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  @Test
  void should_count_what_one_thread_uses() {
    List<CpuSample> samples;
    double used;
    try (CpuSampler sampler = new CpuSampler(Map::of)) {
      long before = ownNanos();
      burn(1_000);
      used = (ownNanos() - before) / 1e9;
      samples = sampler.finish(0);
    }

    // One processor's worth on an idle machine, less on a busy one: the system's own count decides.
    assertThat(CpuSampleTest.used(samples)).isCloseTo(used, within(0.05 * used + 0.02));
    assertThat(samples).hasSizeBetween(5, 25);
    assertThat(samples.getLast().seconds()).isBetween(1.0, 1.3);
    assertThat(samples)
        .allSatisfy(sample -> {
          assertThat(sample.cores()).hasSize(samples.getFirst().cores().size()).isNotEmpty();
          assertThat(sample.cores()).allMatch(share -> share >= 0 && share <= 1);
        })
        .isSortedAccordingTo((a, b) -> Double.compare(a.seconds(), b.seconds()));
    double machine = samples.stream().mapToDouble(CpuSample::busyCores).average().orElse(0);
    assertThat(machine).isGreaterThan(0.7 * used);
  }

  @Test
  void should_count_what_a_child_process_uses() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name")).startsWith("Linux");
    Process child = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      TimeUnit.MILLISECONDS.sleep(150);
      long before = ChildTime.nanos(child.toHandle());
      List<CpuSample> samples;
      long used;
      try (CpuSampler sampler = new CpuSampler(() -> Map.of(child.toHandle(), before))) {
        long ownBefore = ownNanos();
        TimeUnit.MILLISECONDS.sleep(800);
        used = ChildTime.nanos(child.toHandle()) - before + ownNanos() - ownBefore;
        samples = sampler.finish(0);
      }

      // What it had used before is not ours; what this virtual machine uses meanwhile is.
      assertThat(before).isPositive();
      assertThat(CpuSampleTest.used(samples)).isCloseTo(used / 1e9, within(0.1));
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void should_give_the_last_stretch_what_children_used_that_are_gone() throws InterruptedException {
    try (CpuSampler sampler = new CpuSampler(Map::of)) {
      long before = ownNanos();
      TimeUnit.MILLISECONDS.sleep(120);
      double own = (ownNanos() - before) / 1e9;
      List<CpuSample> samples = sampler.finish(TimeUnit.MILLISECONDS.toNanos(90));

      assertThat(CpuSampleTest.used(samples)).isCloseTo(own + 0.09, within(0.05));
    }
  }

  @Test
  void should_sample_a_short_trial_and_leave_out_a_very_short_one() throws InterruptedException {
    try (CpuSampler sampler = new CpuSampler(Map::of)) {
      TimeUnit.MILLISECONDS.sleep(30);
      assertThat(sampler.finish(0)).hasSize(1);
    }
    try (CpuSampler sampler = new CpuSampler(Map::of)) {
      assertThat(sampler.finish(0)).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void should_cost_next_to_nothing() throws InterruptedException {
    try (CpuSampler sampler = new CpuSampler(Map::of)) {
      TimeUnit.MILLISECONDS.sleep(1_100);
      long before = sampler.costNanos();
      TimeUnit.MILLISECONDS.sleep(1_000);
      double share = (sampler.costNanos() - before) / 1e9;

      System.out.printf("sampling costs %.2f %% of a processor%n", 100 * share);
      assertThat(share).isLessThan(0.02); // a busy machine's caches are cold
    }
  }
}
