package io.github.concurrencylab.model.gil;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.Optimized;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The global locks in many short rounds, whose starts and ends are where hand-overs go wrong. */
@Timeout(240)
@Fault
@Optimized
class GlobalLockFaultsTest {
  private static final int ACTORS = 3;
  private static final int TURNS = 30;
  private static final Duration TIME = Duration.ofMillis(800);

  static Stream<Supplier<GlobalLock>> locks() {
    return Stream.of(
        () -> new IntervalLock(1_000), // always overdue
        () -> new IntervalLock(60_000_000_000L), // a lost signal is not made up for by the clock
        () -> new TickLock(1),
        () -> new TickLock(3));
  }

  /** Each thread takes the lock a few times, works under it and hands it over in between. */
  private static final class LockRound implements Rounds.Round {
    private final GlobalLock lock;
    private final boolean interrupts;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger entered = new AtomicInteger();
    private final AtomicReferenceArray<Thread> threads = new AtomicReferenceArray<>(ACTORS);
    private final List<LockHistory> turns = new ArrayList<>();
    private final List<Integer> holders = new ArrayList<>(); // guarded by the lock alone
    private volatile String fault = "";

    LockRound(GlobalLock lock, boolean interrupts) {
      this.lock = lock;
      this.interrupts = interrupts;
      for (int i = 0; i < ACTORS; i++) {
        turns.add(new LockHistory("actor-" + i, System::nanoTime, 1_000));
      }
    }

    @Override
    public void play(int actor) {
      threads.set(actor, Thread.currentThread());
      LockHistory me = turns.get(actor);
      for (int turn = 0; turn < TURNS; turn++) {
        try {
          lock.take(me);
          enter(actor);
          for (int step = 0; step < 2; step++) {
            lock.reached(me, 1);
            enter(actor);
          }
        } catch (InterruptedException stopped) {
          if (!interrupts) {
            fault = "interrupted out of the blue";
          }
        } finally {
          if (me.holds()) {
            lock.drop(me);
          }
        }
        Thread other = threads.get((actor + 1) % ACTORS);
        if (interrupts && other != null) {
          other.interrupt();
        }
      }
    }

    private void enter(int actor) {
      if (inside.incrementAndGet() != 1) {
        fault = "two at once";
      }
      entered.incrementAndGet();
      holders.add(actor);
      if (ThreadLocalRandom.current().nextInt(4) == 0) {
        LockSupport.parkNanos(1); // so that another thread comes in, if it is let in
      }
      inside.decrementAndGet();
    }

    @Override
    public Optional<String> fault() throws InterruptedException {
      if (fault.isEmpty() && holders.size() != entered.get()) {
        fault = "lost updates: " + holders.size() + " of " + entered.get();
      }
      long changes = 0;
      for (int i = 1; i < holders.size(); i++) {
        changes += holders.get(i).equals(holders.get(i - 1)) ? 0 : 1;
      }
      if (fault.isEmpty() && lock.handOvers() != changes) {
        fault = "counted %d hand-overs of %d".formatted(lock.handOvers(), changes);
      }
      List<LockSpan> holds =
          turns.stream()
              .flatMap(one -> one.spans().stream())
              .filter(span -> span.state() == State.HOLDING)
              .sorted(
                  Comparator.comparingLong(LockSpan::startNanos)
                      .thenComparingLong(LockSpan::endNanos))
              .toList();
      for (int i = 1; i < holds.size(); i++) {
        if (holds.get(i).startNanos() < holds.get(i - 1).endNanos()) {
          fault = "spans overlap: " + holds.get(i - 1) + ", " + holds.get(i);
        }
      }
      if (fault.isEmpty() && !isFree()) {
        fault = "nobody holds it, and nobody can take it";
      }
      return fault.isEmpty() ? Optional.empty() : Optional.of(fault);
    }

    private boolean isFree() throws InterruptedException {
      LockHistory late = new LockHistory("late", System::nanoTime, 10);
      Thread taker =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                try {
                  lock.take(late);
                  lock.drop(late);
                } catch (InterruptedException never) {
                  throw new IllegalStateException(never);
                }
              });
      return taker.join(Duration.ofSeconds(20));
    }
  }

  @ParameterizedTest
  @MethodSource("locks")
  void should_survive_threads_that_take_and_drop_it_at_the_same_moment(Supplier<GlobalLock> lock)
      throws Exception {
    assertThat(Rounds.fault(ACTORS, TIME, () -> new LockRound(lock.get(), false))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("locks")
  void should_survive_interruptions_of_whoever_waits_or_holds(Supplier<GlobalLock> lock)
      throws Exception {
    assertThat(Rounds.fault(ACTORS, TIME, () -> new LockRound(lock.get(), true))).isEmpty();
  }
}
