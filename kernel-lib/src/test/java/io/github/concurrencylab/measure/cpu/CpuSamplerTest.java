package io.github.concurrencylab.measure.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.child.ChildTime;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@Slow
class CpuSamplerTest {
  @AutoClose private final ProcessorCounters processors = ProcessorCounters.open();

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

  /** Uses the processor itself so long, however busy the machine is. */
  private static void use(long millis) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long end = threads.getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  /**
   * What the samples must add up to lies between what was used well within the sampling and what
   * was used around it, whatever else this virtual machine does meanwhile, and however busy the
   * machine is. The system's clock ticks every 10 ms.
   */
  private static void assertUsed(List<CpuSample> samples, long within, long around) {
    assertThat(CpuSampleTest.used(samples)).isBetween(within / 1e9 - 0.03, around / 1e9 + 0.03);
  }

  @Test
  void should_count_what_one_thread_uses() {
    List<CpuSample> samples;
    long within;
    long outer = ownNanos();
    long start = System.nanoTime();
    try (CpuSampler sampler = new CpuSampler(processors, Map::of)) {
      long inner = ownNanos();
      burn(1_000);
      within = ownNanos() - inner;
      samples = sampler.finish(0);
    }
    double seconds = (System.nanoTime() - start) / 1e9;

    assertUsed(samples, within, ownNanos() - outer);
    assertThat(samples).isNotEmpty();
    assertThat(samples.getLast().seconds()).isBetween(1.0, seconds);
    assertThat(samples)
        .allSatisfy(sample -> {
          assertThat(sample.cores()).hasSize(samples.getFirst().cores().size()).isNotEmpty();
          assertThat(sample.cores()).allMatch(share -> share >= 0 && share <= 1);
        })
        .isSortedAccordingTo((a, b) -> Double.compare(a.seconds(), b.seconds()));
    double machine = 0;
    double from = 0;
    for (CpuSample sample : samples) {
      machine += sample.busyCores() * (sample.seconds() - from);
      from = sample.seconds();
    }
    // Whatever else runs, the machine does at least what we do.
    assertThat(machine).isGreaterThan(0.5 * within / 1e9);
  }

  @Test
  void should_count_what_a_child_process_uses() throws IOException, InterruptedException {
    assumeThat(System.getProperty("os.name")).startsWith("Linux");
    Process child = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
    try {
      ProcessHandle handle = child.toHandle();
      long before = ChildTime.nanos(handle);
      while (before == 0) {
        TimeUnit.MILLISECONDS.sleep(10);
        before = ChildTime.nanos(handle);
      }
      long notOurs = before;
      List<CpuSample> samples;
      long outer = ownNanos();
      long within;
      try (CpuSampler sampler = new CpuSampler(processors, () -> Map.of(handle, notOurs))) {
        long inner = ownNanos();
        TimeUnit.MILLISECONDS.sleep(800);
        within = ChildTime.nanos(handle) - notOurs + ownNanos() - inner;
        samples = sampler.finish(0);
      }

      // What it had used before is not ours; what this virtual machine uses meanwhile is.
      assertUsed(samples, within, ChildTime.nanos(handle) - notOurs + ownNanos() - outer);
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void should_give_the_last_stretch_what_children_used_that_are_gone() throws InterruptedException {
    long outer = ownNanos();
    try (CpuSampler sampler = new CpuSampler(processors, Map::of)) {
      long inner = ownNanos();
      TimeUnit.MILLISECONDS.sleep(120);
      long within = ownNanos() - inner;
      long children = TimeUnit.MILLISECONDS.toNanos(900);
      List<CpuSample> samples = sampler.finish(children);

      assertUsed(samples, within + children, ownNanos() - outer + children);
    }
  }

  @Test
  void should_sample_a_short_trial_and_have_no_stretch_too_short_to_say_anything()
      throws InterruptedException {
    for (int millis : new int[] {30, 60, 110}) {
      try (CpuSampler sampler = new CpuSampler(processors, Map::of)) {
        TimeUnit.MILLISECONDS.sleep(millis);
        List<CpuSample> samples = sampler.finish(0);
        assertThat(samples).isNotEmpty();
        double from = 0;
        for (CpuSample sample : samples) {
          assertThat(sample.seconds() - from).isGreaterThan(0.0198); // rounded to 0.1 ms
          from = sample.seconds();
        }
      }
    }
  }

  @Test
  void should_look_less_often_where_a_look_takes_long() throws InterruptedException {
    CpuSampler sampler =
        new CpuSampler(
            processors,
            () -> {
              use(2); // may take 0.3 % of the time, but no stretch is longer than 0.3 s
              return Map.of();
            });
    try (sampler) {
      TimeUnit.MILLISECONDS.sleep(1_000);
      List<CpuSample> samples = sampler.finish(0);

      assertThat(samples).hasSizeGreaterThan(1);
      for (int i = 1; i < samples.size() - 1; i++) {
        double seconds = samples.get(i).seconds() - samples.get(i - 1).seconds();
        assertThat(seconds).isGreaterThan(0.29);
      }
    }
  }

  @Test
  void should_wait_rather_than_use_a_processor() throws InterruptedException {
    try (CpuSampler sampler = new CpuSampler(processors, Map::of)) {
      TimeUnit.MILLISECONDS.sleep(500);
      assertThat(sampler.finish(0)).isNotEmpty();
      // The benchmark has the exact figure; a loop that does not wait would take all there is.
      assertThat(sampler.costNanos()).isBetween(1L, TimeUnit.MILLISECONDS.toNanos(150));
    }
  }

  @Test
  @Lengthy
  void should_agree_with_the_library_that_serves_other_systems() throws InterruptedException {
    assumeThat(System.getProperty("os.name")).startsWith("Linux");
    try (ProcessorCounters own = ProcessorCounters.open();
        ProcessorCounters library = new OshiCounters()) {
      assertThat(own).isInstanceOf(ProcStat.class);
      List<ProcessorTicks> before = own.read();
      List<ProcessorTicks> there = library.read();
      List<ProcessorTicks> after = own.read();
      assertThat(there).hasSameSizeAs(before);
      for (int i = 0; i < there.size(); i++) {
        // Both count on meanwhile; the library turns ticks of 10 ms into milliseconds.
        assertThat(there.get(i).idle() / 10).isBetween(before.get(i).idle(), after.get(i).idle());
        assertThat(there.get(i).all() / 10).isBetween(before.get(i).all(), after.get(i).all());
        assertThat(there.get(i).stolen() / 10)
            .isBetween(before.get(i).stolen(), after.get(i).stolen());
      }
    }
  }
}
