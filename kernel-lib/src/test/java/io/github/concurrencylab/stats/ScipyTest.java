package io.github.concurrencylab.stats;

import static io.github.concurrencylab.Figures.series;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.concurrencylab.findings.Comparison;
import io.github.concurrencylab.findings.TwoSamples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java's figures compared with SciPy's of the same samples; a test in Python makes those anew. */
class ScipyTest {
  private static final double TIGHT = 1e-9;
  private static final JsonNode SCIPY = read();

  private static JsonNode read() {
    try (InputStream in = ScipyTest.class.getResourceAsStream("/stats/scipy.json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<JsonNode> samples() {
    return children(SCIPY.get("samples"));
  }

  static List<JsonNode> pairs() {
    return children(SCIPY.get("pairs"));
  }

  static List<JsonNode> rounds() {
    return children(SCIPY.get("rounds"));
  }

  static List<JsonNode> bootstraps() {
    return children(SCIPY.get("bootstraps"));
  }

  private static List<JsonNode> children(JsonNode parent) {
    List<JsonNode> children = new ArrayList<>();
    parent.forEach(children::add);
    return children;
  }

  private static double[] values(JsonNode sample) {
    return children(sample.get("values")).stream().mapToDouble(JsonNode::doubleValue).toArray();
  }

  private static double[] sample(JsonNode pair, String side) {
    return values(SCIPY.get("samples").get(pair.get(side).textValue()));
  }

  private static void same(double actual, JsonNode node, String field) {
    double expected = node.get(field).doubleValue();
    assertThat(actual)
        .as(field)
        .isCloseTo(expected, within(TIGHT * Math.max(1e-3, Math.abs(expected))));
  }

  @Test
  void should_say_which_scipy_it_is_held_against() {
    assertThat(SCIPY.get("scipy").textValue()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(samples()).hasSizeGreaterThan(5);
    assertThat(pairs()).hasSizeGreaterThan(5);
    assertThat(rounds()).hasSizeGreaterThan(2);
    assertThat(bootstraps()).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void should_sum_up_a_sample_as_scipy_does(JsonNode scipy) {
    double[] values = values(scipy);
    Summary summary = Summary.of(values);

    same(summary.mean().value(), scipy, "mean");
    same(summary.mean().low(), scipy, "t_low");
    same(summary.mean().high(), scipy, "t_high");
    same(summary.median(), scipy, "median");
    same(summary.mad(), scipy, "mad");
    same(Skewness.of(values), scipy, "skewness");
    same(Trend.of(values).p(), scipy, "kendall_p");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void should_set_the_fences_where_scipy_does(JsonNode scipy) {
    double[] values = values(scipy);
    TukeyFences fences = TukeyFences.of(values);

    same(fences.first(), scipy, "quartile_1");
    same(fences.median(), scipy, "median");
    same(fences.third(), scipy, "quartile_3");
    same(fences.low(), scipy, "fence_low");
    same(fences.high(), scipy, "fence_high");
    assertThat(TukeyFences.outliers(values)).isEqualTo(scipy.get("outliers").intValue());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void should_compare_two_samples_as_scipy_does(JsonNode scipy) {
    double[] x = sample(scipy, "x");
    double[] y = sample(scipy, "y");
    Estimate ratio = Comparison.ratio(x, y);

    same(Comparison.welch(x, y), scipy, "welch_p");
    same(
        TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(x, y).getDegreesOfFreedom(),
        scipy,
        "welch_df");
    same(Comparison.mannWhitney(x, y), scipy, "mann_whitney_p");
    same(ratio.value(), scipy, "ratio");
    same(ratio.low(), scipy, "ratio_low");
    same(ratio.high(), scipy, "ratio_high");
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void should_compare_samples_of_the_same_rounds_as_scipy_does(JsonNode scipy) {
    TwoSamples samples =
        TwoSamples.of(series("x", sample(scipy, "x")), series("y", sample(scipy, "y")));

    same(samples.p(1), scipy, "p");
    same(samples.p(2), scipy, "p_of_twice");
    same(samples.ratio().value(), scipy, "ratio");
    same(samples.ratio().low(), scipy, "ratio_low");
    same(samples.ratio().high(), scipy, "ratio_high");
  }

  @ParameterizedTest
  @MethodSource("bootstraps")
  void should_make_the_bootstrap_intervals_that_scipy_makes(JsonNode scipy) {
    double[] values = values(scipy);
    double[] means = allMeans(values);
    double mean = Summary.of(values).mean().value();
    Estimate bca = Bootstrap.bca(values, means);
    Estimate percentile = Bootstrap.percentile(mean, means);

    same(Bootstrap.bias(mean, means), scipy, "bias");
    same(Bootstrap.acceleration(values), scipy, "acceleration");
    same(bca.low(), scipy, "bca_low");
    same(bca.high(), scipy, "bca_high");
    same(percentile.low(), scipy, "percentile_low");
    same(percentile.high(), scipy, "percentile_high");
  }

  /** The mean of every possible resample, sorted: nothing is left to chance. */
  private static double[] allMeans(double[] values) {
    DoubleStream sums = DoubleStream.of(0);
    for (int i = 0; i < values.length; i++) {
      sums = sums.flatMap(sum -> Arrays.stream(values).map(value -> sum + value));
    }
    return sums.map(sum -> sum / values.length).sorted().toArray();
  }
}
