package io.github.concurrencylab.model;

import io.github.concurrencylab.Attempts;
import io.github.concurrencylab.Fault;
import io.github.concurrencylab.workload.ModuloSum;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The stop button: whoever called execute is interrupted, and half a second later all is quiet. */
@Timeout(240)
@Fault
class InterruptionTest {
  private static final ModuloSum LONG = ModuloSum.article().terms(10_000_000_000L);
  private static final long MOST_MILLIS = 500;

  static Stream<Model> all() {
    return Models.all();
  }

  /** One execution on a thread of its own. */
  private static final class Run {
    private final Set<Thread> before = Leftovers.threads();
    private final Progress progress = new Progress();
    private final CompletableFuture<Long> ended = new CompletableFuture<>();
    private final Thread thread;

    Run(Model model, boolean interruptedBefore) {
      thread =
          Thread.ofPlatform()
              .start(() -> {
                if (interruptedBefore) {
                  Thread.currentThread().interrupt();
                }
                try {
                  var ignored = model.execute(LONG, progress);
                  ended.completeExceptionally(new AssertionError("was not interrupted"));
                } catch (InterruptedException expected) {
                  ended.complete(System.nanoTime());
                } catch (Throwable other) {
                  ended.completeExceptionally(other);
                }
              });
    }

    void awaitWork() throws InterruptedException {
      while (progress.done() == 0 && !ended.isDone()) {
        Thread.sleep(1);
      }
    }

    /** Waits for its end, and returns how many milliseconds that took. */
    long end(long sinceNanos) throws Exception {
      long nanos = ended.get(20, TimeUnit.SECONDS) - sinceNanos;
      thread.join();
      Leftovers.assertNone(before, progress);
      return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_end_soon_if_interrupted_at_the_start(Model model) throws Exception {
    Attempts.assertWithinMillis(
        MOST_MILLIS,
        () -> {
          long since = System.nanoTime();
          return new Run(model, true).end(since);
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_end_soon_if_interrupted_while_it_starts(Model model) throws Exception {
    Attempts.assertWithinMillis(
        MOST_MILLIS,
        () -> {
          Run run = new Run(model, false);
          Thread.sleep(2);
          long since = System.nanoTime();
          run.thread.interrupt();
          return run.end(since);
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_end_soon_if_interrupted_in_the_middle(Model model) throws Exception {
    Attempts.assertWithinMillis(
        MOST_MILLIS,
        () -> {
          Run run = new Run(model, false);
          run.awaitWork();
          Thread.sleep(20);
          long since = System.nanoTime();
          run.thread.interrupt();
          return run.end(since);
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_end_soon_if_interrupted_twice(Model model) throws Exception {
    Attempts.assertWithinMillis(
        MOST_MILLIS,
        () -> {
          Run run = new Run(model, false);
          run.awaitWork();
          long since = System.nanoTime();
          run.thread.interrupt();
          for (int again = 0; again < 20; again++) {
            Thread.onSpinWait();
            run.thread.interrupt();
          }
          return run.end(since);
        });
  }
}
