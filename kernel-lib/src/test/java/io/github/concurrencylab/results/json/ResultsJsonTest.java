package io.github.concurrencylab.results.json;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.MACHINE;
import static io.github.concurrencylab.Figures.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Outcome;
import io.github.concurrencylab.measure.Timing;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.results.LockSpansTest;
import io.github.concurrencylab.results.Results;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
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

  private static Results under(Timeline timeline, List<CpuSample> cpu) {
    Trial trial = new Trial("gil(2)", 1, new Timing(1, 0, 1), new Outcome("1", timeline, cpu, ""));
    return Results.of(new Measurement("here", "work", MACHINE, List.of(trial), List.of()));
  }

  private static Results writtenAndRead(Results results) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultsJson.write(results, out);
    assertThat(out.size()).isLessThan(1_500_000);
    return read(out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void should_keep_the_lock_s_spans() throws IOException {
    List<LockSpan> lock = new ArrayList<>(LockSpansTest.turns("thread-1", 50));
    lock.addAll(LockSpansTest.turns("thread-2", 1));
    Results results = under(new Timeline(List.of(), lock, 7), List.of());

    assertThat(writtenAndRead(results)).isEqualTo(results);
  }

  @Test
  void should_write_a_bounded_number_of_spans_and_samples() throws IOException {
    List<CpuSample> samples =
        IntStream.range(1, 50_000)
            .mapToObj(i -> new CpuSample(i / 20.0, List.of(0.123, 0.456), 0.789))
            .toList();
    Timeline timeline = new Timeline(List.of(), LockSpansTest.turns("thread-1", 100_000), 7);

    Results read = writtenAndRead(under(timeline, samples));

    Outcome outcome = read.measurements().getFirst().trials().getFirst().outcome();
    assertThat(outcome.cpu()).hasSizeBetween(500, 1_200);
    assertThat(outcome.cpu().getLast().seconds()).isEqualTo(samples.getLast().seconds());
    assertThat(outcome.timeline().lock()).hasSizeBetween(5_000, 10_000);
    assertThat(outcome.timeline().handOvers()).isEqualTo(7);
  }

  @Test
  void should_refuse_spans_without_an_end() {
    String json =
        """
        {"schema": 1, "measurements": [{"source": "s", "workload": "w", "machine": {"processor": "p",
        "processors": 1, "system": "s", "runtime": "r"}, "trials": [{"model": "m", "number": 1,
        "lock": {"handOvers": 1, "threads": [{"worker": "t", "holdingNanos": [1, 2, 3]}]}}]}]}
        """;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(json))
        .withMessage(
            "file.json: not the lab's results: holdingNanos must be starts and ends in turn, got 3"
                + " numbers");
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
