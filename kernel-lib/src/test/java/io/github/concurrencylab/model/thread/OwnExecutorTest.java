package io.github.concurrencylab.model.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Lab;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.OwnTasks;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OwnExecutorTest {
  private static final OwnTasks SQUARES = OwnTasks.of("squares", 6, i -> i * i);

  @Test
  void should_run_tasks_on_it_and_shut_it_down() throws Exception {
    AtomicReference<ExecutorService> made = new AtomicReference<>();
    OwnExecutor model =
        Lab.executor(
            "mine",
            () -> {
              made.set(Executors.newFixedThreadPool(2));
              return made.get();
            });
    assertThat(model.execute(SQUARES, new Progress()).results())
        .isEqualTo(List.of(0, 1, 4, 9, 16, 25));
    assertThat(Objects.requireNonNull(made.get()).isTerminated()).isTrue();
    assertThat(model.name()).isEqualTo("executor(\"mine\")");
  }

  @Test
  void should_scale_if_it_is_made_by_number() throws Exception {
    OwnExecutor model = Lab.executor("pool", n -> Executors.newFixedThreadPool(n)).withWorkers(3);
    assertThat(model.name()).isEqualTo("executor(\"pool\", 3)");
    assertThat(model.workers()).isEqualTo(3);
    var execution = model.execute(SQUARES, new Progress());
    assertThat(execution.timeline().tasks().stream().map(span -> span.worker()).distinct().count())
        .isBetween(1L, 3L);
    assertThatThrownBy(() -> Lab.executor("fixed", () -> null).withWorkers(2))
        .hasMessage(
            "executor(\"fixed\") has no number of workers to set: write executor(\"fixed\", n ->"
                + " ...)");
  }

  @Test
  void should_say_what_is_wrong_with_the_executor() {
    assertThatThrownBy(() -> Lab.executor("none", () -> null).execute(SQUARES, new Progress()))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            "executor(\"none\"): its executor must be made, got null: () ->"
                + " Executors.newFixedThreadPool(4) for example");
    ExecutorService one = Executors.newSingleThreadExecutor();
    one.shutdown();
    assertThatThrownBy(() -> Lab.executor("one", () -> one).execute(SQUARES, new Progress()))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("must be a new one each time, got one that was shut down");
    assertThatThrownBy(() ->
            Lab.executor(
                    "failing",
                    () -> {
                      throw new IllegalStateException("no pool");
                    })
                .execute(SQUARES, new Progress()))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("could not be made: java.lang.IllegalStateException: no pool");
    OwnTasks slow =
        OwnTasks.of(
            "slow",
            4,
            i -> {
              Thread.sleep(10_000);
              return i;
            });
    assertThatThrownBy(() ->
            Lab.executor(
                    "small",
                    () ->
                        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>()))
                .execute(slow, new Progress()))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("it refuses the task; give it a queue that holds all tasks");
  }

  @Test
  void should_refuse_names_that_are_none() {
    assertThatThrownBy(() -> Lab.executor("", () -> null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name must have 1 to 40 plain characters");
    assertThatThrownBy(() -> Lab.executor("a\"b", () -> null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
