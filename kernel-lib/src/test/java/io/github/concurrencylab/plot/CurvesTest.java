package io.github.concurrencylab.plot;

import static io.github.concurrencylab.Figures.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.LinearCost;
import java.awt.Dimension;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts of times by a number: all in the unit that suits them. */
class CurvesTest {
  private static final double[] SIZES = {1, 10};
  private static final List<Estimate> MILLIS =
      List.of(new Estimate(0.002, 0.001, 0.003), new Estimate(0.02, 0.018, 0.022));

  private static List<String> texts(Chart chart) throws Exception {
    Dimension size = ChartImages.size(chart);
    return ChartsTest.texts(ChartImages.svg(chart, size.width, size.height));
  }

  @Test
  void should_show_what_a_size_costs_in_the_unit_that_suits() throws Exception {
    Chart chart = CostChart.of("", SIZES, MILLIS);

    assertThat(texts(chart))
        .contains("Time in milliseconds by the size of the work n (log scales)", "2", "20")
        .noneMatch(text -> text.startsWith("0."));
    assertThat(ChartText.of(chart)).contains("n = 10: 20.0 ms (95 %: 18.0 ms to 22.0 ms)");
  }

  @Test
  void should_show_where_two_models_cross_in_the_unit_that_suits() throws Exception {
    LinearCost line = LinearCost.of(SIZES, new double[] {0.002, 0.02});
    Chart chart =
        CrossoverChart.of(
            "", SIZES, List.of(new CrossoverChart.Curve(id("threads(2)"), MILLIS, line)));

    assertThat(texts(chart)).contains("Time in milliseconds by the number of tasks (log scales)");
    assertThat(ChartText.of(chart))
        .contains("threads(2), n = 1: 2.00 ms (95 %: 1.00 ms to 3.00 ms)");
  }

  @Test
  void should_show_what_is_predicted_in_the_unit_that_suits() throws Exception {
    Chart chart = EveryChart.prediction(1e-3);

    assertThat(texts(chart))
        .contains(
            "Predicted time in milliseconds by the number of processors (log scales)",
            "2",
            "4",
            "8",
            "16");
    assertThat(ChartText.of(chart))
        .contains("threads(16), predicted, processors = 8: 2.50 ms (95 %: 2.25 ms to 2.75 ms)");
  }
}
