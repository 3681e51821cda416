package io.github.concurrencylab.plot.bars;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelAxisTest {
  @Test
  void should_leave_a_short_name_alone() {
    assertThat(ModelAxis.lines("threads(16)")).containsExactly("threads(16)");
  }

  @Test
  void should_break_a_long_name_where_it_may() {
    assertThat(ModelAxis.lines("python(eventLoop().createTasksFirst())"))
        .containsExactly("python(eventLoop().", "createTasksFirst())");
  }

  @Test
  void should_keep_both_ends_of_a_very_long_name() {
    assertThat(ModelAxis.lines("begin" + "x".repeat(10_000) + "end"))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(ModelAxis.LINE_LETTERS))
        .satisfies(lines -> {
          assertThat(lines.getFirst()).startsWith("begin");
          assertThat(lines.getLast()).endsWith("end");
        });
  }
}
