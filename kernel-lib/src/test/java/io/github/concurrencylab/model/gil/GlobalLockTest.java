package io.github.concurrencylab.model.gil;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Optimized;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.base.poll.PollingThreads.Wait;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.workload.ModuloSum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The global locks under stress, and whether the stress would find a broken one. */
@Timeout(240)
@Slow
@Optimized
class GlobalLockTest {
  static Stream<Supplier<GlobalLock>> locks() {
    return Stream.of(
        () -> new IntervalLock(1_000), // always overdue
        () -> new IntervalLock(200_000),
        () -> new IntervalLock(60_000_000_000L), // never: only drops hand it over
        () -> new TickLock(1),
        () -> new TickLock(7),
        () -> new TickLock(Integer.MAX_VALUE));
  }

  /** Several threads that take the lock, work under it, hand it over and drop it. */
  private static final class Stress {
    private static final int THREADS = 6;
    private static final int TURNS = 300;
    private static final int STEPS = 20;

    private final GlobalLock lock;
    private final AtomicInteger inside = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile Optional<String> fault = Optional.empty();
    private long counter; // guarded by the lock alone

    Stress(GlobalLock lock) {
      this.lock = lock;
    }

    /** What is wrong with the lock; empty if nothing was found. */
    Optional<String> fault(boolean interrupts, long patienceMillis) throws InterruptedException {
      for (int i = 0; i < THREADS; i++) {
        threads.add(Thread.ofPlatform().daemon().name("stress-" + i).start(() -> work(interrupts)));
      }
      Random random = new Random(1);
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
      while (threads.stream().anyMatch(Thread::isAlive)) {
        if (System.nanoTime() > deadline) {
          return fault.or(() -> Optional.of("stuck"));
        }
        if (interrupts) {
          threads.get(random.nextInt(THREADS)).interrupt();
          TimeUnit.MICROSECONDS.sleep(50);
        } else {
          Thread.sleep(1);
        }
      }
      long expected = (long) THREADS * TURNS * STEPS;
      if (fault.isEmpty() && !interrupts && counter != expected) {
        return Optional.of("lost updates: " + counter + " of " + expected);
      }
      return fault;
    }

