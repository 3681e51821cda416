package io.github.concurrencylab.plot;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.plot.interaction.InteractionRenderer;
import io.github.concurrencylab.results.FactorLevels;
import java.awt.Dimension;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;

class InteractionChartTest {
  private static String svg(FactorLevels grid) {
    JFreeChart chart = InteractionChart.of(grid);
    Dimension size = ChartImages.size(chart);
    return ChartImages.svg(chart, size.width, size.height);
  }

  private static FactorLevels grid(FactorLevels.Level... levels) {
    return new FactorLevels("random source", List.of(levels));
  }

  @Test
  void should_name_levels_models_and_the_ratio() throws Exception {
    FactorLevels grid =
        grid(
            new FactorLevels.Level(
                "NONE",
                "no random numbers",
                here(trials("blocking", 1, 1.1), trials("gil(4)", 1, 1.2))),
            new FactorLevels.Level(
                "SHARED",
                "one shared generator",
                here(trials("blocking", 1, 1.1), trials("gil(4)", 4, 4.1))));

    assertThat(ChartsTest.texts(svg(grid)))
        .contains("NONE", "SHARED", "no random numbers", "one shared generator", "gil(4)")
        .contains("How the random source changes each model", "1", "2")
        .anyMatch(text -> text.startsWith("Time relative to blocking with the same random source"))
        .doesNotContain("blocking"); // the baseline is the line at 1
    assertThat(ChartText.of(InteractionChart.of(grid)))
        .contains("gil(4), NONE: 1.05 (95 %: ", "gil(4), SHARED: 3.86 (95 %: ");
  }

  @Test
  void should_draw_whatever_there_is() throws Exception {
    List<FactorLevels> all = new ArrayList<>();
    all.add(grid());
    all.add(grid(new FactorLevels.Level("A", "", here(trials("blocking", 1)))));
    all.add(grid(new FactorLevels.Level("A", "", here(trials("threads(2)", 1)))));
    all.add(grid(new FactorLevels.Level("A", "", here(List.of(failed("blocking", "x"))))));
    all.add(
        grid(
            new FactorLevels.Level(
                "A", "", here(trials("blocking", 1e-9, 1), trials("gil(2)", 1e9, 1)))));
    all.add(
        grid(
            new FactorLevels.Level(
                HOSTILE + "x".repeat(5_000),
                HOSTILE,
                here(trials("blocking", 1), trials(HOSTILE, 1)))));
    FactorLevels.Level[] nine = new FactorLevels.Level[9];
    for (int i = 0; i < nine.length; i++) {
      nine[i] =
          new FactorLevels.Level(
              "MERSENNE_TWISTER_" + i, "some words", here(trials("blocking", 1), trials("b", i)));
    }
    all.add(grid(nine));

    for (FactorLevels grid : all) {
      assertThat(svg(grid))
          .contains("<svg")
          .doesNotContain("<script", "\u0000", "\u001b", "\u202e")
          .hasSizeLessThan(60_000);
      assertThat(ChartText.of(InteractionChart.of(grid))).doesNotContain("\u001b", "\u202e");
    }
  }

  @Test
  void should_tell_models_of_one_colour_apart_by_their_lines() {
    List<ModelId> models =
        Stream.of("", "PyPy 7.3", "Jython 2.7.4")
            .map(python -> new Platform(Platform.Kind.CPYTHON, python))
            .map(platform -> ModelId.of(ModelKind.THREADS, 16).on(platform))
            .toList();
    List<Stroke> strokes =
        IntStream.range(0, models.size())
            .mapToObj(row -> InteractionRenderer.stroke(models, row))
            .toList();

    assertThat(strokes).doesNotHaveDuplicates();
    assertThat(strokes)
        .doesNotContain(InteractionRenderer.stroke(List.of(ModelId.of(ModelKind.THREADS, 16)), 0));
  }
}
