package io.github.concurrencylab.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.table.Coverage.Line;
import io.github.concurrencylab.table.Coverage.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** Bounds are four standard errors of the simulation, or more. */
@Slow
class CoverageTest {
  private static final int REPLICATIONS = 1_000;
  private static final double FOUR_ERRORS = 4 * Math.sqrt(0.05 * 0.95 / REPLICATIONS);
  private static final List<Line> LINES = Coverage.lines(REPLICATIONS, 1);

  private static Line line(Sample sample, int n) {
    return LINES.stream()
        .filter(line -> line.sample() == sample && line.n() == n)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20, 50})
  void should_keep_the_level_of_the_default_interval_and_tests_on_normal_samples(int n) {
    Line line = line(Sample.NORMAL, n);

    assertThat(line.intervals().first()).isCloseTo(0.05, within(FOUR_ERRORS));
    assertThat(line.ratio()).isCloseTo(0.05, within(FOUR_ERRORS));
    // With few values Welch's test is a little too careful, and so is any that counts ranks.
    assertThat(line.tests().first()).isBetween(0.01, 0.05 + FOUR_ERRORS);
    assertThat(line.tests().second()).isBetween(0.005, 0.05 + FOUR_ERRORS);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 50})
  void should_keep_the_level_of_verdicts_on_normal_samples(int n) {
    assertThat(line(Sample.NORMAL, n).verdict()).isBetween(0.01, 0.05 + FOUR_ERRORS);
  }

  /** Five runs and five that are alike do not overlap once in 126 times. */
  @ParameterizedTest
  @EnumSource
  void should_give_hardly_a_false_verdict_on_five_runs(Sample sample) {
    double share = 1 / 126.0;
    assertThat(line(sample, 5).verdict())
        .isLessThan(share + 4 * Math.sqrt(share * (1 - share) / REPLICATIONS));
  }

  @Test
  void should_show_that_a_percentile_bootstrap_of_five_runs_is_too_narrow() {
    Line line = line(Sample.NORMAL, 5);

    // Without the n - 1, and with the normal distribution for Student's: 2 * T4(-1.96 * sqrt(0.8))
    // is 0.154; so it is wrong some three times as often as it says.
    assertThat(line.intervals().second()).isGreaterThan(0.05 + 2 * FOUR_ERRORS);
    assertThat(line.tests().third()).isGreaterThan(0.05 + FOUR_ERRORS);
  }

  @Test
  void should_show_that_no_interval_of_a_mean_holds_for_five_skewed_values() {
    Line line = line(Sample.LOGNORMAL, 5);

    assertThat(line.intervals().first()).isGreaterThan(0.075 + FOUR_ERRORS);
    assertThat(line.intervals().second()).isGreaterThan(0.075 + FOUR_ERRORS);
    assertThat(line.intervals().third()).isGreaterThan(0.075 + FOUR_ERRORS);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20, 50})
  void should_raise_no_more_false_alarms_than_stated_on_skewed_samples(int n) {
    Line line = line(Sample.LOGNORMAL, n);

    assertThat(line.tests().first()).isLessThan(0.05 + FOUR_ERRORS);
    assertThat(line.tests().second()).isLessThan(0.05 + FOUR_ERRORS);
  }

  @Test
  void should_say_in_the_table_what_does_not_keep_its_level() {
    Table table = Coverage.table(200, 1);

    assertThat(table.rowCount()).isEqualTo(8);
    assertThat(table.stringColumn("sample").get(4)).isEqualTo("skewed (lognormal)");
    assertThat(table.intColumn("trials").get(4)).isEqualTo(5);
    assertThat(table.stringColumn("default verdict").asList())
        .isEqualTo(
            table.doubleColumn("verdict alarms").asList().stream()
                .map(wrong -> wrong <= 7.5 ? "keeps its level" : "does NOT keep its level")
                .toList());
    assertThat(table.stringColumn("default interval of a mean").get(4))
        .isEqualTo("does NOT keep its level");
    assertThat(table.doubleColumn("t covers").asList())
        .isEqualTo(Coverage.table(200, 1).doubleColumn("t covers").asList());
  }

  @Test
  void should_fail_if_replications_are_too_few_or_too_many() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Coverage.table(99, 1))
        .withMessage("replications must be at least 100, got 99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Coverage.table(1_000_001, 1))
        .withMessageStartingWith("replications must be at most");
  }
}
