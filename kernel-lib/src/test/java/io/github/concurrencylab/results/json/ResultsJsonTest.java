package io.github.concurrencylab.results.json;

import static io.github.concurrencylab.Figures.HOSTILE;
import static io.github.concurrencylab.Figures.MACHINE;
import static io.github.concurrencylab.Figures.cpu;
import static io.github.concurrencylab.Figures.details;
import static io.github.concurrencylab.Figures.failed;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Steadiness;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.machine.Conditions;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.Traffic;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.results.LockSpansTest;
import io.github.concurrencylab.results.Results;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        new Trial.Measured(
            id(HOSTILE),
            3,
            Long.MAX_VALUE / 10,
            Steadiness.notSteady("after 2 warm-ups"),
            Optional.of(
                new Trial.Details(
                    0,
                    new CpuTime(1, 0),
                    "123",
                    Timeline.of(List.of(new Span(0, "thread-1", 5, 7))),
                    List.of(cpu(0.05, List.of(0.25, 1.0), 1.1)),
                    new Traffic(9_000, 1_500))));
    Trial published = new Trial.Measured(id("threads(16)"), 1, 1, Optional.empty());
    Trial odd =
        new Trial.Measured(
            new Python(EventLoopModel.gathering().createTasksFirst(), "/x/python3.13").id(),
            1,
            1,
            Optional.empty());
    Results results =
        Results.of(
            new Measurement(
                Source.of(Source.Kind.PUBLISHED).named("elsewhere"),
                "work",
                MACHINE,
                List.of(
                    whole,
                    published,
                    odd,
                    trial("gil(2)", 1, 2.5),
                    failed("spark(\"local[2]\")", "missing")),
                List.of(new Note(Note.Kind.CAPPED, "a note"))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    ResultsJson.write(results, out);

    assertThat(read(out.toString(StandardCharsets.UTF_8))).isEqualTo(results);
  }

  private static Results under(Timeline timeline, List<CpuSample> cpu) {
    Trial trial =
        new Trial.Measured(
            id("gil(2)"), 1, 1, new Trial.Details(0, new CpuTime(1, 0), "1", timeline, cpu));
    return Results.of(new Measurement(Source.HERE, "work", MACHINE, List.of(trial), List.of()));
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
            .mapToObj(i -> cpu(i / 20.0, List.of(0.123, 0.456), 0.789))
            .toList();
    Timeline timeline = new Timeline(List.of(), LockSpansTest.turns("thread-1", 100_000), 7);

    Results read = writtenAndRead(under(timeline, samples));

    Trial.Details outcome = details(read.measurements().getFirst().trials().getFirst());
    assertThat(outcome.samples()).hasSizeBetween(500, 1_200);
    assertThat(outcome.samples().getLast().seconds()).isEqualTo(samples.getLast().seconds());
    assertThat(outcome.timeline().lock()).hasSizeBetween(5_000, 10_000);
    assertThat(outcome.timeline().handOvers()).isEqualTo(7);
  }

  @Test
  void should_keep_the_conditions_and_not_miss_them_in_an_older_file() throws IOException {
    Conditions conditions = new Conditions("25.0.3 (Some Vendor)", "-Xmx1g", "2", "abc");
    Machine machine = new Machine("p", 2, "s", "r", conditions);
    Results results =
        Results.of(
            new Measurement(Source.HERE, "work", machine, List.of(trial("a", 1, 1)), List.of()));
    String older =
        """
        {"schema": 2, "measurements": [{"source": {"kind": "HERE"}, "workload": "w",
        "machine": {"processor": "p", "processors": 1, "system": "s", "runtime": "r"},
        "trials": [{"model": {"kind": "OWN", "name": "m"}, "number": 1, "nanos": 1}]}]}
        """;

    assertThat(writtenAndRead(results)).isEqualTo(results);
    assertThat(read(older).measurements().getFirst().machine().conditions())
        .isEqualTo(Conditions.UNKNOWN);
  }

  @Test
  void should_take_processor_time_of_an_older_file_for_what_ticks_of_10_ms_can_tell()
      throws IOException {
    String json =
        """
        {"schema": 2, "measurements": [{"source": {"kind": "HERE"}, "workload": "w",
        "machine": {"processor": "p", "processors": 1, "system": "s", "runtime": "r"},
        "trials": [{"model": {"kind": "OWN", "name": "m"}, "number": 1, "nanos": 1000000000,
        "poolStartNanos": 0, "cpuNanos": 900000000, "checksum": "1"},
        {"model": {"kind": "OWN", "name": "m"}, "number": 2, "nanos": 100000000,
        "poolStartNanos": 0, "cpuNanos": 90000000, "checksum": "1"}]}]}
        """;

    assertThat(read(json).series().getFirst().meanCores()).containsExactly(0.9);
  }

  @Test
  void should_refuse_spans_without_an_end() {
    String json =
        """
        {"schema": 2, "measurements": [{"source": {"kind": "HERE"}, "workload": "w",
        "machine": {"processor": "p", "processors": 1, "system": "s", "runtime": "r"},
        "trials": [{"model": {"kind": "OWN", "name": "m"}, "number": 1, "nanos": 1,
        "poolStartNanos": 0, "cpuNanos": 1, "checksum": "1", "lock": {"handOvers": 1, "threads": [{"worker": "t", "holdingNanos": [1, 2, 3]}]}}]}]}
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
          {"schema": 1, "measurements": []}   | file.json: schema must be 2, got "1"; measure again
          {"measurements": []}                | file.json: schema must be 2, got none
          {"schema": "2", "measurements": []} | file.json: schema must be 2, got ""2""
          []                                  | file.json: schema must be 2, got none
          {"schema": 2}                       | measurements must be given, got none
          {"schema": 2, "measurements": [{"source": {}}]} | source's kind must be given, got none
          {"schema": 2, "measurements": [{"source": {"kind": "US"}}]} | kind must be known, got "US"
          {"schema": 2, "measurements": [{"source": "here"}]}    | file.json: not the lab's results
          {"schema": 2, "measurements": [], "@class": "x.Y"}     | file.json: not the lab's results
          {"schema": 2, "schema": 2, "measurements": []}         | file.json: not the lab's results
          {"schema": 2, "measurements": [} | file.json: not the lab's results
          {"schema": 2, "measurements": []} {}                   | file.json: not the lab's results
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
        .isThrownBy(() -> read("{\"schema\": 2, \"x\": \"" + "x".repeat(20_000) + "\"}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"schema\": " + "9".repeat(1_000) + "}"));
  }
}
