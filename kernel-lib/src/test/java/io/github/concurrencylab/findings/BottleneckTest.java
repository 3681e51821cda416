package io.github.concurrencylab.findings;

import static io.github.concurrencylab.Figures.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.profile.GarbageCollections;
import io.github.concurrencylab.measure.profile.HotMethod;
import io.github.concurrencylab.measure.profile.Profiler;
import io.github.concurrencylab.measure.profile.Profiling;
import io.github.concurrencylab.measure.profile.Traces;
import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.measure.profile.WorkerTime;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Task;
import io.github.concurrencylab.workload.Workload;
import io.github.concurrencylab.workload.WorkloadData;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Causes planted in real workloads: the profile must name the right one. */
@Slow
class BottleneckTest {
  private static final ModuloSum LONG = ModuloSum.article().terms(1_000_000_000);

  private static Bottleneck bottleneck(Workload workload, Model model) {
    return Bottleneck.of(new Profiler(1).profile(workload, model, RunListener.SILENT));
  }

  @Test
  void should_name_the_seed_of_a_shared_generator() {
    Bottleneck bottleneck = bottleneck(LONG.random(RandomSource.SHARED), new Threads(4));

    assertThat(bottleneck.kind()).isEqualTo(Bottleneck.Kind.SEED);
    assertThat(bottleneck.words()).startsWith("java.util.Random.next takes ").contains("seed");
  }

  @Test
  void should_not_speak_of_a_fight_where_there_is_one_thread() {
    // Compiled, the one stands inside the other: the recorder may name either; and on a busy
    // machine the processor is what is waited for.
    assertThat(bottleneck(LONG.random(RandomSource.SHARED), new Blocking()).words())
        .containsPattern("java\\.util\\.Random\\.next|TermLoop\\.Shared\\.sum|wait for a processor")
        .doesNotContain("fight");
  }

  @Test
  void should_name_a_synchronized_method() {
    Bottleneck bottleneck = bottleneck(LONG.random(RandomSource.SYNCHRONIZED), new Threads(4));

    assertThat(bottleneck.kind()).isEqualTo(Bottleneck.Kind.LOCK);
    assertThat(bottleneck.words()).contains("the lock of one Generators.Synchronized");
  }

  @Test
  void should_name_what_is_allocated_and_where() {
    Bottleneck bottleneck = bottleneck(new Allocating(), new Threads(2));

    assertThat(bottleneck.kind()).isEqualTo(Bottleneck.Kind.ALLOCATION);
    assertThat(bottleneck.words()).contains(" byte[] in BottleneckTest.Allocating.fill");
  }

  @Test
  void should_name_the_global_lock() {
    Bottleneck bottleneck = bottleneck(LONG, new Gil(4));

    assertThat(bottleneck.kind()).isEqualTo(Bottleneck.Kind.LOCK);
    assertThat(bottleneck.words()).contains("the global lock, which only one of them can hold");
  }

  @Test
  void should_speak_of_a_fight_only_where_the_work_costs_more() {
    assertThat(seedUpdates(1.2).words()).doesNotContain("fight");
    assertThat(seedUpdates(Double.NaN).words()).doesNotContain("fight");
    assertThat(seedUpdates(4).words()).contains("the tasks fight over one seed", "costs 4.0 times");
  }

  @Test
  void should_say_so_if_nothing_was_seen() {
    assertThat(Bottleneck.of(profiling(List.of(), 1)).kind()).isEqualTo(Bottleneck.Kind.NOTHING);
  }

  private static Bottleneck seedUpdates(double cost) {
    return Bottleneck.of(profiling(List.of(new HotMethod("java.util.Random.next", 70, 2)), cost));
  }

  private static Profiling profiling(List<HotMethod> methods, double cost) {
    WorkerTime worker = new WorkerTime("thread-1", Map.of(WorkerState.RUNNING, 1.0));
    Traces traces =
        new Traces(methods, List.of(), List.of(worker), List.of(), new GarbageCollections(0, 0, 0));
    return new Profiling(
        "work",
        id("threads(2)"),
        Machine.here(),
        new Profiling.Span(1, 1_000_000_000, cost),
        traces);
  }

  /** Tasks that do nothing but make arrays. */
  private record Allocating() implements Workload {
    private static long fill(int size) {
      byte[] bytes = new byte[size];
      bytes[size / 2] = 1;
      return Collections.singletonList(bytes).hashCode();
    }

    @Override
    public String name() {
      return "allocating";
    }

    @Override
    public int tasks() {
      return 2;
    }

    @Override
    public long units() {
      return 2_000_000_000L;
    }

    @Override
    public List<Task> newTasks() {
      Task task =
          safepoint -> {
            long sum = 0;
            for (int i = 0; i < 1_000_000; i++) {
              for (int k = 0; k < 1_000; k++) {
                sum += fill(2_000);
              }
              safepoint.reached(1_000);
            }
            return sum;
          };
      return List.of(task, task);
    }

    @Override
    public boolean deterministic() {
      return false;
    }

    @Override
    public Optional<String> validate(List<?> results) {
      return Optional.empty();
    }

    @Override
    public String checksum(List<?> results) {
      return "";
    }

    @Override
    public WorkloadData data() {
      throw new UnsupportedOperationException();
    }
  }
}
