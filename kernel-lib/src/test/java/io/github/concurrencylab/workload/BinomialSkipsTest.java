package io.github.concurrencylab.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.Slow;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Seeds are fixed, so each test always passes or never does: a right sampler fails 1 in 10^6. */
@Slow
class BinomialSkipsTest {
  private static final int DRAWS = 200_000;
  private static final double LEAST_P = 1e-6;
  private static final double LEAST_EXPECTED = 10;

  @ParameterizedTest
  @CsvSource({
    "1, 0.5",
    "5, 0.2",
    "15, 0.01",
    "999, 0.01",
    "1000, 0.01",
    "1001, 0.01",
    "20, 0.5",
    "21, 0.49",
    "40, 0.25",
    "100, 0.5",
    "2000, 0.3",
    "100000, 0.01",
    "1000000, 0.5",
    "2000000000, 0.0000001",
    "2000000000, 0.001",
  })
  void should_have_the_exact_probabilities(int n, double p) {
    BinomialSkips sampler = new BinomialSkips(n, p);
    BinomialDistribution exact = new BinomialDistribution(null, n, p);
    int least = exact.inverseCumulativeProbability(1e-4);
    int most = exact.inverseCumulativeProbability(1 - 1e-4);
    // About a hundred bins of equal width, tails and thin bins put together.
    int width = 1 + (most - least) / 100;
    long[] counts = new long[(most - least) / width + 3];
    SplittableRandom random = new SplittableRandom(n * 31L + 7);
    for (int i = 0; i < DRAWS; i++) {
      long k = sampler.draw(random);
      assertThat(k).isBetween(0L, (long) n);
      counts[k < least ? 0 : k > most ? counts.length - 1 : 1 + (int) (k - least) / width]++;
    }
    List<Double> expected = new ArrayList<>();
    List<Long> observed = new ArrayList<>();
    double expectedSum = 0;
    long observedSum = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      double below = bin == 0 ? 0 : exact.cumulativeProbability(least + (bin - 1) * width - 1);
      int top = Math.min(most, least + bin * width - 1);
      double upTo = bin == counts.length - 1 ? 1 : exact.cumulativeProbability(top);
      expectedSum += DRAWS * Math.max(0, upTo - below);
      observedSum += counts[bin];
      if (expectedSum >= LEAST_EXPECTED) {
        expected.add(expectedSum);
        observed.add(observedSum);
        expectedSum = 0;
        observedSum = 0;
      }
    }
    int last = expected.size() - 1;
    expected.set(last, expected.get(last) + expectedSum);
    observed.set(last, observed.get(last) + observedSum);
    assertThat(observed.stream().mapToLong(Long::longValue).sum()).isEqualTo(DRAWS);
    double[] wanted = expected.stream().mapToDouble(Double::doubleValue).toArray();
    long[] got = observed.stream().mapToLong(Long::longValue).toArray();
    assertThat(ChiSquareTest.withDefaults().test(wanted, got).getPValue()).isGreaterThan(LEAST_P);
  }

  @ParameterizedTest
  @CsvSource({"1000000000000, 0.01", "66666666666666, 0.01", "1000000000000000, 0.5"})
  void should_be_normal_as_far_as_can_be_seen_for_huge_numbers(long n, double p) {
    // By Berry and Esseen's bound the distributions are less than 10^-5 apart, far below
    // what so many draws can show.
    BinomialSkips sampler = new BinomialSkips(n, p);
    SplittableRandom random = new SplittableRandom(n);
    NormalDistribution normal = new NormalDistribution(null, n * p, Math.sqrt(n * p * (1 - p)));
    double[] draws = IntStream.range(0, 50_000).mapToDouble(i -> sampler.draw(random)).toArray();
    assertThat(
            KolmogorovSmirnovTest.withDefaults()
                .test(draws, normal::cumulativeProbability)
                .getPValue())
        .isGreaterThan(LEAST_P);
  }

  @ParameterizedTest
  @CsvSource({"20, 0.5", "1000, 0.01", "1000000, 0.3", "2000000000, 0.01"})
  void should_know_the_probability_of_each_number(int n, double p) {
    BinomialSkips sampler = new BinomialSkips(n, p);
    BinomialDistribution exact = new BinomialDistribution(null, n, p);
    for (double share : new double[] {1e-9, 0.01, 0.5, 0.99, 1 - 1e-9}) {
      int k = exact.inverseCumulativeProbability(share);
      assertThat(sampler.logProbability(k)).isEqualTo(exact.logProbability(k), within(1e-6));
    }
    assertThat(sampler.logProbability(0)).isEqualTo(n * Math.log1p(-p));
    assertThat(sampler.logProbability(n)).isEqualTo(n * Math.log(p));
  }

  @Test
  void should_draw_nothing_if_there_is_nothing_to_draw_from() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(new BinomialSkips(0, 0.5).draw(random)).isZero();
    assertThat(new BinomialSkips(Algorithm.BINOMIAL.mostTerms(), 0).draw(random)).isZero();
    assertThat(new BinomialSkips(5, 1e-300).draw(random)).isZero();
  }
}
