package io.github.concurrencylab.workload;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * The article's workload: for x = 1 to {@code tasks}, the sum of i mod x over i = 0 to {@code
 * terms} - 1, each term skipped at random with probability {@code skip}.
 *
 * <p>A task does nothing but arithmetic and drawing random numbers; it never waits. Its result is
 * the sum, a {@link Long}.
 *
 * <p>The article's {@linkplain Algorithm#LOOP loop} is one way to such a sum. There are others with
 * the same distribution: {@code article().jumps()} and {@code article().binomial()}.
 *
 * @param tasks how many tasks, from 1 to {@value #MOST_TASKS}
 * @param terms terms of each task, from 1 to {@value #MOST_TERMS}; {@code binomial()} takes more
 * @param skip the share of terms skipped, from 0 to 1
 * @param seed the seed of the random source
 * @param source where the random numbers come from
 * @param algorithm how a task comes to its sum
 */
public record ModuloSum(
    int tasks, long terms, double skip, long seed, RandomSource source, Algorithm algorithm)
    implements Workload {
  /** Its kind as {@link WorkloadData}. */
  public static final String KIND = "modulo-sum";

  /** The most tasks. */
  public static final int MOST_TASKS = 100_000;

  /** The most terms of a task by the loop: more would take years. */
  public static final long MOST_TERMS = 10_000_000_000_000L;

  /** The most terms of all tasks together, so that no sum overflows. */
  private static final long MOST_UNITS = 1_000_000_000_000_000_000L;

  /** Terms between two safepoints: about 70 µs, so that a poll costs less than a thousandth. */
  static final int CHUNK = 32_768;

  private static final BigInteger LOW_64_BITS =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  /** A right sum is called wrong at most once in 10^12 times: the logarithm of 2 * 10^12. */
  private static final double LOG_ODDS = Math.log(2e12);

  /** A mean of up to 10^18 is no whole number of its own accord. */
  private static final double ROUNDING = 0x1p-50;

  /** Checks the parameters. */
  public ModuloSum {
    Check.tasks(tasks, MOST_TASKS);
    Check.given("algorithm", algorithm, "use LOOP, JUMPS or BINOMIAL");
    checkTerms(tasks, terms, algorithm);
    Check.share("skip", skip);
    Check.given("random", source, "use NONE, PER_TASK, SHARED or another of RandomSource");
  }

  private static void checkTerms(int tasks, long terms, Algorithm algorithm) {
    if (terms > algorithm.mostTerms() && algorithm != Algorithm.BINOMIAL) {
      throw Check.refusal(
          String.format(
              Locale.ROOT,
              "terms must be at most %,d by %s, got %,d: binomial().terms(...) takes up to %,d",
              algorithm.mostTerms(),
              algorithm.call(),
              terms,
              Algorithm.BINOMIAL.mostTerms()));
    }
    Check.between("terms", terms, 1, algorithm.mostTerms());
    Check.between(
        String.format(Locale.ROOT, "terms of %,d tasks", tasks), terms, 1, MOST_UNITS / tasks);
  }

  /**
   * The article's workload, at the {@linkplain Defaults#terms() size in force}.
   *
   * @return 15 tasks, 1 % of the terms skipped, a generator per task
   */
  public static ModuloSum article() {
    return new ModuloSum(
        Defaults.TASKS,
        Defaults.terms(),
        Defaults.SKIP,
        Defaults.SEED,
        RandomSource.PER_TASK,
        Algorithm.LOOP);
  }

  static ModuloSum of(WorkloadData data) {
    return new ModuloSum(
        Integer.parseInt(data.value("tasks")),
        Long.parseLong(data.value("terms")),
        Double.parseDouble(data.value("skip")),
        Long.parseLong(data.value("seed")),
        RandomSource.named(data.value("random")),
        Algorithm.named(data.value("algorithm")));
  }

  /**
   * The same with another number of tasks.
   *
   * @param count at least 1
   * @return a new workload
   */
  public ModuloSum tasks(int count) {
    return new ModuloSum(count, terms, skip, seed, source, algorithm);
  }

  /**
   * The same with another number of terms per task.
   *
   * @param count at least 1
   * @return a new workload
   */
  public ModuloSum terms(long count) {
    return new ModuloSum(tasks, count, skip, seed, source, algorithm);
  }

  /**
   * The same with another share of terms skipped.
   *
   * @param share from 0 to 1
   * @return a new workload
   */
  public ModuloSum skip(double share) {
    return new ModuloSum(tasks, terms, share, seed, source, algorithm);
  }

  /**
   * The same with another seed.
   *
   * @param value any number
   * @return a new workload
   */
  public ModuloSum seed(long value) {
    return new ModuloSum(tasks, terms, skip, value, source, algorithm);
  }

  /**
   * The same with another source of random numbers.
   *
   * @param randomSource the source
   * @return a new workload
   */
  public ModuloSum random(RandomSource randomSource) {
    return new ModuloSum(tasks, terms, skip, seed, randomSource, algorithm);
  }

  /**
   * The same by a loop over all terms, as in the article.
   *
   * @return a new workload
   * @throws IllegalArgumentException if there are more than {@value #MOST_TERMS} terms
   */
  public ModuloSum loop() {
    return algorithm(Algorithm.LOOP);
  }

  /**
   * The same by jumping from one skipped term to the next: about as many steps as terms are
   * skipped, or as are kept where those are fewer.
   *
   * @return a new workload, whose sums have the same distribution
   * @throws IllegalArgumentException if there are more than {@value #MOST_TERMS} terms
   */
  public ModuloSum jumps() {
    return algorithm(Algorithm.JUMPS);
  }

  /**
   * The same by drawing for each remainder how many of its terms are skipped: x steps for the task
   * of x, however many terms there are.
   *
   * @return a new workload, whose sums have the same distribution; it may have up to 10^15 terms
   */
  public ModuloSum binomial() {
    return algorithm(Algorithm.BINOMIAL);
  }

  /**
   * The same by another algorithm.
   *
   * @param way the algorithm
   * @return a new workload, whose sums have the same distribution
   * @throws IllegalArgumentException if there are more terms than the algorithm takes
   */
  public ModuloSum algorithm(Algorithm way) {
    return new ModuloSum(tasks, terms, skip, seed, source, way);
  }

  @Override
  public String name() {
    return "modulo sum" + by() + ", " + source.words();
  }

  /** The algorithm, unless it is the article's. */
  private String by() {
    return algorithm == Algorithm.LOOP ? "" : " by " + algorithm.words();
  }

  /** The share of terms that are really skipped: without random numbers none is. */
  private double skipped() {
    return source == RandomSource.NONE ? 0 : skip;
  }

  @Override
  public long units() {
    return tasks * terms;
  }

  @Override
  public boolean deterministic() {
    return source.repeatable();
  }

  @Override
  public List<Task> newTasks() {
    List<Task> list = new ArrayList<>(tasks);
    IntFunction<Task> tasksOf =
        switch (algorithm) {
          case LOOP -> {
            IntFunction<TermLoop> loops = TermLoop.loops(source, seed, 1 - skip);
            yield x -> new Sum(x, terms, loops.apply(x));
          }
          case JUMPS -> {
            IntFunction<RandomGenerator> generators = Generators.of(source, seed);
            yield x -> new Sum(x, terms, new GeometricSkips(generators.apply(x), skipped()));
          }
          case BINOMIAL -> {
            IntFunction<RandomGenerator> generators = Generators.of(source, seed);
            yield x -> new Draws(x, terms, skipped(), generators.apply(x));
          }
        };
    for (int x = 1; x <= tasks; x++) {
      list.add(tasksOf.apply(x));
    }
    return list;
  }

  /** One task: walks its terms in pieces, with a safepoint after each. */
  private record Sum(int x, long terms, TermLoop loop) implements Task {
    @Override
    public Long run(Safepoint safepoint) throws InterruptedException {
      long piece =
          Math.min(loop.piece(), Check.between("stride", safepoint.stride(), 1, Long.MAX_VALUE));
      long sum = 0;
      for (long from = 0; from < terms; from += piece) {
        int count = (int) Math.min(piece, terms - from);
        sum += loop.sum(x, (int) (from % x), count);
        safepoint.reached(count);
      }
      return sum;
    }
  }

  /** One task: draws for each remainder how many of its terms are skipped, or kept if fewer. */
  private record Draws(int x, long terms, double skip, RandomGenerator random) implements Task {
    @Override
    public Long run(Safepoint safepoint) throws InterruptedException {
      boolean keptAreRare = skip > 0.5;
      double rate = keptAreRare ? 1 - skip : skip;
      // The first terms % x remainders have one term more than the others.
      BinomialSkips ofMost = new BinomialSkips(terms / x, rate);
      BinomialSkips ofFirst = new BinomialSkips(terms / x + 1, rate);
      long rare = 0;
      for (int remainder = 0; remainder < Math.min(x, terms); remainder++) {
        boolean first = remainder < terms % x;
        if (remainder > 0) {
          rare += remainder * (first ? ofFirst : ofMost).draw(random);
        }
        safepoint.reached(terms / x + (first ? 1 : 0));
      }
      return keptAreRare ? rare : sumBelow(terms, x) - rare;
    }
  }

  /**
   * The seed of one task's {@linkplain RandomSource#MERSENNE_TWISTER Mersenne Twister}: x and the
   * workload's seed side by side, so that no two tasks of any two workloads share one.
   *
   * <p>In Python: {@code (x << 64) | (seed & (2**64 - 1))}.
   *
   * @param seed the workload's seed
   * @param x the task's modulus, at least 1
   * @return a positive integer
   */
  public static BigInteger taskSeed(long seed, int x) {
    Check.between("x", x, 1, MOST_TASKS);
    BigInteger unsigned = BigInteger.valueOf(seed).and(LOW_64_BITS);
    return BigInteger.valueOf(x).shiftLeft(Long.SIZE).or(unsigned);
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
    return sumBelow(terms, x);
  }

  /** The sum of i mod x over i = 0 to n - 1. */
  static long sumBelow(long n, long x) {
    long q = n / x;
    long r = n % x;
    return q * (x * (x - 1) / 2) + r * (r - 1) / 2;
  }

  /**
   * The mean of the sum over all tasks, whatever the algorithm: (1 - skip) times the sum of all.
   *
   * @return the mean
   */
  public double mean() {
    double all = 0;
    for (int x = 1; x <= tasks; x++) {
      all += sumOfAll(x);
    }
    return (1 - skipped()) * all;
  }

  /**
   * The variance of the sum over all tasks, whatever the algorithm: skip (1 - skip) times the sum
   * of all squares.
   *
   * @return the variance
   */
  public double variance() {
    double all = 0;
    for (int x = 1; x <= tasks; x++) {
      all += sumOfSquares(x);
    }
    return skipped() * (1 - skipped()) * all;
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
   * the mean (1 - skip) S and the variance V = skip (1 - skip) S2, S and S2 being the sums of i mod
   * x and of its square. By Bernstein's inequality, which also holds where so few terms are skipped
   * that the sum is far from normal, it lies further than t away with a probability of at most 2
   * exp(-t^2 / (2 V + 2 t (x - 1) / 3)); t is chosen so that this is 10^-12.
   */
  @Override
  public Optional<String> validate(List<?> results) {
    if (results.size() != tasks) {
      return Optional.of("results must be " + tasks + ", got " + results.size());
    }
    double skipped = skipped();
    for (int task = 0; task < tasks; task++) {
      int x = task + 1;
      if (!(results.get(task) instanceof Long sum)) {
        return Optional.of("result of x = " + x + " must be a sum, got " + results.get(task));
      }
      long all = sumOfAll(x);
      if (skipped == 0 && sum != all) {
        return Optional.of(
            String.format(Locale.ROOT, "sum of x = %d must be %,d, got %,d", x, all, sum));
      }
      double mean = (1 - skipped) * all;
      double tolerance =
          tolerance(skipped * (1 - skipped) * sumOfSquares(x), x - 1) + all * ROUNDING;
      if (sum < 0 || sum > all || Math.abs(sum - mean) > tolerance) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "sum of x = %d must be %,.0f, give or take %,.0f, got %,d",
                x,
                mean,
                tolerance,
                sum));
      }
    }
    return Optional.empty();
  }

  /** Bernstein's bound solved for t; the 1 makes up for the rounding of the mean. */
  private static double tolerance(double variance, double most) {
    double linear = LOG_ODDS * most / 3;
    return linear + Math.sqrt(linear * linear + 2 * LOG_ODDS * variance) + 1;
  }

  /** {@inheritDoc} Here it is the sum over all tasks. */
  @Override
  public String checksum(List<?> results) {
    return results.stream()
        .map(result -> BigInteger.valueOf((Long) result))
        .reduce(BigInteger.ZERO, BigInteger::add)
        .toString();
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
            "random", source.name(),
            "algorithm", algorithm.name()));
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
                Locale.ROOT,
                "%s %% skipped",
                BigDecimal.valueOf(skip).movePointRight(2).stripTrailingZeros().toPlainString());
    return String.format(
        Locale.ROOT,
        "sum of i mod x%s: %,d %s of %,d terms%s, %s, %s, seed %d",
        by(),
        tasks,
        tasks == 1 ? "task" : "tasks",
        terms,
        size,
        skipped,
        source.words(),
        seed);
  }
}
