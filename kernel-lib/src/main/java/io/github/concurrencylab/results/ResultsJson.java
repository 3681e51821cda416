package io.github.concurrencylab.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.concurrencylab.measure.CpuSample;
import io.github.concurrencylab.measure.Machine;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Outcome;
import io.github.concurrencylab.measure.Timing;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.workload.Check;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON, in one schema with a version.
 *
 * <p>What is read is data and nothing else: no type is ever named in it, unknown and missing fields
 * are errors, and its size is bounded. A time that was not measured is left out.
 */
final class ResultsJson {
  /** The version of the schema. */
  static final int SCHEMA = 1;

  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_DEPTH = 12;
  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_NUMBER = 40;

  /**
   * The most samples of a trial, and spans of its lock, that are written: beyond, they are joined.
   */
  private static final int MOST_SAMPLES = 1_200;

  private static final int MOST_LOCK_SPANS = 10_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MOST_BYTES)
                          .maxNestingDepth(MOST_DEPTH)
                          .maxStringLength(LONGEST_TEXT)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
          .build();

  private ResultsJson() {}

  // The schema. These are not the records of the other rooms, so that those may change while files
  // stay readable.

  private record FileData(int schema, List<RunData> measurements) {}

  private record RunData(
      String source,
      String workload,
      MachineData machine,
      @Nullable List<String> warnings,
      List<TrialData> trials) {}

  private record MachineData(String processor, int processors, String system, String runtime) {}

  private record TrialData(
      String model,
      int number,
      @Nullable Double seconds,
      @Nullable Double poolStartSeconds,
      @Nullable Double cpuSeconds,
      @Nullable String checksum,
      @Nullable String failure,
      @Nullable List<SpanData> spans,
      @Nullable LockData lock,
      @Nullable List<SampleData> cpu) {}

  private record SampleData(double seconds, List<Double> cores, double ownCores) {}

  /** What became of a global lock. */
  private record LockData(long handOvers, List<LockThreadData> threads) {}

  /** One thread's starts and ends of waiting and of holding, in turn: far shorter than objects. */
  private record LockThreadData(
      String worker, @Nullable List<Long> waitingNanos, @Nullable List<Long> holdingNanos) {}

  private record SpanData(int task, String worker, long startNanos, long endNanos) {}

  /**
   * Reads results.
   *
   * @param name where they come from, for messages
   * @param in the JSON
   * @return the results
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is not in this schema; the message is one line
   */
  static Results read(String name, InputStream in) throws IOException {
    try {
      JsonNode tree = MAPPER.readTree(in);
      JsonNode schema = tree.path("schema");
      if (!schema.isInt() || schema.intValue() != SCHEMA) {
        String found = schema.isMissingNode() ? "none" : shortened(schema.toString());
        throw new IllegalArgumentException(
            "%s: schema must be %d, got %s".formatted(name, SCHEMA, found));
      }
      return new Results(
          given(MAPPER.treeToValue(tree, FileData.class).measurements(), "measurements").stream()
              .map(ResultsJson::measurement)
              .toList());
    } catch (JsonProcessingException bad) {
      throw new IllegalArgumentException(
          name + ": not the lab's results: " + shortened(bad.getOriginalMessage()), bad);
    } catch (BadField bad) {
      throw new IllegalArgumentException(
          name + ": not the lab's results: " + bad.getMessage(), bad);
    }
  }

  /**
   * Writes results.
   *
   * @param results the results
   * @param out takes the JSON; it is not closed
   * @throws IOException if it cannot be written
   */
  static void write(Results results, OutputStream out) throws IOException {
    FileData file =
        new FileData(SCHEMA, results.measurements().stream().map(ResultsJson::runData).toList());
    out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
  }

  private static Measurement measurement(RunData data) {
    MachineData m = given(data.machine, "machine");
    return new Measurement(
        given(data.source, "source"),
        given(data.workload, "workload"),
        new Machine(
            given(m.processor, "processor"),
            m.processors,
            given(m.system, "system"),
            given(m.runtime, "runtime")),
        given(data.trials, "trials").stream().map(ResultsJson::trial).toList(),
        data.warnings == null ? List.of() : data.warnings);
  }

  private static Trial trial(TrialData data) {
    List<SpanData> spans = data.spans == null ? List.of() : data.spans;
    List<SampleData> samples = data.cpu == null ? List.of() : data.cpu;
    return new Trial(
        given(data.model, "model"),
        data.number,
        new Timing(time(data.seconds), time(data.poolStartSeconds), time(data.cpuSeconds)),
        new Outcome(
            data.checksum == null ? "" : data.checksum,
            new Timeline(
                spans.stream()
                    .map(s -> new Span(s.task, given(s.worker, "worker"), s.startNanos, s.endNanos))
                    .toList(),
                data.lock == null ? List.of() : lockSpans(data.lock),
                data.lock == null ? 0 : data.lock.handOvers),
            samples.stream()
                .map(c -> new CpuSample(c.seconds, given(c.cores, "cores"), c.ownCores))
                .toList(),
            data.failure == null ? "" : data.failure));
  }

  private static RunData runData(Measurement measurement) {
    Machine m = measurement.machine();
    return new RunData(
        measurement.source(),
        measurement.workload(),
        new MachineData(m.processor(), m.processors(), m.system(), m.runtime()),
        measurement.warnings(),
        measurement.trials().stream().map(ResultsJson::trialData).toList());
  }

  private static TrialData trialData(Trial trial) {
    Timing timing = trial.timing();
    Outcome outcome = trial.outcome();
    return new TrialData(
        trial.model(),
        trial.number(),
        orNull(timing.seconds()),
        orNull(timing.poolStartSeconds()),
        orNull(timing.cpuSeconds()),
        outcome.checksum(),
        outcome.failure(),
        outcome.spans().stream()
            .map(s -> new SpanData(s.task(), s.worker(), s.startNanos(), s.endNanos()))
            .toList(),
        lockData(outcome.timeline()),
        CpuSample.joined(outcome.cpu(), MOST_SAMPLES).stream()
            .map(c -> new SampleData(c.seconds(), c.cores(), c.ownCores()))
            .toList());
  }

  private static @Nullable LockData lockData(Timeline timeline) {
    if (timeline.lock().isEmpty()) {
      return null;
    }
    List<LockThreadData> threads = new ArrayList<>();
    LockSpans.byWorker(LockSpans.joined(timeline.lock(), MOST_LOCK_SPANS))
        .forEach((worker, spans) ->
            threads.add(
                new LockThreadData(
                    worker, bounds(spans, State.WAITING), bounds(spans, State.HOLDING))));
    return new LockData(timeline.handOvers(), threads);
  }

  private static List<Long> bounds(List<LockSpan> spans, State state) {
    return spans.stream()
        .filter(span -> span.state() == state)
        .flatMap(span -> Stream.of(span.startNanos(), span.endNanos()))
        .toList();
  }

  private static List<LockSpan> lockSpans(LockData data) {
    List<LockSpan> all = new ArrayList<>();
    for (LockThreadData thread : given(data.threads, "threads")) {
      String worker = given(thread.worker, "worker");
      List<LockSpan> spans = new ArrayList<>();
      spans.addAll(spans(worker, State.WAITING, thread.waitingNanos, "waitingNanos"));
      spans.addAll(spans(worker, State.HOLDING, thread.holdingNanos, "holdingNanos"));
      spans.sort(
          Comparator.comparingLong(LockSpan::startNanos).thenComparingLong(LockSpan::endNanos));
      all.addAll(spans);
    }
    return all;
  }

  private static List<LockSpan> spans(
      String worker, State state, @Nullable List<Long> bounds, String field) {
    if (bounds == null) {
      return List.of();
    }
    if (bounds.size() % 2 != 0) {
      throw new BadField(
          field + " must be starts and ends in turn, got " + bounds.size() + " numbers");
    }
    List<LockSpan> spans = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i += 2) {
      spans.add(
          new LockSpan(
              worker, state, given(bounds.get(i), field), given(bounds.get(i + 1), field)));
    }
    return spans;
  }

  private static double time(@Nullable Double seconds) {
    return seconds == null ? Double.NaN : seconds;
  }

  private static @Nullable Double orNull(double seconds) {
    return Double.isFinite(seconds) ? seconds : null;
  }

  private static <T> T given(@Nullable T value, String field) {
    if (value == null) {
      throw new BadField(field + " must be given, got none");
    }
    return value;
  }

  private static String shortened(String message) {
    return Check.quoted(message.lines().findFirst().orElse(""));
  }

  /** A field that must be there is not, or is not what it must be. */
  private static final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadField(String message) {
      super(message);
    }
  }
}
