package io.github.concurrencylab.notebook;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.measuredBy;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.report.Answer;
import io.github.concurrencylab.report.Cost;
import io.github.concurrencylab.report.Factorial;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.report.Scaling;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.results.json.Published;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.jfree.chart.JFreeChart;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class RenderersTest {
  private static final Report ARTICLE = new Report(Published.article());

  private static DisplayData rendered(Object value) {
    Renderer renderer = new Renderer();
    Renderers.register(renderer);
    return renderer.render(value);
  }

  private static String data(DisplayData shown, MIMEType type) {
    return String.valueOf(shown.getData(type));
  }

  @Test
  void should_show_a_report_as_table_and_chart() {
    DisplayData shown = rendered(ARTICLE);

    assertThat(data(shown, MIMEType.TEXT_PLAIN)).isEqualTo(ARTICLE.toString());
    assertThat(data(shown, MIMEType.TEXT_HTML))
        .contains("i7-7820X", ">processes(16)</th>", "<img ")
        .hasSizeLessThan(60_000);
    assertThat(picture(data(shown, MIMEType.TEXT_HTML))).contains("<svg", ">processes(16)<");
    assertThat(data(shown, MIMEType.TEXT_HTML))
        .contains(
            "alt=\"Mean time of 5 trials, with its 95 % interval: threads(16) 64.5 s (95 %: ",
            "<span title=\"threads(16), article: mean 64.5 s (95 %: 63.3 s to 65.8 s)\" style=");
  }

  @Test
  void should_draw_each_of_several_results() {
    List<Object> several =
        List.of(
            List.of(ARTICLE, ARTICLE.summary()),
            new Report[] {ARTICLE, ARTICLE},
            new Object[] {"a note", ARTICLE},
            Map.of("first", ARTICLE));
    for (Object each : several) {
      DisplayData shown = rendered(each);
      assertThat(data(shown, MIMEType.TEXT_PLAIN)).contains(ARTICLE.toString().strip());
      assertThat(data(shown, MIMEType.TEXT_HTML)).contains("processes(16)", "<img ");
    }
    assertThat(data(rendered(Map.of("<b>", ARTICLE)), MIMEType.TEXT_HTML)).contains("&lt;b&gt;");
    assertThat(data(rendered(new JFreeChart[] {ARTICLE.bars()}), MIMEType.TEXT_HTML))
        .contains("<img ");
  }

  @Test
  void should_leave_lists_of_other_things_to_the_kernel() {
    assertThat(rendered(List.of(1, 2)).hasDataForType(MIMEType.TEXT_HTML)).isFalse();
    assertThat(data(rendered(List.of(1, 2)), MIMEType.TEXT_PLAIN)).isEqualTo("[1, 2]");
    assertThat(data(rendered(Map.of()), MIMEType.TEXT_PLAIN)).isEqualTo("{}");
  }

  @Test
  void should_show_the_first_of_many() {
    Table table = ARTICLE.summary();
    assertThat(data(rendered(Collections.nCopies(25, table)), MIMEType.TEXT_PLAIN))
        .contains("[19]:")
        .doesNotContain("[20]:")
        .endsWith("… 5 more");
  }

  private static String picture(String html) {
    Matcher image = Pattern.compile("base64,([^\"]+)\"").matcher(html);
    assertThat(image.find()).isTrue();
    return new String(Base64.getDecoder().decode(image.group(1)), StandardCharsets.UTF_8);
  }

  @Test
  void should_show_a_factorial_as_table_and_plot() {
    FactorLevels.Level level =
        new FactorLevels.Level(
            "NONE", HOSTILE, here(trials("blocking", 1, 2), trials(HOSTILE, 1, 2)));
    Factorial factorial = new Factorial(new FactorLevels("random source", List.of(level)));
    DisplayData shown = rendered(factorial);

    assertThat(data(shown, MIMEType.TEXT_PLAIN)).isEqualTo(factorial.toString());
    assertThat(data(shown, MIMEType.TEXT_HTML))
        .contains(">time / baseline</th>", "&lt;script&gt;")
        .doesNotContain("<script", "\u0000", "\u001b", "\u202e");
    assertThat(picture(data(shown, MIMEType.TEXT_HTML))).contains("<svg", ">NONE<");
  }

  @Test
  void should_show_scaling_and_cost_as_table_and_chart() {
    Scaling scaling = Scaling.of(new Report(here(trials("threads(1)", 2, 2.1))));
    Cost cost = new Cost(List.of(new Cost.Sized(10, new Report(here(trials(HOSTILE, 1, 2))))));

    assertThat(data(rendered(scaling), MIMEType.TEXT_PLAIN)).isEqualTo(scaling.toString());
    assertThat(data(rendered(scaling), MIMEType.TEXT_HTML)).contains(">efficiency</th>");
    assertThat(picture(data(rendered(scaling), MIMEType.TEXT_HTML)))
        .contains("<svg", "Speed-up by workers");
    assertThat(data(rendered(cost), MIMEType.TEXT_PLAIN)).isEqualTo(cost.toString());
    assertThat(data(rendered(cost), MIMEType.TEXT_HTML))
        .contains(">mean (s)</th>")
        .doesNotContain("<script", "\u0000", "\u001b", "\u202e");
  }

  private static String answer(String sentence, List<String> notes) {
    Answer answer =
        new Answer() {
          @Override
          public List<String> header() {
            return List.of("some work");
          }

          @Override
          public List<Note> notes() {
            return notes.stream().map(text -> new Note(Note.Kind.UNSTABLE, text)).toList();
          }

          @Override
          public String sentence() {
            return sentence;
          }

          @Override
          public Table table() {
            return ARTICLE.summary();
          }
        };
    return data(rendered(answer), MIMEType.TEXT_HTML);
  }

  @Test
  void should_show_the_answer_before_what_it_rests_on() {
    assertThat(answer("Use blocking().", List.of("unstable because of others")))
        .containsSubsequence(
            "Use blocking().", "some work</small></caption>", "</table>", "unstable");
  }

  @Test
  void should_fold_several_notes_into_one_line_with_their_number() {
    assertThat(answer("", List.of("a", "b", "c" + "x".repeat(350) + " or use threads(16)")))
        .contains(
            "<details><summary><b>3 notes:</b> a</summary>",
            "<li>b</li>",
            "or use threads(16)</li>");
    assertThat(answer("", List.of("a"))).contains("<b>Note:</b> a").doesNotContain("<details>");
    assertThat(answer("", List.of())).doesNotContain("<details>", "Note");
  }

  @Test
  void should_show_a_table() {
    DisplayData shown = rendered(ARTICLE.summary());

    assertThat(data(shown, MIMEType.TEXT_HTML)).contains("<table>", "<caption", ">median (s)</th>");
    assertThat(data(shown, MIMEType.TEXT_PLAIN)).contains("median (s)").doesNotContain("<");
  }

  @Test
  void should_show_a_chart_in_three_forms() {
    DisplayData shown = rendered(ARTICLE.boxPlot());

    assertThat(data(shown, MIMEType.IMAGE_SVG)).startsWith("<svg").hasSizeLessThan(60_000);
    assertThat(Base64.getDecoder().decode(data(shown, MIMEType.IMAGE_PNG)))
        .startsWith(0x89, 'P', 'N', 'G')
        .hasSizeLessThan(60_000);
    assertThat(data(shown, MIMEType.TEXT_PLAIN)).contains("Time of each trial", "####");
  }

  @Test
  void should_escape_names_from_outside() {
    DisplayData shown =
        rendered(
            new Report(
                measuredBy(
                    Source.of(Source.Kind.PUBLISHED).named(HOSTILE),
                    HOSTILE,
                    trials(HOSTILE, 1, 2))));

    assertThat(data(shown, MIMEType.TEXT_HTML))
        .contains("&lt;script&gt;")
        .doesNotContain("<script", "\u0000", "\u001b", "\u202e");
    assertThat(picture(data(shown, MIMEType.TEXT_HTML))).doesNotContain("<script");
  }
}
