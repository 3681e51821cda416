package io.github.concurrencylab.measure.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The memory that models hold. */
@Slow
class MemoryWatchTest {
  private static final int MEGA = 1_000_000;

  private static Footprints watch(Workload workload, Model... models) {
    return new MemoryWatch(1).watch(workload, List.of(models), RunListener.SILENT);
  }

  private static Footprint.Run typical(Footprints footprints) {
    return footprints.models().getFirst().typical();
  }

  @Test
  void should_count_what_tasks_hold_on_the_heap_at_the_same_time() {
    OwnTasks holding =
        OwnTasks.of(
            "holding",
            8,
            i -> {
              byte[] held = new byte[4 * MEGA];
              Thread.sleep(200);
              return held.length;
            });
    Footprints footprints = watch(holding, new Threads(8));
    assertThat(typical(footprints).heapBytes()).isGreaterThanOrEqualTo(30L * MEGA);
    assertThat(typical(footprints).childBytes()).isZero();
    assertThat(footprints.tasks()).isEqualTo(8);
  }

  private static int deep(int depth, CountDownLatch all) throws InterruptedException {
    if (depth == 0) {
      all.countDown();
      all.await();
      Thread.sleep(100); // all of them are deep down now
      return 0;
    }
    return 1 + deep(depth - 1, all);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void should_count_the_stacks_of_threads_as_far_as_they_are_used() {
    int threads = 40;
    CountDownLatch[] met = {new CountDownLatch(threads), new CountDownLatch(threads)};
    int[] run = new int[threads];
    OwnTasks deep = OwnTasks.of("deep", threads, i -> deep(3_000, met[run[i]++]));
    // A call takes some thirty bytes and more: 3,000 calls are never less than that.
    assertThat(typical(watch(deep, new Threads(threads))).outsideBytes())
        .isGreaterThanOrEqualTo(threads * 3_000L * 30 / 2);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void should_count_child_processes_as_a_whole() {
    Footprints footprints = watch(ModuloSum.article().terms(100_000), new Processes(2));
    assertThat(typical(footprints).childBytes()).isGreaterThanOrEqualTo(10L * MEGA);
    assertThat(footprints.warnings()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void should_know_where_the_heap_lies() {
    ResidentMemory resident = ResidentMemory.here();
    byte[] held = new byte[8 * MEGA];
    java.util.Arrays.fill(held, (byte) 1);
    assertThat(resident.heap()).isBetween((long) held.length, resident.own());
    assertThat(resident.share(ProcessHandle.current())).isBetween((long) MEGA, resident.own() * 2);
  }

  @Test
  void should_say_why_a_model_has_no_figure_and_go_on() {
    ByteArrayOutputStream open = new ByteArrayOutputStream();
    OwnTasks tasks = OwnTasks.of("open", 2, i -> open.size());
    Footprints footprints = watch(tasks, new Processes(2), new Blocking());
    assertThat(footprints.models().getFirst().runs()).isEmpty();
    assertThat(footprints.models().getFirst().failure()).contains("cannot travel");
    assertThat(footprints.models().getLast().runs()).hasSize(1);
  }

  @Test
  void should_fail_if_no_model_is_left() {
    OwnTasks failing =
        OwnTasks.of(
            "failing",
            2,
            i -> {
              throw new IllegalStateException("no");
            });
    assertThatThrownBy(() -> watch(failing, new Blocking()))
        .isInstanceOf(TaskFailedException.class);
  }

  @Test
  void should_fail_if_the_number_of_runs_is_zero() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemoryWatch(0))
        .withMessage("runs must be at least 1, got 0");
  }
}
