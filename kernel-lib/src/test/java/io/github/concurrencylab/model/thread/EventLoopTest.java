package io.github.concurrencylab.model.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Optimized;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.workload.ModuloSum;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Slow
@Optimized
class EventLoopTest {
  private final EventLoop loop = new EventLoop();
  private final List<String> log = new ArrayList<>();

  private Callable<String> saying(String what) {
    return () -> {
      log.add(what);
      return what;
    };
  }

  @Test
  void should_not_start_a_task_before_something_is_awaited() throws InterruptedException {
    var task = loop.createTask(saying("task"));
    log.add("main");
    assertThat(task).isNotDone();
    assertThat(loop.await(task)).isEqualTo("task");
    assertThat(log).containsExactly("main", "task");
  }

  @Test
  void should_run_tasks_in_the_order_in_which_they_were_made() throws InterruptedException {
    var first = loop.createTask(saying("first"));
    var second = loop.createTask(saying("second"));
    assertThat(loop.await(second)).isEqualTo("second");
    assertThat(first).isCompletedWithValue("first");
    assertThat(log).containsExactly("first", "second");
  }

  @Test
  void should_run_only_what_comes_before_the_awaited_task() throws InterruptedException {
    var first = loop.createTask(saying("first"));
    var second = loop.createTask(saying("second"));
    var ignored = loop.await(first);
    assertThat(second).isNotDone();
  }

  @Test
  void should_gather_results_in_order() throws InterruptedException {
    assertThat(loop.gather(List.of(saying("a"), saying("b"), saying("c"))))
        .containsExactly("a", "b", "c");
    assertThat(loop.gather(List.<Callable<String>>of())).isEmpty();
  }

  @Test
  void should_fail_at_the_first_failure_of_what_is_gathered() {
    var failure = new IllegalStateException("planted");
    Callable<String> failing =
        () -> {
          throw failure;
        };
    assertThatThrownBy(() -> loop.gather(List.of(saying("a"), failing, saying("never"))))
        .isInstanceOf(CompletionException.class)
        .hasCause(failure);
    assertThat(log).containsExactly("a");
  }

  @Test
  void should_not_run_a_cancelled_task() throws InterruptedException {
    var cancelled = loop.createTask(saying("cancelled"));
    var other = loop.createTask(saying("other"));
    cancelled.cancel(true);
    assertThat(loop.await(other)).isEqualTo("other");
    assertThat(log).containsExactly("other");
    assertThatThrownBy(() -> loop.await(cancelled)).isInstanceOf(CancellationException.class);
  }

  @Test
  void should_let_a_task_go_on_after_another_one_that_it_depends_on() throws InterruptedException {
    var source = loop.createTask(saying("source"));
    var follower = source.thenApplyAsync(value -> "after " + value, loop);
    assertThat(loop.await(follower)).isEqualTo("after source");
  }

  @Test
  void should_wake_up_whenever_another_thread_completes_the_future() throws Exception {
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      for (int i = 0; i < 50_000; i++) {
        var future = new CompletableFuture<Integer>();
        int value = i;
        other.execute(() -> future.complete(value));
        assertThat(loop.await(future)).isEqualTo(value);
      }
    }
  }

  @Test
  void should_sleep_until_another_thread_completes_the_future() throws InterruptedException {
    var late =
        CompletableFuture.supplyAsync(
            () -> "late", CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS));
    var ready = loop.createTask(saying("ready"));
    assertThat(loop.await(late)).isEqualTo("late");
    assertThat(ready).isCompletedWithValue("ready");
  }

  @Test
  void should_stop_awaiting_if_interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> loop.await(new CompletableFuture<>()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void should_let_main_code_run_between_awaited_tasks() throws InterruptedException {
    ModuloSum work = ModuloSum.article().tasks(3).terms(10);
    List<Long> done = new ArrayList<>();
    Progress progress = new Progress();
    var ignored =
        EventLoopModel.gathering()
            .createTasksFirst(() -> done.add(progress.done()))
            .execute(work, progress);
    assertThat(done).containsExactly(0L, 10L, 20L, 30L);
  }
}
