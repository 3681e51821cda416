package io.github.concurrencylab.results.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Steadiness;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.machine.Conditions;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.Traffic;
import io.github.concurrencylab.results.LockSpans;
import io.github.concurrencylab.results.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results as JSON, in one schema with a version.
 *
 * <p>What is read is data and nothing else: no type is ever named in it, unknown and missing fields
 * are errors, and its size is bounded. All times are in nanoseconds.
 */
public final class ResultsJson {
  /** The version of the schema. */
  public static final int SCHEMA = 2;

  /** The largest file. */
  public static final int MOST_MEGABYTES = 64;

  /** The same in bytes. */
  public static final int MOST_BYTES = MOST_MEGABYTES << 20;

  /** The most numbers, names and brackets of a document: each takes memory when it is read. */
  private static final long MOST_TOKENS = 5_000_000;

  private static final int MOST_DEPTH = 12;
  private static final int LONGEST_TEXT = 10_000;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_PATH = 100;
  private static final int MOST_PROCESSORS = 1 << 20;

  /** A trial of thirty years is a mistake. */
  private static final long LONGEST_NANOS = 1_000_000_000_000_000_000L;

  /**
   * The most samples of a trial, and spans of its lock, that are written: beyond, they are joined.
   */
  private static final int MOST_SAMPLES = 1_200;

  /** How finely processor time was known where a file does not say: to Linux's tick. */
  private static final long OLD_STEP_NANOS = 10_000_000;

  private static final int MOST_LOCK_SPANS = 10_000;