    private void work(boolean interrupts) {
      LockHistory me = new LockHistory(Thread.currentThread().getName(), System::nanoTime, 100);
      for (int turn = 0; turn < TURNS && fault.isEmpty(); turn++) {
        try {
          lock.take(me);
          for (int step = 0; step < STEPS; step++) {
            if (inside.incrementAndGet() != 1) {
              fault = Optional.of("two at once");
            }
            counter++;
            if (step % 5 == 0) {
              LockSupport.parkNanos(1); // so that another thread comes in, if it is let in
            }
            inside.decrementAndGet();
            lock.reached(me, 1);
          }
        } catch (InterruptedException e) {
          if (!interrupts) {
            fault = Optional.of("interrupted out of the blue");
          }
        } finally {
          if (me.holds()) {
            lock.drop(me);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("locks")
  void should_let_one_thread_in_at_a_time_and_lose_no_wake_up(Supplier<GlobalLock> lock)
      throws InterruptedException {
    assertThat(new Stress(lock.get()).fault(false, 20_000)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("locks")
  void should_stay_sound_if_waiting_threads_are_interrupted(Supplier<GlobalLock> lock)
      throws InterruptedException {
    assertThat(new Stress(lock.get()).fault(true, 20_000)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Wait.class,
      names = {"KNOWN", "HIDDEN"})
  void should_be_taken_from_a_holder_that_waits_for_something_else(Wait kind) throws Exception {
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch retaken = new CountDownLatch(1);
    IntervalLock lock =
        new IntervalLock(
            1_000_000, thread -> thread.getState() == Thread.State.RUNNABLE ? Wait.NONE : kind);
    LockHistory first = new LockHistory("first", System::nanoTime, 100);
    LockHistory second = new LockHistory("second", System::nanoTime, 100);
    lock.take(first);
    Thread other =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                lock.take(second);
                taken.countDown();
                while (retaken.getCount() > 0) {
                  lock.reached(second, 1);
                }
              } catch (InterruptedException nobodyDoes) {
                throw new IllegalStateException(nobodyDoes);
              } finally {
                lock.drop(second);
              }
            });
    taken.await();
    assertThat(first.hasLost()).isTrue();

    lock.reached(first, 1);
    assertThat(first.hasLost()).isFalse();
    assertThat(first.holds()).isTrue();
    retaken.countDown();
    lock.drop(first);
    other.join();
    List<LockSpan> holds =
        Stream.concat(first.spans().stream(), second.spans().stream())
            .filter(span -> span.state() == State.HOLDING)
            .sorted(Comparator.comparingLong(LockSpan::startNanos))
            .toList();
    assertThat(holds).hasSizeGreaterThanOrEqualTo(3);
    for (int i = 1; i < holds.size(); i++) {
      assertThat(holds.get(i).startNanos()).isGreaterThanOrEqualTo(holds.get(i - 1).endNanos());
    }
  }

  @Test
  void should_be_kept_by_a_holder_that_computes() throws Exception {
    IntervalLock lock = new IntervalLock(1_000_000, thread -> Wait.NONE);
    LockHistory first = new LockHistory("first", System::nanoTime, 100);
    LockHistory second = new LockHistory("second", System::nanoTime, 100);
    lock.take(first);
    Thread other =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                lock.take(second);
                lock.drop(second);
              } catch (InterruptedException nobodyDoes) {
                throw new IllegalStateException(nobodyDoes);
              }
            });
    Thread.sleep(100);
    assertThat(first.hasLost()).isFalse();
    assertThat(second.holds()).isFalse();
    lock.drop(first);
    other.join();
  }

  /** A lock with a fault in it. */
  private static class Broken implements GlobalLock {
    private final Semaphore permit;

    Broken(int permits) {
      permit = new Semaphore(permits);
    }

    @Override
    public void take(LockHistory me) throws InterruptedException {
      permit.acquire();
      me.taken();
    }

    @Override
    public void drop(LockHistory me) {
      me.dropped(me.now());
      permit.release();
    }

    @Override
    public void reached(LockHistory me, long units) throws InterruptedException {
      drop(me);
      take(me);
    }

    @Override
    public long handOvers() {
      return 0;
    }
  }

  @Test
  void should_be_found_out_if_it_lets_two_in() throws InterruptedException {
    assertThat(new Stress(new Broken(2)).fault(false, 20_000)).isPresent();
  }

  @Test
  void should_be_found_out_if_it_loses_a_wake_up() throws InterruptedException {
    var forgetful =
        new Broken(1) {
          private int drops;

          @Override
          public void drop(LockHistory me) {
            if (++drops == 1_000) {
              me.dropped(me.now()); // and nobody is told
            } else {
              super.drop(me);
            }
          }
        };
    assertThat(new Stress(forgetful).fault(false, 1_000)).hasValue("stuck");
  }

  @Test
  void should_be_found_out_if_an_interrupted_waiter_goes_in_all_the_same()
      throws InterruptedException {
    var barging =
        new Broken(1) {
          @Override
          public void take(LockHistory me) {
            try {
              super.take(me);
            } catch (InterruptedException ignored) {
              me.taken();
            }
          }
        };
    assertThat(new Stress(barging).fault(true, 20_000)).hasValue("two at once");
  }

  private static List<LockSpan> holds(Execution execution) {
    return execution.timeline().lock().stream()
        .filter(span -> span.state() == State.HOLDING)
        .sorted(Comparator.comparingLong(LockSpan::startNanos))
        .toList();
  }

  static Stream<Gil> gils() {
    return Stream.of(
        new Gil(1),
        new Gil(8),
        new Gil(4).switchInterval(0.2),
        new Gil(2).everyTicks(100),
        new Gil(16).everyTicks(1));
  }

  @ParameterizedTest
  @MethodSource("gils")
  void should_never_be_held_by_two_threads_at_once(Gil gil) throws InterruptedException {
    ModuloSum work = ModuloSum.article().tasks(8).terms(400_000);
    Execution execution = gil.execute(work, new Progress());
    List<LockSpan> holds = holds(execution);
    assertThat(holds).isNotEmpty();
    for (int i = 1; i < holds.size(); i++) {
      assertThat(holds.get(i).startNanos()).isGreaterThanOrEqualTo(holds.get(i - 1).endNanos());
    }
    assertThat(execution.timeline().tasks())
        .allMatch(span -> holds.stream().anyMatch(hold -> hold.worker().equals(span.worker())));
    assertThat(execution.timeline().lock()).hasSizeLessThanOrEqualTo(Gil.MOST_SPANS);
  }

  @Test
  void should_hand_the_lock_over_about_once_a_switch_interval() throws InterruptedException {
    ModuloSum work = ModuloSum.article().tasks(4).terms(20_000_000);
    Execution execution = new Gil(4).switchInterval(2).execute(work, new Progress());
    long intervals = execution.nanos() / 2_000_000;
    long handOvers = execution.timeline().handOvers();
    // A request comes after an interval at the earliest; the ends of tasks come on top.
    assertThat(handOvers).isBetween(intervals / 10, intervals + work.tasks() + 1);
    assertThat(holds(execution))
        .filteredOn(hold -> hold.endNanos() - hold.startNanos() < 1_900_000)
        .hasSizeLessThanOrEqualTo((int) handOvers / 4 + 2 * work.tasks());
  }

  @Test
  void should_wait_until_another_thread_has_really_taken_it() throws InterruptedException {
    ModuloSum work = ModuloSum.article().tasks(2).terms(10_000_000);
    List<LockSpan> holds = holds(new Gil(2).switchInterval(0.5).execute(work, new Progress()));
    // Until one of the two has ended, no thread has it twice in a row.
    String last = holds.getLast().worker();
    int alone = holds.size();
    while (alone > 0 && holds.get(alone - 1).worker().equals(last)) {
      alone--;
    }
    assertThat(alone).isGreaterThan(2);
    for (int i = 1; i < alone; i++) {
      assertThat(holds.get(i).worker()).isNotEqualTo(holds.get(i - 1).worker());
    }
  }

  @Test
  void should_not_be_handed_over_if_there_is_nobody_else() throws InterruptedException {
    ModuloSum work = ModuloSum.article().tasks(3).terms(1_000_000);
    for (Gil gil : List.of(new Gil(1).switchInterval(0.001), new Gil(1).everyTicks(1))) {
      Timeline timeline = gil.execute(work, new Progress()).timeline();
      assertThat(timeline.handOvers()).isZero();
      assertThat(timeline.lock()).extracting(LockSpan::state).containsOnly(State.HOLDING);
    }
  }
}
