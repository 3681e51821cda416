package io.github.concurrencylab.base;

import java.time.Duration;
import java.util.Locale;

/** Every default of the lab, in one place. */
public final class Defaults {
  /** Tasks of the article's workload: x = 1 to 15. */
  public static final int TASKS = 15;

  /** Terms a task of the article's workload, at full size. */
  public static final long TERMS = 10_000_000;

  /** Terms a task at the small size, for classrooms and hosts with one processor. */
  public static final long SMALL_TERMS = 1_000_000;

  /** The share of terms skipped at random. */
  public static final double SKIP = 0.01;

  /** The seed of the article's workload: the article's year. */
  public static final long SEED = 2020;

  /** Workers in the article's pools. */
  public static final int WORKERS = 16;

  /** Counted trials per model. */
  public static final int TRIALS = 5;

  /** Seconds that a model's warm-ups of one round take at least; a longer one is alone in it. */
  public static final double WARMUP_ROUND_SECONDS = 0.1;

  /** Steady: nothing measured was compiled in so many rounds of warm-ups at least, ... */
  public static final int QUIET_ROUNDS = 2;

  /**
   * ... which took a model so many seconds in all. HotSpot optimizes what was called 5,000 times:
   * code that takes a microsecond a call, which is much without calls and loops of its own, has
   * come to that before it took 3 % of this time.
   */
  public static final double QUIET_SECONDS = 0.2;

  /** The most rounds of warm-ups of a model that does not become steady. */
  public static final int MOST_WARMUP_ROUNDS = 20;

  /** How long the virtual machine's compilers are waited for, before a run or a round of it. */
  public static final Duration COMPILERS = Duration.ofSeconds(2);

  /** How long they are waited for during a run, in all. */
  public static final Duration COMPILERS_IN_ALL = Duration.ofSeconds(10);

  /** Seconds after which a model's warm-ups end even if it is not steady. */
  public static final double MOST_WARMUP_SECONDS = 10;

  /** Seconds from which on one warm-up is enough: all is compiled long before its end. */
  public static final double LONG_WARMUP_SECONDS = 4;

  /** Steady: the last warm-ups are faster than those before by no more than this share, ... */
  public static final double STEADY_SHARE = 0.05;

  /** ... or by no more than these seconds, the least that a scheduler lets one rely on. */
  public static final double STEADY_SECONDS = 0.001;

  /** How long a run may take; if it would take longer, there are fewer trials. */
  public static final Duration CAP = Duration.ofMinutes(10);

  /** Trials a model that are kept however long they take. */
  public static final int LEAST_TRIALS = 2;

  /** How long a pool of child processes may take until one more of them is ready. */
  public static final Duration CHILD_START = Duration.ofMinutes(1);

  /** How long a child at work may give no sign of life; it gives one each second at least. */
  public static final Duration CHILD_SILENCE = Duration.ofSeconds(10);

  /**
   * The version of how trials are measured. It goes up when figures of before and after can no
   * longer be compared: 2 waits until nothing measured is compiled any more, where 1 went by the
   * times.
   */
  public static final String PROTOCOL_VERSION = "2";

  /** The fewest runs of each of two models from which a verdict is given. */
  public static final int FEWEST_RUNS = 3;

  /**
   * Rounds from which on the times of two models are compared in pairs, round by round: of ten and
   * ten times that have nothing in common, pairs make an interval wider by 8 %. A difference that
   * rests on fewer must show in their ranks, too.
   */
  public static final int PAIRED_ROUNDS = 10;

  /**
   * How rarely ranks like those of few runs that overlap may come by chance if there is no
   * difference. Five runs and five that do not overlap at all are that rare.
   */
  public static final double RANKS_LEVEL = 0.01;

  /** Counted trials per model of a quick look. */
  public static final int QUICK_TRIALS = 3;

  /** How long a quick look may take. */
  public static final Duration QUICK_CAP = Duration.ofMinutes(1);

  /**
   * Counted trials per model of a measurement to be published: so many find a difference of 5 % in
   * most cases where the times of a pair of trials scatter by 10 %.
   */
  public static final int FULL_TRIALS = 100;

