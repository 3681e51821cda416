package io.github.concurrencylab.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A start and so much a task. */
class LinearCostTest {
  private static final double[] TASKS = {10, 30, 90, 270};

  private static LinearCost line(double start, double each, double... errors) {
    double[] seconds = Arrays.stream(TASKS).map(n -> start + each * n).toArray();
    for (int i = 0; i < errors.length; i++) {
      seconds[i] *= 1 + errors[i];
    }
    return LinearCost.of(TASKS, seconds);
  }

  @Test
  void should_find_the_start_and_the_cost_of_a_task() {
    LinearCost found = line(0.3, 0.002);
    assertThat(found.start().value()).isCloseTo(0.3, within(1e-9));
    assertThat(found.each().value()).isCloseTo(0.002, within(1e-12));
    assertThat(found.seconds(100)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void should_give_intervals_that_hold_the_truth_where_times_are_noisy() {
    LinearCost found = line(0.3, 0.002, 0.02, -0.02, 0.02, -0.02);
    assertThat(found.start().low()).isLessThan(0.3);
    assertThat(found.start().high()).isGreaterThan(0.3);
    assertThat(found.each().low()).isLessThan(0.002);
    assertThat(found.each().high()).isGreaterThan(0.002);
  }

  @Test
  void should_say_where_lines_cross_and_where_they_never_do() {
    assertThat(line(0.3, 0.001).crosses(line(0.1, 0.003))).isCloseTo(100, within(1e-6));
    assertThat(line(0.1, 0.001).crosses(line(0.3, 0.003))).isNaN();
    assertThat(line(0.1, 0.001).isFlatterThan(line(0.3, 0.003))).isTrue();
    assertThat(line(0.1, 0.001, 0.9, -0.5).isFlatterThan(line(0.3, 0.0011))).isFalse();
    assertThat(line(0.1, 0.003).startsBelow(line(0.3, 0.001))).isTrue();
    assertThat(line(0.3, 0.001).startsBelow(line(0.1, 0.003))).isFalse();
    assertThat(line(0.1, 0.001, 0.9, -0.5).startsBelow(line(0.11, 0.001))).isFalse();
    assertThat(line(0.1, 0.001).startingLater(2).start().value()).isCloseTo(2.1, within(1e-9));
  }

  @Test
  void should_have_no_interval_with_two_numbers_and_nothing_with_one() {
    LinearCost two = LinearCost.of(new double[] {10, 20}, new double[] {1, 2});
    assertThat(two.each().value()).isCloseTo(0.1, within(1e-9));
    assertThat(two.each().hasInterval()).isFalse();
    double[] oneMissing = {Double.NaN, 2};
    assertThat(LinearCost.of(new double[] {10, 20}, oneMissing).each().value()).isNaN();
  }
}