  public static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(MOST_BYTES)
                          .maxNestingDepth(MOST_DEPTH)
                          .maxStringLength(LONGEST_TEXT)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
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
      SourceData source,
      String workload,
      MachineData machine,
      @Nullable List<NoteData> notes,
      List<TrialData> trials) {}

  /** Who measured; the name is left out where it is that of the kind. */
  public record SourceData(@Nullable String kind, @Nullable String name) {}

  public record NoteData(@Nullable String kind, @Nullable String text) {}

  /** What a model is. What is left out is 0 or empty, and Java runs it. */
  public record ModelData(
      @Nullable String kind,
      @Nullable Integer workers,
      @Nullable String variant,
      @Nullable PlatformData platform,
      @Nullable String name) {}

  private record PlatformData(@Nullable String kind, @Nullable String detail) {}

  public record MachineData(
      String processor,
      int processors,
      String system,
      String runtime,
      @Nullable ConditionsData conditions) {}

  /** Absent in older files. */
  private record ConditionsData(
      @Nullable String java,
      @Nullable String flags,
      @Nullable String protocol,
      @Nullable String code) {}

  public record TrialData(
      ModelData model,
      int number,
      @Nullable String failure,
      @Nullable Long nanos,
      @Nullable SteadinessData steadiness,
      @Nullable Long poolStartNanos,
      @Nullable Long cpuNanos,
      @Nullable Long cpuStepNanos,
      @Nullable String checksum,
      @Nullable List<SpanData> spans,
      @Nullable LockData lock,
      @Nullable List<SampleData> cpu,
      @Nullable TrafficData traffic) {}

  /** Absent where nobody counted. */
  private record TrafficData(long sent, long received) {}

  /** Absent where nobody told. */
  private record SteadinessData(boolean steady, String why) {}

  private record SampleData(long endNanos, List<Double> cores, double ownCores) {}

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
  public static Results read(String name, InputStream in) throws IOException {
    try {
      JsonNode tree = tree(name, in);
      checkSchema(name, tree);
      return new Results(
          all(MAPPER.treeToValue(tree, FileData.class).measurements(), "measurements").stream()
              .map(ResultsJson::measurement)
              .toList());
    } catch (JsonProcessingException bad) {
      throw new IllegalArgumentException(
          name + ": not the lab's results: " + shortened(bad.getOriginalMessage()) + at(bad), bad);
    } catch (BadField bad) {
      throw new IllegalArgumentException(
          name + ": not the lab's results: " + bad.getMessage(), bad);
    }
  }

  /**
   * Checks the version of what was read.
   *
   * @param name where it comes from, for the message
   * @param tree what was read
   * @throws IllegalArgumentException if it is another version, or none
   */
  public static void checkSchema(String name, JsonNode tree) {
    JsonNode schema = tree.path("schema");
    if (!schema.isInt() || schema.intValue() != SCHEMA) {
      String found = schema.isMissingNode() ? "none" : shortened(schema.toString());
      // A text too: whoever writes a later version may write it so.
      boolean newer = found.replace("\"", "").matches("[1-9][0-9]{0,8}") && schema.asInt() > SCHEMA;
      throw new IllegalArgumentException(
          "%s: schema must be %s, got %s%s; measure again, or load it with the version of the lab that wrote it"
              .formatted(name, SCHEMA, found, newer ? ", of a newer version" : ""));
    }
  }

  /**
   * Writes results.
   *
   * @param results the results
   * @param out takes the JSON; it is not closed
   * @throws IOException if it cannot be written
   */
  public static void write(Results results, OutputStream out) throws IOException {
    FileData file =
        new FileData(SCHEMA, results.measurements().stream().map(ResultsJson::runData).toList());
    out.write(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
  }

  private static Measurement measurement(RunData data) {
    return new Measurement(
        source(data.source),
        given(data.workload, "workload"),
        machine(data.machine),
        all(data.trials, "trials").stream().map(ResultsJson::trial).toList(),
        notes(data.notes));
  }

  public static Source source(@Nullable SourceData given) {
    SourceData data = given(given, "source");
    Source.Kind kind = constant(Source.Kind.class, data.kind, "source's kind");
    return data.name == null ? Source.of(kind) : new Source(kind, data.name, 0);
  }

  public static SourceData sourceData(Source source) {
    boolean plain = Source.of(source.kind()).name().equals(source.name());
    return new SourceData(source.kind().name(), plain ? null : source.name());
  }

  public static List<Note> notes(@Nullable List<NoteData> notes) {
    return notes == null
        ? List.of()
        : all(notes, "notes").stream()
            .map(note ->
                new Note(
                    constant(Note.Kind.class, note.kind, "note's kind"), given(note.text, "text")))
            .toList();
  }

  public static List<NoteData> notesData(List<Note> notes) {
    return notes.stream().map(note -> new NoteData(note.kind().name(), note.text())).toList();
  }

  public static ModelId model(@Nullable ModelData given) {
    ModelData data = given(given, "model");
    ModelKind kind = constant(ModelKind.class, data.kind, "model's kind");
    int workers =
        data.workers == null ? 0 : within("workers", data.workers, 1, ModelId.MOST_WORKERS);
    return new ModelId(
        kind, workers, orEmpty(data.variant), platform(data.platform), orEmpty(data.name));
  }

  private static Platform platform(@Nullable PlatformData data) {
    return data == null
        ? Platform.JAVA
        : new Platform(
            constant(Platform.Kind.class, data.kind, "platform's kind"), orEmpty(data.detail));
  }

  public static ModelData modelData(ModelId model) {
    Platform platform = model.platform();
    return new ModelData(
        model.kind().name(),
        model.workers() == 0 ? null : model.workers(),
        model.variant(),
        platform.equals(Platform.JAVA)
            ? null
            : new PlatformData(platform.kind().name(), platform.detail()),
        model.name());
  }

  /** The constant of a name. */
  public static <E extends Enum<E>> E constant(Class<E> type, @Nullable String name, String field) {
    String word = given(name, field);
    return Arrays.stream(type.getEnumConstants())
        .filter(known -> known.name().equals(word))
        .findFirst()
        .orElseThrow(() -> new BadField(field + " must be known, got " + shortened(word)));
  }

  public static Machine machine(@Nullable MachineData data) {
    MachineData m = given(data, "machine");
    return new Machine(
        given(m.processor, "processor"),
        within("processors", m.processors, 1, MOST_PROCESSORS),
        given(m.system, "system"),
        given(m.runtime, "runtime"),
        conditions(m.conditions));
  }

  private static Conditions conditions(@Nullable ConditionsData data) {
    return data == null
        ? Conditions.UNKNOWN
        : new Conditions(
            orEmpty(data.java), orEmpty(data.flags), orEmpty(data.protocol), orEmpty(data.code));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  public static Trial trial(@Nullable TrialData given) {
    TrialData data = given(given, "trial");
    ModelId model = model(data.model);
    int number = within("number", data.number, 1, Protocol.MOST_TRIALS);
    if (data.failure != null) {
      return new Trial.Failed(model, number, data.failure);
    }
    long nanos = time("nanos", data.nanos);
    return new Trial.Measured(model, number, nanos, steadiness(data.steadiness), details(data));
  }

  private static Steadiness steadiness(@Nullable SteadinessData data) {
    return data == null
        ? Steadiness.NOT_TOLD
        : new Steadiness(data.steady, given(data.why, "steadiness"));
  }

  private static @Nullable SteadinessData steadinessData(Steadiness steadiness) {
    return steadiness.equals(Steadiness.NOT_TOLD)
        ? null
        : new SteadinessData(steadiness.steady(), steadiness.why());
  }

  /** All of them are known, or none. */
  private static Optional<Trial.Details> details(TrialData data) {
    if (Stream.of(
            data.poolStartNanos, data.cpuNanos, data.checksum, data.spans, data.lock, data.cpu)
        .allMatch(Objects::isNull)) {
      return Optional.empty();
    }
    List<SpanData> spans = data.spans == null ? List.of() : data.spans;
    List<SampleData> samples = data.cpu == null ? List.of() : data.cpu;
    return Optional.of(
        new Trial.Details(
            time("poolStartNanos", data.poolStartNanos),
            new CpuTime(
                time("cpuNanos", data.cpuNanos),
                data.cpuStepNanos == null
                    ? OLD_STEP_NANOS
                    : time("cpuStepNanos", data.cpuStepNanos)),
            given(data.checksum, "checksum"),
            new Timeline(
                all(spans, "spans").stream().map(ResultsJson::span).toList(),
                data.lock == null ? List.of() : lockSpans(data.lock),
                data.lock == null ? 0 : data.lock.handOvers),
            all(samples, "cpu").stream().map(ResultsJson::sample).toList(),
            traffic(data.traffic)));
  }

  private static Span span(SpanData data) {
    checkBounds("span", data.startNanos, data.endNanos);
    return new Span(
        within("task", data.task, 0, Integer.MAX_VALUE),
        given(data.worker, "worker"),
        data.startNanos,
        data.endNanos);
  }

  private static CpuSample sample(SampleData data) {
    List<Double> cores = all(data.cores, "cores");
    within("cores", cores.size(), 0, MOST_PROCESSORS);
    cores.forEach(share -> within("share of a core", share, 1));
    return new CpuSample(
        time("endNanos", data.endNanos), cores, within("ownCores", data.ownCores, MOST_PROCESSORS));
  }

  private static RunData runData(Measurement measurement) {
    return new RunData(
        sourceData(measurement.source()),
        measurement.workload(),
        machineData(measurement.machine()),
        notesData(measurement.notes()),
        measurement.trials().stream().map(ResultsJson::trialData).toList());
  }

  public static MachineData machineData(Machine m) {
    Conditions c = m.conditions();
    ConditionsData conditions =
        c.equals(Conditions.UNKNOWN)
            ? null
            : new ConditionsData(c.java(), c.flags(), c.protocol(), c.code());
    return new MachineData(m.processor(), m.processors(), m.system(), m.runtime(), conditions);
  }

  public static TrialData trialData(Trial trial) {
    ModelData model = modelData(trial.model());
    return switch (trial) {
      case Trial.Failed(var _, int number, String reason) ->
          new TrialData(
              model, number, reason, null, null, null, null, null, null, null, null, null, null);
      case Trial.Measured(var _, int number, long nanos, var steadiness, var details) -> {
        SteadinessData told = steadinessData(steadiness);
        Trial.Details known = details.orElse(null);
        if (known == null) {
          yield new TrialData(
              model, number, null, nanos, told, null, null, null, null, null, null, null, null);
        }
        yield new TrialData(
            model,
            number,
            null,
            nanos,
            told,
            known.poolStartNanos(),
            known.cpuNanos(),
            known.cpu().stepNanos(),
            known.checksum(),
            known.timeline().tasks().stream()
                .map(s -> new SpanData(s.task(), s.worker(), s.startNanos(), s.endNanos()))
                .toList(),
            lockData(known.timeline()),
            CpuSample.joined(known.samples(), MOST_SAMPLES).stream()
                .map(c -> new SampleData(c.endNanos(), c.cores(), c.ownCores()))
                .toList(),
            trafficData(known.traffic()));
      }
    };
  }

  private static @Nullable TrafficData trafficData(Traffic traffic) {
    return traffic.equals(Traffic.NONE)
        ? null
        : new TrafficData(traffic.sent(), traffic.received());
  }

  private static Traffic traffic(@Nullable TrafficData data) {
    if (data == null) {
      return Traffic.NONE;
    }
    if (data.sent < 0 || data.received < 0) {
      throw new BadField(
          "traffic must be 0 bytes or more, got %s and %s".formatted(data.sent, data.received));
    }
    return new Traffic(data.sent, data.received);
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
    for (LockThreadData thread : all(data.threads, "threads")) {
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
      long start = given(bounds.get(i), field);
      long end = given(bounds.get(i + 1), field);
      checkBounds(field, start, end);
      spans.add(new LockSpan(worker, state, start, end));
    }
    return spans;
  }

  private static long time(String field, @Nullable Long nanos) {
    long time = given(nanos, field);
    if (time < 0 || time > LONGEST_NANOS) {
      throw new BadField(
          "%s must be between 0 and %s, got %s".formatted(field, LONGEST_NANOS, time));
    }
    return time;
  }

  public static int within(String field, int value, int low, int high) {
    if (value < low || value > high) {
      throw new BadField("%s must be between %s and %s, got %s".formatted(field, low, high, value));
    }
    return value;
  }

  private static double within(String field, double value, long high) {
    if (!(value >= 0 && value <= high)) {
      throw new BadField("%s must be between 0 and %s, got %s".formatted(field, high, value));
    }
    return value;
  }

  private static void checkBounds(String field, long start, long end) {
    if (start < 0 || end < start) {
      throw new BadField(
          "%s must start at 0 or later and then end, got %s to %s".formatted(field, start, end));
    }
  }

  /** A list of which no element is missing. */
  public static <T> List<T> all(@Nullable List<T> list, String field) {
    given(list, field).forEach(element -> given(element, field));
    return given(list, field);
  }

  public static <T> T given(@Nullable T value, String field) {
    if (value == null) {
      throw new BadField(field + " must be given, got none");
    }
    return value;
  }

  private static JsonNode tree(String name, InputStream in) throws IOException {
    try (JsonParser parser = MAPPER.createParser(in)) {
      try {
        JsonNode tree = MAPPER.readTree(parser);
        return tree == null ? MissingNode.getInstance() : tree;
      } catch (JsonProcessingException bad) {
        throw new IllegalArgumentException(
            "%s: not the lab's results: %s (line %s)"
                .formatted(
                    name,
                    shortened(bad.getOriginalMessage()),
                    parser.currentLocation().getLineNr()),
            bad);
      }
    }
  }

  /** Which field is not what it must be. */
  private static String at(JsonProcessingException bad) {
    if (!(bad instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return "";
    }
    String path =
        mapping.getPath().stream()
            .map(step ->
                step.getFieldName() == null
                    ? "[" + step.getIndex() + "]"
                    : "." + step.getFieldName())
            .collect(Collectors.joining());
    return " (at " + Check.line(path, LONGEST_PATH) + ")";
  }

  public static String shortened(String message) {
    return Check.quoted(message.lines().findFirst().orElse(""));
  }

  /** A field that must be there is not, or is not what it must be. */
  public static final class BadField extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadField(String message) {
      super(message);
    }
  }
}
