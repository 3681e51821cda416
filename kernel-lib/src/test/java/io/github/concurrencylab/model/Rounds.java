package io.github.concurrencylab.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Many short rounds in the manner of jcstress: a few threads start each of them at one barrier, and
 * after each it is asked what must hold. What goes wrong once in a thousand times is found so.
 */
public final class Rounds {
  private static final int PATIENCE_SECONDS = 20;
  private static final int LEAST = 50;

  private Rounds() {}

  /** One round. */
  public interface Round {
    /** What one of the threads does. */
    void play(int actor) throws Exception;

    /** What is wrong now that all have ended; empty if nothing is. */
    public Optional<String> fault() throws Exception;
  }

  /**
   * Plays rounds until one goes wrong or the time is over.
   *
   * @param actors how many threads
   * @param time how long, but for at least some rounds
   * @param rounds makes a round
   * @return the first fault; empty if there was none
   */
  public static Optional<String> fault(int actors, Duration time, Supplier<? extends Round> rounds)
      throws Exception {
    List<Thread> threads = new ArrayList<>();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            actors,
            body -> {
              Thread thread = Thread.ofPlatform().daemon().name("actor").unstarted(body);
              threads.add(thread);
              return thread;
            });
    try {
      long end = System.nanoTime() + time.toNanos();
      for (int n = 1; n <= LEAST || System.nanoTime() < end; n++) {
        Optional<String> fault = played(rounds.get(), actors, pool, threads);
        if (fault.isPresent()) {
          return Optional.of("round " + n + ": " + fault.get());
        }
      }
      return Optional.empty();
    } finally {
      pool.shutdownNow();
    }
  }

  private static Optional<String> played(
      Round round, int actors, ExecutorService pool, List<Thread> threads) throws Exception {
    AtomicInteger there = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < actors; i++) {
      int actor = i;
      all.add(
          pool.submit(() -> {
            there.incrementAndGet();
            while (there.get() < actors) {
              Thread.onSpinWait();
            }
            try {
              round.play(actor);
            } finally {
              var ignored = Thread.interrupted(); // meant for this round
            }
            return actor;
          }));
    }
    for (Future<?> one : all) {
      try {
        var ignored = one.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException thrown) {
        return Optional.of("threw " + thrown.getCause());
      } catch (TimeoutException stuck) {
        String where =
            threads.stream().map(t -> Arrays.toString(t.getStackTrace())).toList().toString();
        return Optional.of("stuck: " + where);
      }
    }
    return round.fault();
  }
}
