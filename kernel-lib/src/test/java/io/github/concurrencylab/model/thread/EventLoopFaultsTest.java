package io.github.concurrencylab.model.thread;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.Optimized;
import io.github.concurrencylab.model.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The event loop in many short rounds, with several threads that hand it work or stop it. */
@Timeout(240)
@Fault
@Optimized
class EventLoopFaultsTest {
  private static final Duration TIME = Duration.ofMillis(1_500);
  private static final int HANDED = 20;

  /** One thread turns the loop, two hand it work, and one may interrupt it. */
  private static final class HandingRound implements Rounds.Round {
    static final int HANDING = 2;

    private final boolean interrupts;
    private final EventLoop loop = new EventLoop();
    private final AtomicReference<@Nullable Thread> turning = new AtomicReference<>();
    private final List<CompletableFuture<Integer>> handed = futures();
    private final List<CompletableFuture<Integer>> signals = futures();
    private final List<List<Integer>> ran = List.of(new ArrayList<>(), new ArrayList<>());
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean late;
    private volatile String fault = "";

    HandingRound(boolean interrupts) {
      this.interrupts = interrupts;
    }

    private static List<CompletableFuture<Integer>> futures() {
      return IntStream.range(0, HANDING).mapToObj(i -> new CompletableFuture<Integer>()).toList();
    }

    @Override
    public void play(int actor) {
      if (actor == 0) {
        turn();
      } else if (actor <= HANDING) {
        hand(actor - 1);
      } else {
        Thread loopThread = turning.get();
        if (interrupts && loopThread != null) {
          loopThread.interrupt();
        }
      }
    }

    private void turn() {
      turning.set(Thread.currentThread());
      List<CompletableFuture<Integer>> all = new ArrayList<>(handed);
      all.addAll(signals);
      while (true) {
        try {
          if (!loop.awaitAll(all).equals(List.of(0, 1, 0, 1))) {
            fault = "other results";
          }
          return;
        } catch (InterruptedException stopped) {
          if (!interrupts) {
            fault = "interrupted out of the blue";
          }
        }
      }
    }

    private void hand(int by) {
      for (int i = 0; i < HANDED; i++) {
        int task = i;
        loop.execute(() -> run(by, task));
      }
      loop.execute(() -> handed.get(by).complete(by)); // by the loop, after all of these
      signals.get(by).complete(by); // by another thread, which must wake the loop
    }

    private void run(int by, int task) {
      if (inside.incrementAndGet() != 1 || Thread.currentThread() != turning.get()) {
        fault = "a task ran beside the loop";
      }
      ran.get(by).add(task);
      inside.decrementAndGet();
    }

    @Override
    public Optional<String> fault() throws InterruptedException {
      List<Integer> inOrder = IntStream.range(0, HANDED).boxed().toList();
      for (List<Integer> one : ran) {
        if (!one.equals(inOrder)) {
          fault = "tasks must run once each and in order, got " + one;
        }
      }
      loop.execute(() -> late = true);
      if (late) {
        fault = "a task ran after the last await";
      }
      return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }
  }

  @Test
  void should_survive_work_from_several_threads() throws Exception {
    assertThat(Rounds.fault(3, TIME, () -> new HandingRound(false))).isEmpty();
  }

  @Test
  void should_survive_interruptions_without_losing_work() throws Exception {
    assertThat(Rounds.fault(4, TIME, () -> new HandingRound(true))).isEmpty();
  }

  /** One thread makes tasks and awaits them, another cancels every second one meanwhile. */
  private static final class CancellingRound implements Rounds.Round {
    private final EventLoop loop = new EventLoop();
    private final List<AtomicInteger> runs =
        IntStream.range(0, HANDED).mapToObj(i -> new AtomicInteger()).toList();
    private final List<CompletableFuture<Integer>> tasks = new ArrayList<>();
    private volatile String fault = "";

    CancellingRound() {
      for (int i = 0; i < HANDED; i++) {
        int task = i;
        tasks.add(
            loop.createTask(() -> {
              runs.get(task).incrementAndGet();
              return task;
            }));
      }
    }

    @Override
    public void play(int actor) throws InterruptedException {
      for (int i = 0; i < HANDED; i++) {
        if (actor == 1 && i % 2 == 1) {
          tasks.get(i).cancel(true);
        } else if (actor == 0) {
          try {
            if (loop.await(tasks.get(i)) != i) {
              fault = "another task's result";
            }
          } catch (CancellationException cancelled) {
            if (i % 2 == 0) {
              fault = "cancelled out of the blue";
            }
          }
        }
      }
    }

    @Override
    public Optional<String> fault() {
      for (int i = 0; i < HANDED; i++) {
        int times = runs.get(i).get();
        boolean once = times == 1 || (times == 0 && tasks.get(i).isCancelled());
        if (!once) {
          fault = "task %d ran %d times".formatted(i, times);
        }
      }
      return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }
  }

  @Test
  void should_survive_cancelling_at_the_moment_of_running() throws Exception {
    assertThat(Rounds.fault(2, TIME, CancellingRound::new)).isEmpty();
  }
}
