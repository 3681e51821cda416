package io.github.concurrencylab.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * The article's workload: for x = 1 to {@code tasks}, the sum of i mod x over i = 0 to {@code
 * terms} - 1, each term skipped at random with probability {@code skip}.
 *
 * <p>A task does nothing but arithmetic and drawing random numbers; it never waits. Its result is
 * the sum, a {@link Long}.
 *
 * @param tasks how many tasks, from 1 to {@value #MOST_TASKS}
 * @param terms terms of each task, from 1 to {@value #MOST_TERMS}
 * @param skip the share of terms skipped, from 0 to 1
 * @param seed the seed of the random source
 * @param source where the random numbers come from
 */
public record ModuloSum(int tasks, long terms, double skip, long seed, RandomSource source)
    implements Workload {
  /** Its kind as {@link WorkloadData}. */
  public static final String KIND = "modulo-sum";

  /** The most tasks. */
  public static final int MOST_TASKS = 100_000;

  /** The most terms of a task: more would take years, and their sum could overflow. */
  public static final long MOST_TERMS = 10_000_000_000_000L;

  /** Terms between two safepoints: about 70 µs, so that a poll costs less than a thousandth. */
  static final int CHUNK = 32_768;

  /** Standard deviations that a sum may be away from its mean: 1 in 10^11 is further off. */
  private static final double TOLERANCE = 7;

  /** Checks the parameters. */
  public ModuloSum {
    Check.between("tasks", tasks, 1, MOST_TASKS);
    Check.between("terms", terms, 1, MOST_TERMS);
    Check.share("skip", skip);
    Check.given("random", source, "use NONE, PER_TASK or SHARED");
  }

  /**
   * The article's workload, at the {@linkplain Defaults#terms() size in force}.
   *
   * @return 15 tasks, 1 % of the terms skipped, a generator per task
   */
  public static ModuloSum article() {
    return new ModuloSum(
        Defaults.TASKS, Defaults.terms(), Defaults.SKIP, Defaults.SEED, RandomSource.PER_TASK);
  }

  static ModuloSum of(WorkloadData data) {
    return new ModuloSum(
        Integer.parseInt(data.value("tasks")),
        Long.parseLong(data.value("terms")),
        Double.parseDouble(data.value("skip")),
        Long.parseLong(data.value("seed")),
        RandomSource.valueOf(data.value("random")));
  }

  /**
   * The same with another number of tasks.
   *
   * @param count at least 1
   * @return a new workload
   */
  public ModuloSum tasks(int count) {
    return new ModuloSum(count, terms, skip, seed, source);
  }

  /**
   * The same with another number of terms a task.
   *
   * @param count at least 1
   * @return a new workload
   */
  public ModuloSum terms(long count) {
    return new ModuloSum(tasks, count, skip, seed, source);
  }

  /**
   * The same with another share of terms skipped.
   *
   * @param share from 0 to 1
   * @return a new workload
   */
  public ModuloSum skip(double share) {
    return new ModuloSum(tasks, terms, share, seed, source);
  }

  /**
   * The same with another seed.
   *
   * @param value any number
   * @return a new workload
   */
  public ModuloSum seed(long value) {
    return new ModuloSum(tasks, terms, skip, value, source);
  }

  /**
   * The same with another source of random numbers.
   *
   * @param randomSource the source
   * @return a new workload
   */
  public ModuloSum random(RandomSource randomSource) {
    return new ModuloSum(tasks, terms, skip, seed, randomSource);
  }

  @Override
  public String name() {
    return "modulo sum, " + source.words();
  }

  @Override
  public long units() {
    return tasks * terms;
  }

  @Override
  public boolean deterministic() {
    return source != RandomSource.SHARED;
  }

  @Override
  public List<Task> newTasks() {
    List<Task> list = new ArrayList<>(tasks);
    SplittableRandom root = new SplittableRandom(seed);
    Random shared = new Random(seed);
    long bound = keptBelow();
    for (int task = 0; task < tasks; task++) {
      int x = task + 1;
      list.add(
          switch (source) {
            case NONE -> safepoint -> sum(x, safepoint);
            case PER_TASK -> {
              SplittableRandom own = root.split();
              yield safepoint -> sum(x, own, bound, safepoint);
            }
            case SHARED -> safepoint -> sum(x, shared, safepoint);
          });
    }
    return list;
  }

  /**
   * The integer threshold that makes the same choices as a double would, without making one.
   *
   * <p>{@code nextDouble()} is u / 2^53 with u the upper 53 bits of {@code nextLong()}; so {@code
   * nextDouble() < keep} is {@code u < keep * 2^53}, where the product is exact, and for a whole
   * number u that is {@code u < ceil(keep * 2^53)}.
   */
  long keptBelow() {
    return (long) Math.ceil((1 - skip) * 0x1p53);
  }

  // Three loops and not one with a generator behind an interface: a call per term that the
  // compiler cannot inline would cost more than the term. Each outer loop walks chunks, each inner
  // loop is plain, so that the compiler treats it as it treats C's. Up to 2^31 terms the index is
  // an int, since dividing ints is what C does and is faster.

  private long sum(int x, Safepoint safepoint) throws InterruptedException {
    long sum = 0;
    for (long from = 0; from < terms; from += CHUNK) {
      int count = (int) Math.min(CHUNK, terms - from);
      sum += isInt() ? chunk(x, (int) from, count) : chunk(x, from, count);
      safepoint.reached(count);
    }
    return sum;
  }

  private long sum(int x, SplittableRandom random, long bound, Safepoint safepoint)
      throws InterruptedException {
    long sum = 0;
    for (long from = 0; from < terms; from += CHUNK) {
      int count = (int) Math.min(CHUNK, terms - from);
      sum +=
          isInt()
              ? chunk(x, (int) from, count, random, bound)
              : chunk(x, from, count, random, bound);
      safepoint.reached(count);
    }
    return sum;
  }

  private long sum(int x, Random random, Safepoint safepoint) throws InterruptedException {
    double keep = 1 - skip;
    long sum = 0;
    for (long from = 0; from < terms; from += CHUNK) {
      int count = (int) Math.min(CHUNK, terms - from);
      for (long i = from; i < from + count; i++) {
        if (random.nextDouble() < keep) {
          sum += i % x;
        }
      }
      safepoint.reached(count);
    }
    return sum;
  }

  private boolean isInt() {
    return terms <= Integer.MAX_VALUE;
  }

  private static long chunk(int x, int from, int count) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += i % x;
    }
    return sum;
  }

  private static long chunk(int x, long from, int count) {
    long sum = 0;
    for (long i = from; i < from + count; i++) {
      sum += i % x;
    }
    return sum;
  }

  private static long chunk(int x, int from, int count, SplittableRandom random, long bound) {
    long sum = 0;
    for (int i = from; i < from + count; i++) {
      if (random.nextLong() >>> 11 < bound) {
        sum += i % x;
      }
    }
    return sum;
  }

  private static long chunk(int x, long from, int count, SplittableRandom random, long bound) {
    long sum = 0;
    for (long i = from; i < from + count; i++) {
      if (random.nextLong() >>> 11 < bound) {
        sum += i % x;
      }
    }
    return sum;
  }

  /**
   * The sum of one task if nothing is skipped, in closed form: q full periods 0, 1, …, x - 1 and
   * the first r of another, where terms = q x + r.
   *
   * @param x the modulus, at least 1
   * @return the sum of i mod x over all terms
   */
  public long sumOfAll(long x) {
    Check.between("x", x, 1, MOST_TASKS);
    long q = terms / x;
    long r = terms % x;
    return q * (x * (x - 1) / 2) + r * (r - 1) / 2;
  }

  /** The sum of (i mod x)^2 over all terms: as {@link #sumOfAll}, with the sum of squares. */
  private double sumOfSquares(long x) {
    double q = Math.floorDiv(terms, x);
    double r = terms % x;
    return q * (x - 1) * x * (2.0 * x - 1) / 6 + Math.max(0, (r - 1) * r * (2 * r - 1)) / 6;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where nothing is skipped a sum must equal the closed form. Where terms are skipped a sum has
   * the mean (1 - skip) S and the variance skip (1 - skip) S2, S and S2 being the sums of i mod x
   * and of its square; it must lie within seven standard deviations.
   */
  @Override
  public Optional<String> faultIn(List<?> results) {
    if (results.size() != tasks) {
      return Optional.of("results must be " + tasks + ", got " + results.size());
    }
    double skipped = source == RandomSource.NONE ? 0 : skip;
    for (int task = 0; task < tasks; task++) {
      int x = task + 1;
      if (!(results.get(task) instanceof Long sum)) {
        return Optional.of("result of x = " + x + " must be a sum, got " + results.get(task));
      }
      double mean = (1 - skipped) * sumOfAll(x);
      double deviation = Math.sqrt(skipped * (1 - skipped) * sumOfSquares(x));
      boolean right =
          skipped == 0
              ? sum == sumOfAll(x)
              : sum >= 0 && sum <= sumOfAll(x) && Math.abs(sum - mean) <= TOLERANCE * deviation + 1;
      if (!right) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "sum of x = %d must be %,.0f, give or take %,.0f, got %,d",
                x,
                mean,
                TOLERANCE * deviation,
                sum));
      }
    }
    return Optional.empty();
  }

  /** {@inheritDoc} Here it is the sum over all tasks. */
  @Override
  public String checksum(List<?> results) {
    return Long.toString(results.stream().mapToLong(result -> (Long) result).sum());
  }

  @Override
  public WorkloadData data() {
    return new WorkloadData(
        KIND,
        Map.of(
            "tasks", Integer.toString(tasks),
            "terms", Long.toString(terms),
            "skip", Double.toString(skip),
            "seed", Long.toString(seed),
            "random", source.name()));
  }

  @Override
  public String toString() {
    String size =
        terms == Defaults.TERMS
            ? ""
            : String.format(Locale.ROOT, " (the article: %,d)", Defaults.TERMS);
    String skipped =
        source == RandomSource.NONE
            ? "none skipped"
            : String.format(
                Locale.ROOT, "%s %% skipped", Double.toString(skip * 100).replaceAll("\\.0$", ""));
    return String.format(
        Locale.ROOT,
        "sum of i mod x: %,d %s of %,d terms%s, %s, %s, seed %d",
        tasks,
        tasks == 1 ? "task" : "tasks",
        terms,
        size,
        skipped,
        source.words(),
        seed);
  }
}
