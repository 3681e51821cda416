package io.github.concurrencylab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Slow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The algorithms against each other and against theory. Seeds are fixed, so each test always passes
 * or never does; of right algorithms one in 10^6 would fail.
 */
@Slow
class AlgorithmTest {
  private static final double LEAST_P = 1e-6;

  /** As far as a normal variable is from its mean once in 10^6 times. */
  private static final double MOST_DEVIATIONS = 4.9;

  private static final ModuloSum SMALL = ModuloSum.article().tasks(9).terms(40_003);

  private static List<Object> sums(ModuloSum work, Safepoint safepoint) {
    List<Object> sums = new ArrayList<>();
    for (Task task : work.newTasks()) {
      try {
        sums.add(task.run(safepoint));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return sums;
  }

  private static List<Object> sums(ModuloSum work) {
    return sums(work, Safepoint.NONE);
  }

  /** The sums of one task with many seeds. */
  private static double[] sample(ModuloSum work, int size) {
    double[] sums = new double[size];
    for (int seed = 0; seed < size; seed++) {
      List<Task> tasks = work.seed(seed).newTasks();
      try {
        sums[seed] = (Long) tasks.getLast().run(Safepoint.NONE);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
    return sums;
  }

  @ParameterizedTest
  @CsvSource({
    "LOOP, 15, 5000, 0.01", "JUMPS, 15, 5000, 0.01", "BINOMIAL, 15, 5000, 0.01",
    "JUMPS, 7, 300, 0.3", "BINOMIAL, 7, 300, 0.3", "JUMPS, 2, 1000, 0.9",
    "BINOMIAL, 2, 1000, 0.9", "JUMPS, 40, 25, 0.5", "BINOMIAL, 40, 25, 0.5",
    "JUMPS, 3, 1000000, 0.0001", "BINOMIAL, 3, 1000000, 0.0001",
  })
  void should_have_the_exact_mean_and_variance(
      Algorithm algorithm, int x, long terms, double skip) {
    double mean = 0;
    double variance = 0;
    double fourth = 0;
    for (long i = 0; i < terms; i++) {
      double term = i % x;
      double one = skip * (1 - skip) * term * term;
      mean += (1 - skip) * term;
      variance += one;
      fourth += one * term * term * (1 - 6 * skip * (1 - skip)); // the fourth cumulant
    }
    int size = 4_000;
    ModuloSum work = SMALL.tasks(x).terms(terms).skip(skip).algorithm(algorithm);
    double[] sums = sample(work, size);
    double sampleMean = Arrays.stream(sums).average().orElseThrow();
    double sampleVariance = 0;
    for (double sum : sums) {
      sampleVariance += (sum - sampleMean) * (sum - sampleMean) / (size - 1);
    }
    assertThat((sampleMean - mean) / Math.sqrt(variance / size))
        .isBetween(-MOST_DEVIATIONS, MOST_DEVIATIONS);
    double ofVariance = Math.sqrt((fourth + 2 * variance * variance) / size);
    assertThat((sampleVariance - variance) / ofVariance)
        .isBetween(-MOST_DEVIATIONS, MOST_DEVIATIONS);
  }

  @ParameterizedTest
  @CsvSource({
    "JUMPS, 15, 3000, 0.01", "BINOMIAL, 15, 3000, 0.01", "JUMPS, 11, 900, 0.4",
    "BINOMIAL, 11, 900, 0.4", "JUMPS, 13, 2000, 0.97", "BINOMIAL, 13, 2000, 0.97",
  })
  void should_be_distributed_as_the_loop_is(Algorithm algorithm, int x, long terms, double skip) {
    ModuloSum work = SMALL.tasks(x).terms(terms).skip(skip);
    double[] loop = sample(work, 4_000);
    double[] other = sample(work.algorithm(algorithm), 4_000);
    // With ties the test is only more careful to reject.
    assertThat(KolmogorovSmirnovTest.withDefaults().test(loop, other).getPValue())
        .isGreaterThan(LEAST_P);
    double[] all = Arrays.copyOf(loop, 8_000);
    System.arraycopy(other, 0, all, 4_000, 4_000);
    Arrays.sort(all);
    long[][] counts = new long[2][16];
    for (int i = 0; i < 4_000; i++) {
      counts[0][bin(all, loop[i])]++;
      counts[1][bin(all, other[i])]++;
    }
    assertThat(ChiSquareTest.withDefaults().test(counts).getPValue()).isGreaterThan(LEAST_P);
  }

  /** Which sixteenth of the sorted values it belongs to; equal ones to the same. */
  private static int bin(double[] sorted, double value) {
    int low = 0;
    while (low < 15 && value > sorted[(low + 1) * sorted.length / 16]) {
      low++;
    }
    return low;
  }

  @Property(tries = 300)
  void should_have_no_fault_and_count_all_units(
      @ForAll Algorithm algorithm,
      @ForAll RandomSource source,
      @ForAll @IntRange(min = 1, max = 40) int tasks,
      @ForAll @LongRange(min = 1, max = 3_000) long terms,
      @ForAll @DoubleRange(min = 0, max = 1) double skip,
      @ForAll long seed) {
    ModuloSum work = new ModuloSum(tasks, terms, skip, seed, source, algorithm);
    List<Long> units = new ArrayList<>();
    List<Object> sums = sums(work, units::add);
    assertThat(work.validate(sums)).isEmpty();
    assertThat(units.stream().mapToLong(Long::longValue).sum()).isEqualTo(work.units());
    assertThat(work.data().workload()).isEqualTo(work);
    if (work.deterministic()) {
      assertThat(sums(work)).isEqualTo(sums);
    }
  }

  @ParameterizedTest
  @EnumSource
  void should_skip_nothing_or_everything_at_the_ends(Algorithm algorithm) {
    ModuloSum work = SMALL.algorithm(algorithm);
    List<Object> all = new ArrayList<>();
    for (int x = 1; x <= work.tasks(); x++) {
      all.add(work.sumOfAll(x));
    }
    assertThat(sums(work.skip(0))).isEqualTo(all);
    assertThat(sums(work.random(RandomSource.NONE))).isEqualTo(all);
    assertThat(sums(work.skip(1))).allMatch(Long.valueOf(0)::equals);
    assertThat(sums(work.skip(1e-300))).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({"0.01", "0.4", "0.6", "0.99"})
  void should_jump_to_the_same_sums_however_often_the_safepoint_is_reached(double skip) {
    ModuloSum work = SMALL.jumps().skip(skip);
    Safepoint often =
        new Safepoint() {
          @Override
          public void reached(long units) {
            assertThat(units).isLessThanOrEqualTo(97);
          }

          @Override
          public long stride() {
            return 97;
          }
        };
    assertThat(sums(work, often)).isEqualTo(sums(work));
  }

  @ParameterizedTest
  @EnumSource
  void should_end_at_a_safepoint_that_says_so(Algorithm algorithm) {
    ModuloSum work = SMALL.algorithm(algorithm).tasks(100).terms(algorithm.mostTerms()).skip(0.5);
    long[] calls = {0};
    Safepoint third =
        units -> {
          if (++calls[0] == 3) {
            throw new InterruptedException();
          }
        };
    assertThatThrownBy(() -> work.newTasks().getLast().run(third))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void should_take_the_most_terms_without_overflow() {
    ModuloSum work = SMALL.binomial().tasks(1_000).terms(1_000_000_000_000_000L);
    List<Object> sums = sums(work);
    assertThat(work.validate(sums)).isEmpty();
    assertThat(work.units()).isEqualTo(1_000_000_000_000_000_000L);
    assertThat(work.checksum(sums)).hasSizeGreaterThan(20).doesNotStartWith("-");
  }

  @Test
  void should_fail_if_there_are_more_terms_than_the_algorithm_takes() {
    long tooMany = ModuloSum.MOST_TERMS + 1;
    String rest =
        ", got 10,000,000,000,001: binomial().terms(...) takes up to 1,000,000,000,000,000";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.terms(tooMany))
        .withMessage("terms must be at most 10,000,000,000,000 by loop" + rest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.binomial().terms(tooMany).jumps())
        .withMessage("terms must be at most 10,000,000,000,000 by jumps" + rest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.binomial().tasks(2_000).terms(1_000_000_000_000_000L))
        .withMessage(
            "terms of 2,000 tasks must be at most 500,000,000,000,000, got 1,000,000,000,000,000");
  }

  @Test
  @SuppressWarnings("NullAway") // the point of the test
  void should_fail_if_the_algorithm_is_null_or_unknown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.algorithm(null))
        .withMessageStartingWith("algorithm must be given, got null");
    Map<String, String> values = new java.util.HashMap<>(SMALL.data().values());
    values.put("algorithm", "MAGIC");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadData(ModuloSum.KIND, values).workload())
        .withMessage("algorithm must be one of [LOOP, JUMPS, BINOMIAL], got \"MAGIC\"");
  }

  @Test
  void should_say_which_algorithm_it_is_unless_it_is_the_articles() {
    assertThat(SMALL.name()).isEqualTo(SMALL.jumps().loop().name());
    assertThat(SMALL.jumps().name()).startsWith("modulo sum by jumps");
    assertThat(SMALL.binomial().toString())
        .contains("by a binomial draw for each remainder: 9 tasks");
  }
}
