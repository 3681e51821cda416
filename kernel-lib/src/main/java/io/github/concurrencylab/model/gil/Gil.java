package io.github.concurrencylab.model.gil;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.poll.PollingThreads;
import io.github.concurrencylab.base.poll.Polls;
import io.github.concurrencylab.base.poll.StoppedError;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.thread.PooledTasks;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Workload;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A fixed pool of platform threads under one global lock, handed over as CPython hands over its
 * own: what {@link Threads} would be like if only one of them could run at a time.
 *
 * <p>A thread takes the lock before a task, and drops it after. In between the lock changes hands
 * only at the task's {@linkplain Safepoint safepoints} and in a cell's code at each jump back, as
 * CPython's does between two bytecode instructions. By default the protocol is that of CPython
 * since 3.2, see {@link #switchInterval}; {@link #everyTicks} chooses the older one, which counts
 * ticks at safepoints only.
 *
 * <p>A cell's code may also lose the lock while it waits, for a monitor or in a method of the JDK
 * that sleeps, locks or takes; it gets it again before it goes on.
 *
 * <p>When each thread waited for the lock and held it is in the execution's {@link Timeline}.
 *
 * @param workers how many threads, from 1 to {@value Threads#MOST_WORKERS}
 * @param switching when the lock is handed over
 */
public record Gil(int workers, Switching switching) implements Model {
  /** The most spans of the lock that one execution keeps, all threads together. */
  public static final int MOST_SPANS = 200_000;

  private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST_TICKS = 1_000_000_000;

  /** When a global lock is handed over. */
  public sealed interface Switching {
    /**
     * The protocol since CPython 3.2, as {@code sys.setswitchinterval} sets it.
     *
     * @param nanos the switch interval, from 1 µs (CPython's own bound) to 1 min
     */
    record AfterInterval(long nanos) implements Switching {
      /** Checks the interval. */
      public AfterInterval {
        Check.between("switch interval in ns", nanos, 1_000, LONGEST_NANOS);
      }
    }

    /**
     * The protocol before CPython 3.2, as {@code sys.setcheckinterval} set it.
     *
     * @param ticks the ticks between two hand-overs, from 1 to 1,000,000,000
     */
    record EveryTicks(int ticks) implements Switching {
      /** Checks the ticks. */
      public EveryTicks {
        Check.between("ticks", ticks, 1, MOST_TICKS);
      }
    }
  }

  /** CPython's default since 3.2. */
  private static final Switching STANDARD = new Switching.AfterInterval(5_000_000);

  /** Checks the number of workers. */
  public Gil {
    Check.between("workers", workers, 1, Threads.MOST_WORKERS);
    Check.given("switching", switching, "use switchInterval(5) or everyTicks(100)");
  }

  /**
   * Creates threads under the protocol since CPython 3.2, with its default switch interval of 5 ms.
   *
   * @param workers how many, from 1 to {@value Threads#MOST_WORKERS}
   */
  public Gil(int workers) {
    this(workers, STANDARD);
  }

  /**
   * The same with another switch interval, under the protocol since CPython 3.2: a thread that
   * waits asks for the lock after that time; its holder lets go at the next safepoint, and then
   * waits until another thread has taken it. The article's workload reaches a safepoint every 70 µs
   * or so.
   *
   * @param millis milliseconds, from 0.001 to 60,000
   * @return a new model
   */
  public Gil switchInterval(double millis) {
    return new Gil(workers, new Switching.AfterInterval(Math.round(millis * 1e6)));
  }

  /**
   * The same as {@link #switchInterval(double)}.
   *
   * @param interval from 1 µs to 1 min
   * @return a new model
   */
  public Gil switchInterval(Duration interval) {
    return switchInterval(Check.millis("switch interval", interval));
  }

  /**
   * The same under the protocol before CPython 3.2: after so many ticks the holder releases the
   * lock and acquires it again at once.
   *
   * <p>A tick there was one bytecode instruction; here it is one unit of work, a term of the
   * article's workload. CPython 2 needed some 14 instructions for such a term, but each took longer
   * than a whole term takes here: 100 ticks are a few terms and about a microsecond there, 100
   * terms and a quarter of a microsecond here. A workload that cannot reach its safepoint that
   * often hands the lock over at its own pace.
   *
   * @param ticks from 1 to 1,000,000,000; CPython's default was 100
   * @return a new model
   */
  public Gil everyTicks(int ticks) {
    return new Gil(workers, new Switching.EveryTicks(ticks));
  }

  @Override
  public ModelId id() {
    ModelId gil = ModelId.of(ModelKind.GIL, workers);
    if (switching.equals(STANDARD)) {
      return gil;
    }
    return switch (switching) {
      case Switching.AfterInterval(long nanos) ->
          gil.variant("switchInterval(" + plain(BigDecimal.valueOf(nanos, 6)) + ")");
      case Switching.EveryTicks(int ticks) -> gil.variant("everyTicks(" + ticks + ")");
    };
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  @Override
  public Gil withWorkers(int count) {
    return new Gil(count, switching);
  }

  @Override
  public String description() {
    return switch (switching) {
      case Switching.AfterInterval(long nanos) ->
          "a pool of threads of which one may run at a time, handed over after "
              + plain(BigDecimal.valueOf(nanos, 6))
              + " ms";
      case Switching.EveryTicks(int ticks) ->
          "a pool of threads of which one may run at a time, the lock let go every "
              + ticks
              + (ticks == 1 ? " tick" : " ticks");
    };
  }

  /** Whether code of cells hands the lock over at its polls: they count no ticks. */
  private boolean polls() {
    return switching instanceof Switching.AfterInterval;
  }

  /** {@inheritDoc} As long as it is open, code of cells polls for the lock, under every model. */
  @Override
  public Session open() {
    if (polls()) {
      Polls.yieldWhenAsked();
    }
    return new Session() {
      private boolean open = polls();

      @Override
      public Execution execute(Workload workload, Progress progress) throws InterruptedException {
        return executePolled(workload, progress);
      }

      @Override
      public void close() {
        if (open) {
          open = false;
          Polls.yieldNoMore();
        }
      }
    };
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    try (Session session = open()) {
      return session.execute(workload, progress);
    }
  }

  private Execution executePolled(Workload workload, Progress progress)
      throws InterruptedException {
    Recording recording = new Recording(this, workload);
    GlobalLock lock = newLock();
    Map<Thread, LockHistory> histories = new ConcurrentHashMap<>();
    int mostTurns = Math.max(2, MOST_SPANS / 2 / workers);
    Execution execution =
        PooledTasks.run(
            Threads.pool(workers),
            recording,
            progress,
            workload.tasks(),
            task -> {
              LockHistory mine =
                  histories.computeIfAbsent(
                      Thread.currentThread(),
                      thread -> new LockHistory(thread.getName(), recording::now, mostTurns));
              HandingOver safepoint = new HandingOver(lock, mine, progress, stride());
              lock.take(mine);
              Polls.onYield(polls() ? safepoint::atPoll : null);
              try {
                recording.run(task, mine.worker(), safepoint);
              } finally {
                Polls.onYield(null);
                if (mine.holds()) { // not if it was interrupted while waiting
                  lock.drop(mine);
                }
              }
            });
    List<LockSpan> spans =
        histories.values().stream()
            .sorted(
                Comparator.comparingInt((LockHistory one) -> one.worker().length())
                    .thenComparing(LockHistory::worker))
            .flatMap(one -> one.spans().stream())
            .toList();
    return execution.withLock(spans, lock.handOvers());
  }

  /**
   * Whether a class is the global lock of an execution, for whoever explains what threads wait for.
   *
   * @param className a class's full name
   * @return true if it is
   */
  public static boolean isLock(String className) {
    return className.equals(IntervalLock.class.getName())
        || className.equals(TickLock.class.getName());
  }

  private GlobalLock newLock() {
    return switch (switching) {
      case Switching.AfterInterval(long nanos) -> new IntervalLock(nanos, PollingThreads::wait);
      case Switching.EveryTicks(int ticks) -> new TickLock(ticks);
    };
  }

  /** A tick is a unit; a switch interval is long against the workload's own stride. */
  private long stride() {
    return switching instanceof Switching.EveryTicks(int ticks) ? ticks : Long.MAX_VALUE;
  }

  /** The safepoint of a task that runs under the lock. */
  private record HandingOver(GlobalLock lock, LockHistory mine, Progress progress, long stride)
      implements Safepoint {
    @Override
    public void reached(long units) throws InterruptedException {
      progress.reached(units);
      lock.reached(mine, units);
    }

    /** Hands over as a safepoint does; but who waits for the lock there is in no state to throw. */
    void atPoll() {
      boolean interrupted = false;
      while (true) {
        try {
          if (mine.holds()) {
            lock.reached(mine, 0);
          } else {
            lock.take(mine);
          }
          break;
        } catch (InterruptedException noted) {
          if (progress.isCancelled()) {
            throw new StoppedError();
          }
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /** {@inheritDoc} As in CPython the lock is let go before, and taken again after. */
    @Override
    public @Nullable Object waiting(Wait wait) throws Exception {
      lock.drop(mine);
      Object value = wait.await();
      mine.waits();
      lock.take(mine);
      return value;
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
