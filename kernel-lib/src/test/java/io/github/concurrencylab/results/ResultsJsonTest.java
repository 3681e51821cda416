package io.github.concurrencylab.results;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.MACHINE;
import static io.github.concurrencylab.Figures.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.CpuSample;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Outcome;
import io.github.concurrencylab.measure.Timing;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsJsonTest {
  private static Results read(String json) throws IOException {
    return ResultsJson.read(
        "file.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void should_read_what_it_wrote() throws IOException {
    Trial whole =
        new Trial(
            HOSTILE,
            3,
            new Timing(0.1 + 0.2, Double.NaN, 1e-9),
            new Outcome(
                "123",
                Timeline.of(List.of(new Span(0, "thread-1", 5, 7))),
                List.of(new CpuSample(0.05, List.of(0.25, 1.0), 1.1)),
                ""));
    Results results =
        Results.of(
            new Measurement(
                "here",
                "work",
                MACHINE,
                List.of(whole, trial("blocking", 1, 2.5), Trial.failed("spark", "missing")),
                List.of("a warning")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ResultsJson.write(results, out);

    assertThat(read(out.toString(StandardCharsets.UTF_8))).isEqualTo(results);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"schema": 2, "measurements": []}   | file.json: schema must be 1, got "2"
          {"measurements": []}                | file.json: schema must be 1, got none
          {"schema": "1", "measurements": []} | file.json: schema must be 1, got ""1""
          []                                  | file.json: schema must be 1, got none
          {"schema": 1}                       | measurements must be given, got none
          {"schema": 1, "measurements": [{"source": "x"}]}       | machine must be given, got none
          {"schema": 1, "measurements": [], "@class": "x.Y"}     | file.json: not the lab's results
          {"schema": 1, "schema": 1, "measurements": []}         | file.json: not the lab's results
          {"schema": 1, "measurements": [} | file.json: not the lab's results
          {"schema": 1, "measurements": []} {}                   | file.json: not the lab's results
          """)
  void should_say_in_one_line_what_is_wrong(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(json))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").hasSizeLessThan(200));
  }

  @Test
  void should_refuse_what_is_nested_too_deep_or_too_long() {
    assertThatIllegalArgumentException().isThrownBy(() -> read("[".repeat(100_000)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"schema\": 1, \"x\": \"" + "x".repeat(20_000) + "\"}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"schema\": " + "9".repeat(1_000) + "}"));
  }
}
