package io.github.concurrencylab.results.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.RunState;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.results.json.ResultsJson;
import io.github.concurrencylab.results.json.ResultsJson.BadField;
import io.github.concurrencylab.results.json.ResultsJson.MachineData;
import io.github.concurrencylab.results.json.ResultsJson.ModelData;
import io.github.concurrencylab.results.json.ResultsJson.NoteData;
import io.github.concurrencylab.results.json.ResultsJson.SourceData;
import io.github.concurrencylab.results.json.ResultsJson.TrialData;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as lines of JSON, each a record of its own with the schema's version: first what is going
 * to be done, then each trial as it ends, at last how the run ended. A file that ends anywhere, a
 * killed program's say, is good up to there.
 */
final class RunLines {
  /** The longest line written; a trial that needs more goes without its spans and samples. */
  static final int LONGEST_LINE = 4 << 20;

  private static final int MOST_MODELS = 10_000;
  private static final int MOST_DAMAGES = 3;

  /** Damaged lines after which the rest of a file is not looked at: each takes its time. */
  private static final int MOST_DAMAGED = 1_000;

  private static final String HEAD = "run";
  private static final String TRIAL = "trial";
  private static final String END = "end";

  private RunLines() {}

  private record LineData(
      int schema,
      @Nullable String kind,
      @Nullable HeadData run,
      @Nullable TrialData trial,
      @Nullable MachineData machine,
      @Nullable EndData end) {}

  private record HeadData(
      @Nullable String started,
      @Nullable ProgramData program,
      @Nullable PlanData plan,
      @Nullable SourceData source,
      @Nullable String words,
      @Nullable List<NoteData> notes,
      @Nullable String continues) {}

  /** Who writes the file: no other has the same number and start. */
  private record ProgramData(long pid, @Nullable String started) {
    static ProgramData own() {
      ProcessHandle own = ProcessHandle.current();
      return new ProgramData(own.pid(), startOf(own));
    }

    boolean isWriting(String run) {
      return pid == ProcessHandle.current().pid() ? RunRecorder.isWriting(run) : isAlive();
    }

    private boolean isAlive() {
      return pid > 0
          && ProcessHandle.of(pid)
              .filter(ProcessHandle::isAlive)
              .map(process -> startOf(process).equals(started))
              .orElse(false);
    }

    private static String startOf(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }
  }

  private record PlanData(
      @Nullable String workload,
      @Nullable List<ModelData> models,
      int trials,
      @Nullable String protocol) {}

  private record EndData(@Nullable String state, @Nullable List<NoteData> notes) {}

  static byte[] head(Instant started, RunPlan plan, Measurement soFar, String continues)
      throws IOException {
    return line(
        HEAD,
        new HeadData(
            started.toString(),
            ProgramData.own(),
            new PlanData(
                plan.workload(),
                plan.models().stream().map(ResultsJson::modelData).toList(),
                plan.trials(),
                plan.protocol()),
            ResultsJson.sourceData(soFar.source()),
            soFar.workload(),
            ResultsJson.notesData(soFar.notes()),
            continues.isEmpty() ? null : continues),
        null,
        soFar.machine(),
        null);
  }

  static byte[] trial(Trial trial, Machine machine) throws IOException {
    byte[] whole = line(TRIAL, null, ResultsJson.trialData(trial), machine, null);
    return whole.length <= LONGEST_LINE
        ? whole
        : line(TRIAL, null, ResultsJson.trialData(trial.light()), machine, null);
  }

  static byte[] end(RunState state, Measurement measured) throws IOException {
    EndData end = new EndData(state.name(), ResultsJson.notesData(measured.notes()));
    return line(END, null, null, measured.machine(), end);
  }

