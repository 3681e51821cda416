package io.github.concurrencylab.plot;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.measuredBy;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.results.json.Published;
import io.github.concurrencylab.table.Cells;
import io.github.concurrencylab.table.ShownTable;
import io.github.concurrencylab.table.Tables;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ChartsTest {
  private static final int MOST_BYTES = 60_000;

  static List<Function<Results, JFreeChart>> kinds() {
    return List.of(Charts::bars, Charts::boxPlot);
  }

  private static String svg(JFreeChart chart) {
    Dimension size = ChartImages.size(chart);
    return ChartImages.svg(chart, size.width, size.height);
  }

  private static byte[] png(JFreeChart chart) {
    Dimension size = ChartImages.size(chart);
    return ChartImages.png(chart, size.width, size.height);
  }

  static List<String> texts(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    NodeList nodes = document.getElementsByTagNameNS("*", "text");
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_name_every_model_and_the_unit(Function<Results, JFreeChart> kind) throws Exception {
    List<String> texts = texts(svg(kind.apply(Published.article())));

    assertThat(texts)
        .contains("threads(16)", "eventLoop", "processes(16)", "blocking")
        .anyMatch(text -> text.startsWith("seconds"))
        .anyMatch(text -> text.contains("10,000,000 terms"))
        .anyMatch(text -> text.contains("i7-7820X"));
  }

  @Test
  void should_write_the_mean_at_each_bar() throws Exception {
    assertThat(texts(svg(Charts.bars(Published.article()))))
        .contains("64.5 s", "17.2 s", "2.73 s", "17.6 s", "seconds");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_use_a_log_scale_if_times_are_far_apart(Function<Results, JFreeChart> kind)
      throws Exception {
    Results results = here(trials("blocking", 100, 101), trials("threads(2)", 0.1, 0.11));

    assertThat(texts(svg(kind.apply(results)))).contains("seconds (log scale)", "0.1", "1", "100");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_show_short_times_in_a_smaller_unit(Function<Results, JFreeChart> kind)
      throws Exception {
    Results near = here(trials("blocking", 0.0123, 0.0125), trials("threads(2)", 0.006, 0.0061));
    Results far = here(trials("blocking", 0.02, 0.021), trials("threads(2)", 1e-5, 1.1e-5));

    assertThat(texts(svg(kind.apply(near))))
        .contains("milliseconds", "5", "10")
        .noneMatch(text -> text.contains("0.0"));
    assertThat(texts(svg(kind.apply(far)))).contains("milliseconds (log scale)", "0.1", "1", "10");
    assertThat(ChartText.words(kind.apply(near))).contains("threads(2) 6.05 ms (95 %");
  }

  @ParameterizedTest
  @ValueSource(doubles = {3, 0.15, 0.012, 3e-4, 2e-5, 4e-8})
  void should_show_times_in_the_unit_of_the_table(double seconds) throws Exception {
    Results results = here(trials("blocking", seconds, 1.1 * seconds, 1.05 * seconds));
    String mean =
        ShownTable.of(Tables.summary(results)).columns().stream()
            .map(Cells::name)
            .filter(name -> name.startsWith("mean ("))
            .findFirst()
            .orElseThrow();
    String symbol = mean.substring("mean (".length(), mean.length() - 1);
    String word =
        Map.of("s", "seconds", "ms", "milliseconds", "µs", "microseconds", "ns", "nanoseconds")
            .get(symbol);

    assertThat(texts(svg(Charts.bars(results)))).contains(word);
    assertThat(texts(svg(Charts.boxPlot(results)))).contains(word);
    assertThat(ChartText.bars(results)).contains(" " + symbol + " (95 %");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_tell_sources_apart(Function<Results, JFreeChart> kind) throws Exception {
    Results joined = here(trials("blocking", 1, 2)).with(Published.article());

    assertThat(texts(svg(kind.apply(joined)))).contains("here", "article (published)");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_say_at_each_figure_how_large_the_work_is_where_it_differs(
      Function<Results, JFreeChart> kind) throws Exception {
    Results smaller =
        measuredBy(Source.HERE, "sum of i mod x: 15 tasks of 500,000 terms", trials("blocking", 1))
            .with(Published.article());

    assertThat(texts(svg(kind.apply(smaller))))
        .containsOnlyOnce("500,000 terms")
        .filteredOn("10,000,000 terms"::equals)
        .hasSize(Published.article().series().size());
    assertThat(ChartText.words(kind.apply(smaller))).contains("blocking, here, 500,000 terms 1.00");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_say_why_a_model_is_missing(Function<Results, JFreeChart> kind) throws Exception {
    Results results = here(trials("a", 1), List.of(failed("spark", "Spark is missing")));

    assertThat(texts(svg(kind.apply(results)))).contains("spark", "Spark is missing");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_draw_hostile_names_as_text(Function<Results, JFreeChart> kind) throws Exception {
    Results results = here(trials(HOSTILE, 1, 2), trials("x".repeat(10_000), 1, 2));

    String svg = svg(kind.apply(results));

    assertThat(svg).doesNotContain("<script", "\u0000", "\u001b", "\u202e").hasSizeLessThan(20_000);
    assertThat(texts(svg)).anyMatch(text -> text.startsWith("<script>alert(1)"));
    assertThat(texts(svg)).allMatch(text -> text.length() <= 160);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_stay_small(Function<Results, JFreeChart> kind) throws IOException {
    Results results = here(trials("m0", 1, 2, 3, 4, 5));
    for (int i = 1; i < 12; i++) {
      results = results.with(here(trials("threads(" + i + ")", i, i + 0.1, i + 0.2, i + 0.3)));
    }
    JFreeChart chart = kind.apply(results);

    assertThat(svg(chart)).hasSizeLessThan(MOST_BYTES);
    assertThat(png(chart)).hasSizeLessThan(MOST_BYTES);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png(chart)));
    assertThat(image.getWidth()).isEqualTo(2 * ChartImages.size(chart).width);
    assertThat(new Color(image.getRGB(0, 0), true)).isEqualTo(Color.WHITE);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void should_draw_whatever_there_is(Function<Results, JFreeChart> kind) {
    List<Results> odd = new ArrayList<>();
    odd.add(new Results(List.of()));
    odd.add(here());
    odd.add(here(trials("a", 0)));
    odd.add(here(trials("a", 0, 0), trials("b", 1e-9, 1e9)));
    odd.add(here(trials("a", Double.NaN)));
    odd.add(here(trials("a", 1)));
    odd.add(here(trials("", 1, 1)));

    assertThat(odd).allSatisfy(results -> assertThat(svg(kind.apply(results))).contains("<svg"));
  }

  @Test
  void should_have_a_text_form() {
    assertThat(ChartText.of(Charts.bars(Published.article())))
        .contains("Mean time of 5 trials")
        .contains("threads(16)    ######################################## 64.5 s (95 %: ")
        .contains("processes(16)  ## 2.73 s");
    assertThat(ChartText.bars(here(trials(HOSTILE + "x".repeat(10_000), 1))))
        .hasSizeLessThan(200)
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  void should_say_what_a_bar_and_a_trial_are_when_pointed_at() {
    Results results = here(trials("blocking", 1, 2, 4));

    // Student's t of 2 degrees of freedom is 4.303; the mean 2.333, its standard error 0.882,
    // and no time is below 0.
    assertThat(svg(Charts.bars(results)))
        .contains(">blocking, here: mean 2.33 s (95 %: 0 s to 6.13 s)</title");
    assertThat(svg(Charts.boxPlot(results)))
        .contains(">blocking, here: median 2.00 s</title")
        .contains(">blocking, here: trial 3, 4.00 s</title");
  }

  @Test
  void should_leave_no_room_for_sources_that_have_not_the_model() {
    Results disjoint = here(trials("forkJoin(8)", 5, 5.1)).with(Published.article());
    int alone = ChartImages.size(Charts.bars(Published.article())).height;

    // One model more, two lines and a legend more at the top: but no second bar in each slot.
    assertThat(ChartImages.size(Charts.bars(disjoint)).height).isEqualTo(alone + 34 + 4 * 17);
  }

  @Test
  void should_know_which_letters_it_can_draw() {
    assertThat(Theme.draws("a")).isTrue();
    assertThat(Theme.draws("\uffff")).isFalse(); // never a letter
    assertThat(ChartImages.missingLetters())
        .allSatisfy(kind -> assertThat(kind).contains("(fonts-"));
  }
}