  /** How long a measurement to be published may take. */
  public static final Duration FULL_CAP = Duration.ofHours(1);

  /**
   * Garbage is collected before each trial of a model whose trials take at least these seconds. A
   * collection takes about 10 ms and leaves the processors' caches cold: shorter trials would
   * suffer more from it than from the garbage.
   */
  public static final double COLLECTED_SECONDS = 0.1;

  /** Runs that are kept: beyond, the oldest is removed when a new one starts. */
  public static final int KEPT_RUNS = 500;

  /** Bytes that all kept runs may take together: beyond, the oldest are removed likewise. */
  public static final long KEPT_BYTES = 256L << 20;

  /** The environment variable that names the directory where runs are kept. */
  public static final String STORE_VARIABLE = "CONCURRENCY_LAB_STORE";

  /**
   * The environment variable that names a folder for the lock which keeps measurements apart, in
   * place of the machine's: those with another folder are not waited for.
   */
  public static final String LOCK_VARIABLE = "CONCURRENCY_LAB_LOCK";

  /**
   * The environment variable that says how large the kernel's heap may grow, such as {@code 2g}; it
   * is read when the kernel starts.
   */
  public static final String HEAP_VARIABLE = "CONCURRENCY_LAB_HEAP";

  /** How long a workload is profiled, in seconds. */
  public static final double PROFILE_SECONDS = 3;

  /**
   * Threads after which a profile begins no further run: each virtual thread is one, and the waits
   * of more would take a hundred megabytes to say the same again.
   */
  public static final int PROFILE_THREADS = 20_000;

  /** Processor time of a thread between two looks at what it runs, in milliseconds. */
  public static final int PROFILE_PERIOD_MILLIS = 10;

  /** The shortest wait that a profile sees, in nanoseconds. */
  public static final long PROFILE_WAIT_NANOS = 20_000;

  /** The shortest sample of a timed piece of code, in seconds. */
  public static final double TIMED_SAMPLE_SECONDS = 0.1;

  /**
   * Nanoseconds below which no loop can do anything: a cycle of a processor's clock of 5 GHz. What
   * takes less was left out by the compiler, since nothing used its result.
   */
  public static final double LEAST_LOOP_NANOS = 0.2;

  /** Loops of which one sample shows that they were left out. */
  public static final long LEFT_OUT_LOOPS = 1_000_000_000;

  /**
   * Nanoseconds below which a task did not work: reading the clock twice and calling it takes about
   * as long.
   */
  public static final long LEAST_TASK_NANOS = 150;

  /** Samples of a timed piece of code. */
  public static final int TIMED_SAMPLES = 10;

  /** A difference smaller than this share is called none: one in a hundred, as criterion has it. */
  public static final double NOISE = 0.01;

  /** Resamples of a bootstrap: as many as SciPy takes. */
  public static final int RESAMPLES = 9_999;

  /** Simulated experiments for each row of the table of coverage. */
  public static final int REPLICATIONS = 1_000;

  /**
   * The environment variable that chooses the size: {@code full} (the default) or {@code small}.
   */
  public static final String SIZE_VARIABLE = "CONCURRENCY_LAB_SIZE";

  private Defaults() {}

  /**
   * Whether the small size was asked for.
   *
   * @return true if {@value #SIZE_VARIABLE} says {@code small}
   * @throws IllegalArgumentException if it says anything but {@code small} or {@code full}
   */
  public static boolean small() {
    String size = System.getenv().getOrDefault(SIZE_VARIABLE, "full");
    return switch (size.strip().toLowerCase(Locale.ROOT)) {
      case "small" -> true;
      case "full", "" -> false;
      default ->
          throw new IllegalArgumentException(
              SIZE_VARIABLE + " must be small or full, got " + Check.quoted(size));
    };
  }

  /**
   * Terms a task at the size in force.
   *
   * @return {@link #TERMS} or {@link #SMALL_TERMS}
   */
  public static long terms() {
    return small() ? SMALL_TERMS : TERMS;
  }
}