  private static byte[] line(
      String kind,
      @Nullable HeadData head,
      @Nullable TrialData trial,
      Machine machine,
      @Nullable EndData end)
      throws IOException {
    LineData data =
        new LineData(ResultsJson.SCHEMA, kind, head, trial, ResultsJson.machineData(machine), end);
    byte[] json = ResultsJson.MAPPER.writeValueAsBytes(data);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  /**
   * Whether a file's first line is one of these, and not the beginning of a document.
   *
   * @param bytes the file
   * @return true if it is a whole object with a kind
   */
  static boolean isRun(byte[] bytes) {
    try {
      int end = lineEnd(bytes, 0);
      return end <= LONGEST_LINE && ResultsJson.MAPPER.readTree(bytes, 0, end).has("kind");
    } catch (IOException | RuntimeException otherwise) {
      return false;
    }
  }

  /** A run, and the run before it that it goes on with; empty if there is none. */
  record Read(StoredRun run, String continues) {}

  /**
   * Reads a run. A damaged line is skipped, with a warning that names its number.
   *
   * @param id the run's name
   * @param name the file's name, for messages
   * @param bytes the file
   * @return the run
   * @throws IllegalArgumentException if the first line does not say what was run, or a line is of
   *     another schema; the message is one line
   */
  static Read read(String id, String name, byte[] bytes) {
    Reading reading = new Reading(name);
    int number = 0;
    for (int from = 0; from < bytes.length; from = lineEnd(bytes, from) + 1) {
      number++;
      int end = lineEnd(bytes, from);
      if (reading.damaged > MOST_DAMAGED) {
        reading.stopsAt(number);
        break;
      }
      if (end > from) {
        reading.line(number, bytes, from, end);
      }
    }
    return reading.result(id);
  }

  private static int lineEnd(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }

  /** A file being read. */
  private static final class Reading {
    private final String name;
    private final List<String> damages = new ArrayList<>();
    private final Map<List<Object>, Trial> trials = new LinkedHashMap<>();
    private int damaged;
    private @Nullable HeadData head;
    private @Nullable RunPlan plan;
    private @Nullable Instant started;
    private @Nullable Machine machine;
    private @Nullable Source source;
    private @Nullable RunState state;
    private List<Note> notes = List.of();

    Reading(String name) {
      this.name = name;
    }

    void line(int number, byte[] bytes, int from, int end) {
      String at = name + ", line " + number;
      try {
        if (end - from > LONGEST_LINE) {
          throw new BadField("longer than " + (LONGEST_LINE >> 20) + " MB");
        }
        JsonNode tree = ResultsJson.MAPPER.readTree(bytes, from, end - from);
        if (!tree.isObject()) {
          throw new BadField("no record");
        }
        ResultsJson.checkSchema(at, tree);
        take(ResultsJson.MAPPER.treeToValue(tree, LineData.class));
      } catch (JsonProcessingException bad) {
        damaged(at, ResultsJson.shortened(bad.getOriginalMessage()));
      } catch (BadField bad) {
        damaged(at, String.valueOf(bad.getMessage()));
      } catch (IOException impossible) {
        damaged(at, ResultsJson.shortened(String.valueOf(impossible.getMessage())));
      }
    }

    void stopsAt(int number) {
      damages.add("%s is not read from line %s on: too much is damaged".formatted(name, number));
    }

    private void damaged(String at, String why) {
      if (plan == null) {
        throw new IllegalArgumentException(
            "%s: must say what was run, but is damaged: %s".formatted(at, why));
      }
      damaged++;
      if (damaged <= MOST_DAMAGES) {
        damages.add("%s skipped, it is damaged: %s".formatted(at, why));
      }
    }

    private void take(LineData line) {
      String kind = ResultsJson.given(line.kind(), "kind");
      if (kind.equals(HEAD) != (plan == null)) {
        throw new BadField("the run must be told of first, and once");
      }
      Machine where = ResultsJson.machine(line.machine());
      switch (kind) {
        case HEAD -> start(ResultsJson.given(line.run(), HEAD));
        case TRIAL -> add(ResultsJson.trial(line.trial()));
        case END -> end(ResultsJson.given(line.end(), END));
        default ->
            throw new BadField(
                "kind must be run, trial or end, got " + ResultsJson.shortened(kind));
      }
      machine = where;
    }

    private void start(HeadData data) {
      PlanData given = ResultsJson.given(data.plan, "plan");
      List<ModelId> models =
          ResultsJson.all(given.models, "models").stream().map(ResultsJson::model).toList();
      if (models.isEmpty() || models.size() > MOST_MODELS || given.trials < 1) {
        throw new BadField("the plan must have models and trials");
      }
      source = ResultsJson.source(data.source);
      ResultsJson.given(data.words, "words");
      started = instant(ResultsJson.given(data.started, "started"));
      notes = ResultsJson.notes(data.notes);
      head = data;
      plan =
          new RunPlan(
              ResultsJson.given(given.workload, "workload"),
              models,
              ResultsJson.within("trials", given.trials, 1, Protocol.MOST_TRIALS),
              ResultsJson.given(given.protocol, "protocol"));
    }

    private static Instant instant(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException bad) {
        throw new BadField("started must be a time, got " + ResultsJson.shortened(text));
      }
    }

    private void add(Trial trial) {
      if (plan == null || !plan.models().contains(trial.model())) {
        throw new BadField(
            "model must be one of the run's, got " + ResultsJson.shortened(trial.model().label()));
      }
      trials.put(List.of(trial.model(), trial.number()), trial);
    }

    private void end(EndData end) {
      state = ResultsJson.constant(RunState.class, end.state, "state");
      notes = ResultsJson.notes(end.notes);
    }

    Read result(String id) {
      HeadData first = head;
      RunPlan known = plan;
      if (first == null || known == null || started == null || machine == null || source == null) {
        throw new IllegalArgumentException(name + ": must say what was run, but is empty");
      }
      if (state == null) {
        boolean writing = first.program != null && first.program.isWriting(id);
        state = writing ? RunState.RUNNING : RunState.CUT_SHORT;
      }
      Map<ModelId, Integer> order = new HashMap<>();
      known.models().forEach(model -> order.putIfAbsent(model, order.size()));
      List<Trial> sorted = new ArrayList<>(trials.values());
      sorted.sort(
          Comparator.<Trial>comparingInt(trial -> order.getOrDefault(trial.model(), 0))
              .thenComparingInt(Trial::number));
      List<Note> all = new ArrayList<>(notes);
      damages.forEach(damage -> all.add(new Note(Note.Kind.DAMAGED, damage)));
      if (damaged > MOST_DAMAGES) {
        String more = "%s: %s more lines skipped".formatted(name, damaged - MOST_DAMAGES);
        all.add(new Note(Note.Kind.DAMAGED, more));
      }
      Measurement measurement =
          new Measurement(source, ResultsJson.given(first.words, "words"), machine, sorted, all);
      String continues = first.continues == null ? "" : first.continues;
      return new Read(new StoredRun(id, started, known, state, measurement), continues);
    }
  }
}
