package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.workload.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks that wait: who has how many of them under way at once, and that nothing is left. */
@Timeout(60)
@Slow
class WaitingTest {
  static Stream<Model> all() {
    return Models.all();
  }

  /** How many tasks were under way at once at most. */
  private static int mostAtOnce(List<Span> spans) {
    return spans.stream()
        .mapToInt(one ->
            (int)
                spans.stream()
                    .filter(
                        s -> s.startNanos() <= one.startNanos() && one.startNanos() < s.endNanos())
                    .count())
        .max()
        .orElse(0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_return_the_indexes_and_wait_no_shorter(Model model) throws Exception {
    for (double share : new double[] {0, 0.5, 1}) {
      Set<Thread> before = Leftovers.threads();
      Progress progress = new Progress();
      Waiting work = new Waiting(6, 20, share);
      Execution execution = model.execute(work, progress);
      assertThat(execution.results())
          .isEqualTo(LongStream.range(0, 6).mapToObj(i -> (Object) i).toList());
      assertThat(progress.done()).isEqualTo(6);
      assertThat(execution.timeline().tasks())
          .allMatch(span -> span.endNanos() - span.startNanos() >= share * 19_000_000);
      Leftovers.assertNone(before, progress);
    }
  }

  @Test
  void should_have_no_more_under_way_than_the_pool_has_workers() throws Exception {
    Waiting work = Waiting.of(12, Duration.ofMillis(100));
    for (Model model : List.of(new Blocking(), new Threads(3), new Gil(3), new ForkJoin(3))) {
      int most = mostAtOnce(model.execute(work, new Progress()).timeline().tasks());
      assertThat(most).as(model.name()).isBetween(1, model.workers());
    }
  }

  @Test
  @Lengthy
  void should_have_all_under_way_at_once_on_a_loop_and_on_virtual_threads() throws Exception {
    Waiting work = Waiting.of(200, Duration.ofSeconds(2));
    for (Model model :
        List.of(
            EventLoopModel.gathering(),
            EventLoopModel.gathering().createTasksFirst(),
            new VirtualThreads())) {
      Execution execution = model.execute(work, new Progress());
      assertThat(mostAtOnce(execution.timeline().tasks())).as(model.name()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_end_soon_if_interrupted_while_it_waits(Model model) throws Exception {
    Set<Thread> before = Leftovers.threads();
    Progress progress = new Progress();
    CompletableFuture<Long> ended = new CompletableFuture<>();
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var ignored = model.execute(Waiting.of(8, Duration.ofMinutes(10)), progress);
                ended.completeExceptionally(new AssertionError("was not interrupted"));
              } catch (InterruptedException expected) {
                ended.complete(System.nanoTime());
              } catch (Throwable other) {
                ended.completeExceptionally(other);
              }
            });
    Thread.sleep(100);
    runner.interrupt();
    assertThat(ended.get(20, TimeUnit.SECONDS)).isPositive();
    runner.join();
    Leftovers.assertNone(before, progress);
  }

  @Test
  void should_fail_if_the_time_or_the_share_is_out_of_bounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Waiting(1, -1, 1))
        .withMessage("milliseconds must be between 0 and 3,600,000, got -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Waiting(1, 1, 1.5))
        .withMessage("share must be between 0 and 1, got 1.5");
    assertThatThrownBy(() -> Waiting.of(1, Duration.ofDays(1)))
        .hasMessageContaining("milliseconds must be between");
  }
}
