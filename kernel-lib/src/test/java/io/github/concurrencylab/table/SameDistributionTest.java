package io.github.concurrencylab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

@Slow
class SameDistributionTest {
  private static final ModuloSum SMALL = ModuloSum.article().tasks(5).terms(2_000);

  @Test
  void should_show_no_difference_between_the_algorithms() throws InterruptedException {
    Table table = SameDistribution.table(SMALL, 1_000);
    assertThat(table.stringColumn("algorithm").asList())
        .containsExactly("loop", "jumps", "binomial");
    assertThat(table.stringColumn("verdict").asList())
        .containsOnly("no difference shown by 1,000 seeds");
    assertThat(table.doubleColumn("off by errors").asList()).allMatch(off -> Math.abs(off) < 4);
    assertThat(table.doubleColumn("p (chi-square)").countMissing()).isEqualTo(1);
  }

  @Test
  void should_know_the_exact_moments() throws InterruptedException {
    double mean = 0;
    double variance = 0;
    for (int x = 1; x <= 5; x++) {
      for (int i = 0; i < 2_000; i++) {
        mean += 0.99 * (i % x);
        variance += 0.01 * 0.99 * (i % x) * (i % x);
      }
    }
    Table table = SameDistribution.table(SMALL, 100);
    assertThat(table.doubleColumn("exact mean").get(0)).isCloseTo(mean, within(mean));
    assertThat(table.doubleColumn("exact deviation").get(2))
        .isCloseTo(Math.sqrt(variance), within(variance));
  }

  private static org.assertj.core.data.Offset<Double> within(double size) {
    return org.assertj.core.api.Assertions.within(1e-9 * size);
  }

  @Test
  void should_fail_if_nothing_is_left_to_chance_or_to_too_much_of_it() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SameDistribution.table(SMALL.skip(0), 1_000))
        .withMessageStartingWith("the sums must depend on the seed alone, got sum of i mod x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SameDistribution.table(SMALL.random(RandomSource.SHARED), 1_000));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SameDistribution.table(SMALL, 99))
        .withMessage("seeds must be at least 100, got 99");
  }

  @Test
  void should_end_if_interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> SameDistribution.table(SMALL, 100_000))
        .isInstanceOf(InterruptedException.class);
  }
}
