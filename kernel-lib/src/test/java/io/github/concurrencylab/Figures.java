package io.github.concurrencylab;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.spark.Spark;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.ParallelStream;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.results.Results;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Figures made up for tests. */
public final class Figures {
  /** Everything that a name from outside may do to a page, a chart or a terminal. */
  public static final String HOSTILE =
      "<script>alert(1)</script>&amp;\"quoted\" 'single'\n\tline\u202eright-to-left\u0000\u001b[31m";

  /** The machine of all of them. */
  public static final Machine MACHINE = new Machine("Some Processor", 2, "Some System", "Java 25");

  /** The lab's models by what they are called. */
  private static final Map<String, ModelId> BY_LABEL = byLabel();

  private Figures() {}

  private static Map<String, ModelId> byLabel() {
    List<Model> models = new ArrayList<>();
    models.add(new Blocking());
    models.add(EventLoopModel.gathering());
    models.add(EventLoopModel.gathering().createTasksFirst());
    models.add(new VirtualThreads());
    models.add(new ParallelStream());
    models.add(new Spark("local[2]"));
    models.add(new Spark("local[*]"));
    for (int workers = 1; workers <= 64; workers++) {
      models.add(new Threads(workers));
      models.add(new Processes(workers));
      models.add(new ForkJoin(workers));
      models.add(new Gil(workers));
    }
    Map<String, ModelId> byLabel = new HashMap<>();
    for (Model model : models) {
      byLabel.put(model.name(), model.id());
      if (Python.counterpart(model.id()).isPresent()) {
        Python python = Python.of(model);
        byLabel.put(python.name(), python.id());
      }
    }
    return byLabel;
  }

  /** A model of the lab that is called so, else one of somebody's own. */
  public static ModelId id(String label) {
    return BY_LABEL.getOrDefault(label, ModelId.own(label));
  }

  /** A trial that was measured. */
  public static Trial.Measured trial(String model, int number, double seconds) {
    return trial(model, number, seconds, Timeline.EMPTY);
  }

  /** A trial that was measured, and when its tasks ran. */
  public static Trial.Measured trial(String model, int number, double seconds, Timeline timeline) {
    long nanos = Math.round(seconds * Trial.SECOND);
    Trial.Details details =
        new Trial.Details(nanos / 10, new CpuTime(nanos + nanos / 2, 0), "42", timeline, List.of());
    return new Trial.Measured(id(model), number, nanos, details);
  }

  /** What a trial's processors did until a time in seconds. */
  public static CpuSample cpu(double seconds, List<Double> cores, double ownCores) {
    return new CpuSample(Math.round(seconds * Trial.SECOND), cores, ownCores);
  }

  /** A trial that failed. */
  public static Trial failed(String model, String reason) {
    return new Trial.Failed(id(model), reason);
  }

  /** Trials of one model. */
  public static List<Trial> trials(String model, double... seconds) {
    List<Trial> trials = new ArrayList<>();
    for (double s : seconds) {
      trials.add(trial(model, trials.size() + 1, s));
    }
    return trials;
  }

  /** One model's trials. */
  public static Series series(String model, double... seconds) {
    return new Series(Source.HERE, id(model), trials(model, seconds));
  }

  /** Results of one measurement here. */
  @SafeVarargs
  public static Results here(List<Trial>... models) {
    return measuredBy(Source.HERE, "some work", models);
  }

  /** Results of one measurement. */
  @SafeVarargs
  public static Results measuredBy(Source source, String workload, List<Trial>... models) {
    List<Trial> all = new ArrayList<>();
    for (List<Trial> model : models) {
      all.addAll(model);
    }
    return Results.of(new Measurement(source, workload, MACHINE, all, List.of()));
  }

  /** A trial that must have been measured. */
  public static Trial.Measured measured(Trial trial) {
    return (Trial.Measured) trial;
  }

  /** What is known of a trial that must have been measured here. */
  public static Trial.Details details(Trial trial) {
    return measured(trial).details().orElseThrow();
  }

  /** Why a trial failed; empty if it did not. */
  public static String reason(Trial trial) {
    return trial instanceof Trial.Failed failed ? failed.reason() : "";
  }

  /** Notes as they are shown. */
  public static List<String> texts(List<Note> notes) {
    return notes.stream().map(Note::text).toList();
  }
}
