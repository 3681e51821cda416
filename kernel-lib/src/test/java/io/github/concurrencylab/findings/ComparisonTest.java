package io.github.concurrencylab.findings;

import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.measured;
import static io.github.concurrencylab.Figures.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Steadiness;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.stats.Bootstrap;
import io.github.concurrencylab.stats.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Series BLOCKING = series("blocking", 18.28, 17.39, 17.28, 17.23, 17.92);

  @Test
  void should_not_show_that_asyncio_is_faster_than_blocking_in_the_article() {
    Comparison asyncio =
        Comparison.of(series("eventLoop", 17.30, 17.47, 17.14, 17.10, 17.09), BLOCKING);

    // scipy.stats.ttest_ind(x, y, equal_var=False), SciPy 1.17.1
    assertThat(asyncio.tests().p()).isCloseTo(0.12643283794961593, within(1e-9));
    // exp(log(ratio) -+ t * sqrt(va + vb)) with NumPy and scipy.stats.t.ppf
    assertThat(asyncio.speedUp().value()).isCloseTo(1.0232288037166086, within(1e-9));
    assertThat(asyncio.speedUp().low()).isCloseTo(0.9911467643276276, within(1e-9));
    assertThat(asyncio.speedUp().high()).isCloseTo(1.0563492940075148, within(1e-9));
    assertThat(asyncio.verdict()).isEqualTo("no difference from blocking shown by five runs");
  }

  @Test
  void should_rest_no_verdict_on_a_percentile_bootstrap_of_five_runs() {
    double[] blocking = BLOCKING.seconds();
    Series asyncio = series("eventLoop", 17.30, 17.47, 17.14, 17.10, 17.09);
    SplittableRandom random = new SplittableRandom(Defaults.SEED);
    double[] above = Bootstrap.resampled(blocking, Defaults.RESAMPLES, random);
    double[] below = Bootstrap.resampled(asyncio.seconds(), Defaults.RESAMPLES, random);
    double[] ratios =
        IntStream.range(0, above.length).mapToDouble(i -> above[i] / below[i]).sorted().toArray();

    Comparison comparison = Comparison.of(asyncio, BLOCKING);

    assertThat(Bootstrap.percentile(1.023, ratios).low()).isGreaterThan(1); // leaves out 1
    assertThat(comparison.tests().p()).isCloseTo(0.126, within(5e-4));
    assertThat(comparison.tests().ranks()).isCloseTo(0.151, within(5e-4));
    assertThat(comparison.verdict()).startsWith("no difference");
    assertThat(comparison.sentence("eventLoop"))
        .isEqualTo("eventLoop and blocking: no difference shown by five runs");
  }

  @Test
  void should_call_a_difference_below_the_threshold_none() {
    Comparison close =
        Comparison.of(series("a", 1.004, 1.0041, 1.0039), series("b", 1, 1.0001, 0.9999));

    assertThat(close.tests().p()).isLessThan(0.001);
    assertThat(close.verdict())
        .isEqualTo("no difference from b to speak of: 0.4 % is below the threshold of 1 %");
    assertThat(close.sentence("a"))
        .isEqualTo("a and b: no difference to speak of: 0.4 % is below the threshold of 1 %");
  }

  @Test
  void should_show_that_processes_are_faster_in_the_article() {
    Comparison processes =
        Comparison.of(series("processes(16)", 2.78, 2.69, 2.71, 2.78, 2.68), BLOCKING);

    assertThat(processes.tests().p())
        .isCloseTo(1.6760862088484664e-07, within(1e-12)); // SciPy, as above
    assertThat(processes.speedUp().low()).isCloseTo(6.246948275184068, within(1e-9));
    assertThat(processes.verdict()).isEqualTo("6.46x faster than blocking (95 %: 6.25 to 6.68)");
  }

  @Test
  void should_show_that_threads_are_slower_in_the_article() {
    Comparison threads =
        Comparison.of(series("threads(16)", 65.97, 63.55, 64.57, 63.69, 64.92), BLOCKING);

    assertThat(threads.verdict()).isEqualTo("3.66x slower than blocking (95 %: 3.55 to 3.78)");
    assertThat(threads.sentence("threads(16)"))
        .isEqualTo("threads(16) is 3.66x slower than blocking (95 %: 3.55 to 3.78)");
  }

  @Test
  void should_make_no_claim_from_too_few_runs_and_say_how_many_it_takes() {
    String few = "too few runs: at least 3, trials(5) for example";
    Comparison one = Comparison.of(series("threads(2)", 5), series("blocking", 10));

    assertThat(one.verdict()).isEqualTo(few);
    assertThat(one.sentence("threads(2)")).isEqualTo("threads(2): " + few);
    assertThat(one.tests().p()).isNaN();
    assertThat(one.speedUp().hasInterval()).isFalse();
    assertThat(Comparison.of(series("threads(2)", 330, 331), series("blocking", 10, 10)).verdict())
        .isEqualTo(few);
    assertThat(Comparison.of(series("threads(2)", 330, 331), BLOCKING).verdict()).isEqualTo(few);
  }

  @Test
  void should_say_what_runs_that_show_no_difference_leave_open() {
    Comparison wild = Comparison.of(series("threads(2)", 1, 1, 97), series("blocking", 1, 1, 1));

    // log(1 / 33) -+ 4.3027 * sqrt(32^2 / 33^2), since the mean is 33 and its standard error 32
    assertThat(wild.verdict())
        .isEqualTo("no difference from blocking shown by three runs (95 %: 0.00047 to 1.97)");
  }

  @Test
  void should_name_the_test_where_it_disagrees_with_the_interval() {
    Comparison between =
        Comparison.of(
            series("threads(2)", 1, 1.01, 0.99, 1, 1), series("blocking", 2, 1.2, 3.9, 1.5, 2.9));

    // By quantiles and tails of Student's t integrated by hand: the interval leaves out 1, while
    // Welch's test of the difference of the means, 1.3, gives p = 0.0577.
    assertThat(between.verdict())
        .isEqualTo(
            "no difference from blocking shown by five runs (95 %: 1.3 to 4.17, but p = 0.058)");
  }

  @Test
  void should_name_no_difference_of_few_runs_that_overlap() {
    Series blocking = series("blocking", 1.01, 0.9, 1.05, 1.1, 0.95);
    // SciPy 1.17.1: the delta method's interval by stats.t.ppf is 0.7586 to 0.9537, p by
    // stats.ttest_ind(equal_var=False) 0.0121, and 0.0159 by stats.mannwhitneyu.
    Comparison one = Comparison.of(series("threads(2)", 1.06, 1.2, 1.12, 1.3, 1.21), blocking);
    // The same but for the one run that was faster than some of blocking's: by ranks 0.0079.
    Comparison none = Comparison.of(series("threads(2)", 1.11, 1.2, 1.12, 1.3, 1.21), blocking);

    assertThat(one.tests().p()).isCloseTo(0.012095721950788067, within(1e-12));
    assertThat(one.verdict())
        .isEqualTo(
            "no difference from blocking shown by five runs (95 %: 0.76 to 0.95, but runs overlap)");
    assertThat(none.verdict()).isEqualTo("1.19x slower than blocking (95 %: 1.07 to 1.32)");
  }

  @Test
  void should_let_runs_overlap_a_little_where_there_are_more_of_them() {
    double[] six = {1.0, 1.02, 1.04, 1.06, 1.08, 1.1};
    double[] later = {1.09, 1.11, 1.13, 1.15, 1.17, 1.19};

    // By stats.mannwhitneyu p = 0.0043.
    assertThat(Comparison.of(series("threads(2)", later), series("blocking", six)).kind())
        .isEqualTo(Comparison.Kind.SLOWER);
  }

  @Test
  void should_ask_ranks_of_fewer_than_ten_runs_alone() {
    double[] all = {1.0, 1.3, 1.1, 1.4, 1.2, 1.5, 1.05, 1.35, 1.15, 1.45};
    double[] longer = Arrays.stream(all).map(seconds -> seconds + 0.001 + seconds / 20).toArray();
    double[] nine = Arrays.copyOf(all, 9);
    double[] longerNine = Arrays.copyOf(longer, 9);

    assertThat(Comparison.of(series("b", longer), series("a", all)).tests().overlap()).isFalse();
    assertThat(Comparison.of(series("b", longerNine), series("a", nine)).tests().overlap())
        .isTrue();
  }

  @Test
  void should_give_no_p_value_of_ranks_that_so_few_runs_could_not_make_small() {
    // Of the 20 ways in which 3 of 6 ranks can be chosen 2 are the farthest apart: p = 0.1.
    assertThat(Comparison.leastRanks(3, 3)).isCloseTo(0.1, within(1e-12));
    assertThat(Comparison.leastRanks(3, 4)).isCloseTo(2 / 35.0, within(1e-12));
    assertThat(Comparison.leastRanks(4, 4)).isCloseTo(2 / 70.0, within(1e-12));
    assertThat(Comparison.leastRanks(1, 1)).isEqualTo(1);
    double[] few = {1, 2, 3};
    assertThat(Comparison.mannWhitney(few, new double[] {4, 5, 6}))
        .as("the test itself, of samples that do not overlap")
        .isCloseTo(Comparison.leastRanks(3, 3), within(1e-12));

    assertThat(Comparison.of(series("a", few), series("b", 4, 5, 6)).tests().ranks()).isNaN();
    assertThat(Comparison.of(series("a", 1, 2, 3, 4), series("b", 5, 6, 7, 8)).tests().ranks())
        .isCloseTo(2 / 70.0, within(1e-12));
  }

  @Test
  void should_not_fail_if_no_time_varies() {
    assertThat(compared(5, 10).verdict())
        .isEqualTo("2.00x faster than blocking (95 %: 2.00 to 2.00)");
    assertThat(compared(5, 5).verdict())
        .isEqualTo("no difference from blocking shown by three runs");
    assertThat(compared(0, 5).verdict()).isEqualTo("times of 0 s cannot be compared");
  }

  private static Comparison compared(double own, double other) {
    return Comparison.of(
        series("threads(2)", own, own, own), series("blocking", other, other, other));
  }

  @Test
  void should_say_why_a_model_was_not_measured() {
    Series failed =
        new Series(Source.HERE, id("spark"), List.of(failed("spark", "Spark is missing")));

    assertThat(Comparison.of(failed, BLOCKING).verdict())
        .isEqualTo("not measured: Spark is missing");
    assertThat(Comparison.of(BLOCKING, failed).verdict())
        .isEqualTo("baseline spark was not measured");
  }

  @Test
  void should_cover_the_true_ratio_in_nineteen_of_twenty_cases() {
    Random random = new Random(1);
    int covered = 0;
    int cases = 4_000;
    for (int i = 0; i < cases; i++) {
      Estimate ratio = Comparison.ratio(sample(random, 3, 0.10), sample(random, 1, 0.03));
      covered += ratio.low() <= 3 && 3 <= ratio.high() ? 1 : 0;
    }

    assertThat((double) covered / cases).isBetween(0.935, 0.965);
  }

  private static double[] sample(Random random, double mean, double relativeDeviation) {
    return random
        .doubles(5)
        .map(u -> mean * (1 + relativeDeviation * random.nextGaussian()))
        .toArray();
  }

  @Test
  void should_withhold_the_verdict_of_a_model_that_is_not_steady() {
    Series cold = notSteady(series("threads(2)", 5, 5.1, 5.2));
    Comparison own = Comparison.of(cold, BLOCKING);
    assertThat(own.kind()).isEqualTo(Comparison.Kind.NOT_STEADY);
    assertThat(own.verdict()).isEqualTo("not steady: no verdict");
    assertThat(own.speedUp().value()).isNaN();
    assertThat(own.sentence("threads(2)")).isEqualTo("threads(2): not steady: no verdict");
    assertThat(Comparison.of(series("threads(2)", 5, 5.1, 5.2), notSteady(BLOCKING)).verdict())
        .isEqualTo("baseline blocking is not steady: no verdict");
  }

  /** As it is kept: only the last trial knows. */
  private static Series notSteady(Series series) {
    Steadiness steadiness = Steadiness.notSteady("after 9 warm-ups: it was still being compiled");
    List<Trial> trials = new ArrayList<>(series.trials());
    trials.add(measured(trials.removeLast()).with(steadiness));
    return new Series(series.source(), series.model(), trials);
  }
}
