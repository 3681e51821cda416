package io.github.concurrencylab.measure;

import static io.github.concurrencylab.Figures.details;
import static io.github.concurrencylab.Figures.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.Figures;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Workload;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that fails has a row that says why, and the others go on; sessions end with the run. */
@Timeout(240)
@Fault
class FailingModelsTest {
  private static final ModuloSum WORK = ModuloSum.article().terms(20_000).tasks(3);
  private static final Protocol PROTOCOL = new Protocol(3, 1, 1);

  /** Fails from some execution on. */
  private static final class Mortal implements Model {
    private final Runnable death;
    private int left;

    Mortal(int executions) {
      this(
          executions,
          () -> {
            throw new TaskFailedException("task 1 failed\n  under mortal", null);
          });
    }

    Mortal(int executions, Runnable death) {
      this.left = executions;
      this.death = death;
    }

    @Override
    public ModelId id() {
      return ModelId.own("mortal");
    }

    @Override
    public int workers() {
      return 1;
    }

    @Override
    public String description() {
      return "fails in the end";
    }

    @Override
    public Execution execute(Workload workload, Progress progress) throws InterruptedException {
      if (left-- == 0) {
        death.run();
      }
      return new Blocking().execute(workload, progress);
    }
  }

  @Test
  void should_go_on_with_the_others_if_a_model_cannot_run() {
    Measurement measurement =
        PROTOCOL.measure(
            WORK,
            List.of(new Python(new Blocking(), "/no/such/python3"), new Blocking()),
            RunListener.SILENT);
    assertThat(measurement.trials())
        .filteredOn(trial -> trial.model().equals(new Blocking().id()))
        .hasSize(3)
        .allMatch(Trial.Measured.class::isInstance);
    assertThat(measurement.trials())
        .filteredOn(Trial.Failed.class::isInstance)
        .singleElement()
        .satisfies(trial -> {
          assertThat(trial.number()).isEqualTo(1);
          assertThat(reason(trial)).contains("/no/such/python3");
        });
  }

  @Test
  void should_keep_the_finished_trials_of_a_model_that_fails_later() {
    Measurement measurement =
        PROTOCOL.measure(WORK, List.of(new Mortal(3), new Blocking()), RunListener.SILENT);
    assertThat(measurement.trials())
        .filteredOn(trial -> trial.model().equals(ModelId.own("mortal")))
        .extracting(Trial::number, Figures::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, ""),
            org.assertj.core.groups.Tuple.tuple(2, ""),
            org.assertj.core.groups.Tuple.tuple(3, "task 1 failed under mortal"));
    assertThat(measurement.trials())
        .filteredOn(trial -> trial.model().equals(new Blocking().id()))
        .hasSize(3);
  }

  @Test
  void should_name_the_model_that_leaves_no_memory_and_go_on_with_the_others() {
    Runnable death =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };
    Mortal mortal = new Mortal(2, death);
    assertThat(PROTOCOL.measure(WORK, List.of(mortal, new Blocking()), RunListener.SILENT).trials())
        .extracting(Figures::reason)
        .filteredOn(failure -> !failure.isEmpty())
        .singleElement()
        .asString()
        .startsWith("no memory was left for ")
        .contains(" under mortal: java.lang.OutOfMemoryError: Java heap space; the heap is ")
        .contains("CONCURRENCY_LAB_HEAP=");
  }

  @Test
  void should_throw_the_first_failure_if_all_models_fail() {
    assertThatThrownBy(() -> PROTOCOL.measure(WORK, List.of(new Mortal(0)), RunListener.SILENT))
        .isInstanceOf(TaskFailedException.class);
    assertThatThrownBy(() ->
            PROTOCOL.measure(
                WORK.random(RandomSource.MATH_RANDOM),
                List.of(Python.of(new Blocking()), Python.of(new Threads(2))),
                RunListener.SILENT))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("no counterpart of random source MATH_RANDOM");
    assertNoChildren();
  }

  @Test
  void should_name_the_interpreter_in_the_machine_s_description_and_hold_each_family_to_itself() {
    Measurement measurement =
        PROTOCOL.measure(
            WORK,
            List.of(
                new Blocking(),
                Python.of(new Blocking()),
                new Threads(2),
                Python.of(new Threads(2)),
                Python.of(new Processes(2))),
            RunListener.SILENT);
    assertThat(measurement.trials()).hasSize(15).allMatch(Trial.Measured.class::isInstance);
    assertThat(measurement.machine().runtime())
        .matches("Java \\d+ \\(.*\\); CPython 3[^;]*\\(GIL [^;]*\\)");
    assertNoChildren();
  }

  @Test
  void should_hold_python_with_the_mersenne_twister_to_java_s_sums() {
    Measurement measurement =
        PROTOCOL.measure(
            WORK.random(RandomSource.MERSENNE_TWISTER),
            List.of(new Blocking(), Python.of(new Blocking())),
            RunListener.SILENT);
    assertThat(measurement.trials().stream().map(trial -> details(trial).checksum()).distinct())
        .hasSize(1);
  }

  @Test
  void should_end_idle_interpreters_too_when_interrupted() throws Exception {
    var idle = new CompletableFuture<Long>();
    List<Model> models =
        List.of(
            Python.of(new Blocking()),
            Python.of(new Threads(16)),
            Python.of(new Processes(2)),
            Python.of(new Processes(4)));
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var ignored =
                    new Protocol(1000, 0, 1)
                        .measure(WORK.terms(1_000_000), models, RunListener.SILENT);
                idle.completeExceptionally(new AssertionError("not interrupted"));
              } catch (RunInterruptedException stopped) {
                idle.complete(System.nanoTime());
              }
            });
    while (runner.isAlive() && ProcessHandle.current().children().count() < models.size()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    long start = System.nanoTime();
    runner.interrupt();
    // All end at once; on a busy machine that takes its time. A thousand trials take minutes.
    assertThat(TimeUnit.NANOSECONDS.toSeconds(idle.get() - start)).isLessThan(20);
    assertNoChildren();
  }

  /** A child that was killed is a child until the system has told us so. */
  private static void assertNoChildren() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline
        && ProcessHandle.current().descendants().findAny().isPresent()) {
      Thread.onSpinWait();
    }
    assertThat(ProcessHandle.current().descendants()).isEmpty();
  }
}
