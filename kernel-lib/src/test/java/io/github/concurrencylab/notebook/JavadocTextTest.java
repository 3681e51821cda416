package io.github.concurrencylab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavadocTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "One {@code x < y} two | One x < y two",
        "{@code i -> { return map.get(i); }} | i -> { return map.get(i); }",
        "see {@link Threads#pool(int)} | see Threads.pool(int)",
        "see {@link #pool the pool} | see the pool",
        "from 1 to {@value #MOST} | from 1 to MOST",
        "a <b>bold</b> word&nbsp;&amp; 1 &lt; 2 | a bold word & 1 < 2",
        "an open {@code brace | an open brace",
        "{@literal @}Override | @Override",
      })
  void should_read_one_line(String javadoc, String text) {
    assertThat(JavadocText.of(javadoc)).containsExactly(text);
  }

  @Test
  void should_keep_paragraphs_items_and_code_apart() {
    String javadoc =
        """
        First,
        in two lines.

        <p>Second:
        <ul><li>one<li>two</ul>
        <pre>{@code
        run(
          article());
        }</pre>
        """;
    assertThat(JavadocText.of(javadoc))
        .containsExactly(
            "First, in two lines.", "Second:", "- one", "- two", "  run(\n    article());");
  }

  @Test
  void should_say_what_goes_in_and_out() {
    String javadoc =
        """
        Takes it.

        @param <T> its type
        @param value the value,
            or null
        @return the same
        @throws java.io.IOException if not
        @since 9
        """;
    assertThat(JavadocText.of(javadoc))
        .containsExactly(
            "Takes it.",
            "<T>: its type",
            "value: the value, or null",
            "returns the same",
            "throws IOException if not",
            "since: 9");
  }

  @Test
  void should_leave_packages_out_of_a_signature() {
    assertThat(
            Inspection.signature(
                "io.github.x.report.Report io.github.x.report.Report(io.github.x.Results results)"
                    + ".with(io.github.x.report.Report others)"))
        .isEqualTo("Report Report.with(Report others)");
    assertThat(Inspection.signature("String String.substring(int beginIndex)"))
        .isEqualTo("String String.substring(int beginIndex)");
  }
}
