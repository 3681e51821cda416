package io.github.concurrencylab.measure.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Slow
class ProfilerTest {
  private static final int MEGABYTE = 1_000_000;

  private volatile byte[] last = {};

  /** So long that every run is cut short. */
  private static final ModuloSum LONG = ModuloSum.article().terms(1_000_000_000);

  private static Profiling profile(Workload workload, Model model) {
    return new Profiler(1).profile(workload, model, RunListener.SILENT);
  }

  private static double seconds(Profiling profiling, WorkerState state) {
    return profiling.traces().workers().stream().mapToDouble(worker -> worker.in(state)).sum();
  }

  @AfterEach
  void should_leave_nothing() throws IOException {
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      String own = "concurrency-lab-" + ProcessHandle.current().pid() + "-";
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(file -> file.startsWith(own));
    }
  }

  @Test
  void should_see_the_methods_that_run_on_each_worker() {
    Profiling profiling = profile(LONG, new Threads(3));

    // Compiled into its caller, the loop's samples may count for that.
    assertThat(profiling.traces().methods().getFirst().name())
        .isIn("TermLoop.Split.sum", "ModuloSum.Sum.run");
    assertThat(profiling.traces().workers())
        .extracting(WorkerTime::worker)
        .containsExactly("thread-1", "thread-2", "thread-3");
    assertThat(seconds(profiling, WorkerState.RUNNING)).isPositive();
    assertThat(profiling.span().runs()).isEqualTo(1);
  }

  @Test
  void should_run_a_short_workload_again_and_again() {
    Profiling profiling = profile(ModuloSum.article().terms(1_000), new Blocking());

    assertThat(profiling.span().runs()).isGreaterThan(1);
    assertThat(profiling.traces().workers()).extracting(WorkerTime::worker).containsExactly("main");
  }

  @Test
  @Lengthy
  void should_not_count_what_was_allocated_before() throws InterruptedException {
    List<Thread> before = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      before.add(
          Thread.startVirtualThread(() -> {
            for (int megabytes = 0; megabytes < 1_000; megabytes++) {
              last = new byte[MEGABYTE];
            }
          }));
    }
    for (Thread thread : before) {
      thread.join();
    }
    Workload workload =
        OwnTasks.of(
            "allocates",
            40,
            i -> {
              List<byte[]> pieces = new ArrayList<>();
              for (int piece = 0; piece < 100; piece++) {
                pieces.add(new byte[MEGABYTE / 400]);
              }
              Thread.sleep(30);
              return pieces.size();
            });

    Profiling profiling = profile(workload, new VirtualThreads());

    assertThat(last).hasSize(MEGABYTE);
    double megabytes =
        profiling.traces().allocations().stream().mapToDouble(AllocatedType::bytes).sum()
            / MEGABYTE;
    int runs = profiling.span().runs();
    // Ten a run; the recorder looks at a sample only, and the last run may have been cut.
    assertThat(megabytes).isBetween(10.0 * (runs - 1) / 2, 10.0 * runs * 2);
  }

  @Test
  @Lengthy
  void should_give_each_worker_all_of_the_time() {
    Profiling profiling = profile(LONG, new Gil(3));

    assertThat(profiling.traces().workers())
        .allSatisfy(worker ->
            assertThat(worker.seconds().values().stream().mapToDouble(s -> s).sum())
                .isBetween(0.9 * profiling.span().seconds(), 1.2 * profiling.span().seconds()));
  }

  @Test
  void should_see_virtual_threads() {
    assertThat(profile(LONG.tasks(2), new VirtualThreads()).traces().workers())
        .extracting(WorkerTime::worker)
        .containsExactly("virtual-1", "virtual-2");
  }

  @Test
  void should_see_a_lock_by_its_class() {
    Profiling profiling = profile(LONG.random(RandomSource.SYNCHRONIZED), new Threads(4));

    WaitedFor first = profiling.traces().waits().getFirst();
    assertThat(first.state()).isEqualTo(WorkerState.LOCK);
    assertThat(first.object()).isEqualTo("Generators.Synchronized");
    assertThat(first.workers()).isGreaterThan(1);
    assertThat(first.waits().times()).isPositive();
  }

  @Test
  void should_refuse_models_that_it_cannot_see_into() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(LONG, new Processes(4)))
        .withMessage(
            "model must run its tasks in this virtual machine to be profiled, got processes(4): "
                + "profile threads(4) or blocking() instead");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(LONG, Python.of(new Threads(2))))
        .withMessageContaining("got python(threads(2)): ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 601, Double.NaN, Double.POSITIVE_INFINITY})
  void should_fail_if_seconds_are_out_of_bounds(double seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Profiler(seconds))
        .withMessage("seconds must be between 0.1 and 600, got " + seconds);
  }

  @Test
  @SuppressWarnings("NullAway") // what a notebook may hand over
  void should_fail_if_something_is_null() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(null, new Blocking()))
        .withMessageStartingWith("workload must be given, got null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> profile(LONG, null))
        .withMessageStartingWith("model must be given, got null");
  }

  @Test
  void should_stop_when_it_is_interrupted() throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch running = new CountDownLatch(1);
    Thread profiler =
        Thread.ofPlatform()
            .start(() -> {
              running.countDown();
              try {
                var ignored = new Profiler(600).profile(LONG, new Threads(2), RunListener.SILENT);
              } catch (RuntimeException stopped) {
                thrown.set(stopped);
              }
            });
    running.await();
    List<Thread> workers = List.of();
    while (workers.isEmpty()) {
      workers =
          Thread.getAllStackTraces().keySet().stream()
              .filter(thread -> thread.getName().equals("thread-1"))
              .toList();
    }
    profiler.interrupt();
    profiler.join(30_000);

    assertThat(profiler.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(RunInterruptedException.class);
    assertThatExceptionOfType(RunInterruptedException.class)
        .isThrownBy(() -> {
          Thread.currentThread().interrupt();
          var ignored = profile(LONG, new Blocking());
        });
  }
}
