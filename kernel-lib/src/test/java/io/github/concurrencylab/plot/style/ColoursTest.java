package io.github.concurrencylab.plot.style;

import static io.github.concurrencylab.Figures.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.model.ModelKind;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColoursTest {
  @Test
  void should_have_one_colour_a_kind() {
    List<String> kinds =
        List.of(
            "blocking",
            "threads(16)",
            "eventLoop",
            "processes(16)",
            "virtualThreads",
            "forkJoin(16)",
            "parallelStream",
            "gil(16)",
            "spark(\"local[2]\")",
            "somebody's own");

    assertThat(kinds.stream().map(label -> Colours.of(id(label)))).doesNotHaveDuplicates();
  }

  @Test
  void should_have_a_hue_of_its_own_for_each_kind() {
    assertThat(ModelKind.values()).extracting(ModelKind::hue).doesNotHaveDuplicates();
  }

  @Test
  void should_be_the_article_s_hue_at_sixteen_workers() {
    assertThat(Colours.of(id("threads(16)")))
        .isEqualTo(new Color(0x0072B2)); // Okabe and Ito's blue
    assertThat(Colours.of(id("processes(16)"))).isEqualTo(new Color(0xE69F00)); // their orange
  }

  @Test
  void should_be_darker_for_more_workers() {
    assertThat(light("threads(2)")).isGreaterThan(light("threads(16)"));
    assertThat(light("threads(16)")).isGreaterThan(light("threads(64)"));
  }

  @Test
  void should_be_lighter_for_another_language() {
    assertThat(light("python(threads(16))")).isGreaterThan(light("threads(16)"));
    assertThat(light("python(eventLoop().createTasksFirst())"))
        .isGreaterThan(light("python(eventLoop)"));
  }

  private static int light(String model) {
    Color colour = Colours.of(id(model));
    return colour.getRed() + colour.getGreen() + colour.getBlue();
  }
}
