package io.github.concurrencylab.measure;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.ModelId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Figures that may be compared with each other: of one source, one workload and one machine.
 *
 * @param source where they come from
 * @param workload the workload, in words
 * @param machine where they were measured
 * @param trials all trials, model by model in the order asked for, and each model's as they ran
 * @param notes what a reader must know of how they came about
 */
public record Measurement(
    Source source, String workload, Machine machine, List<Trial> trials, List<Note> notes) {
  /** Copies the lists, and doubts processor time that the machine could not have given. */
  public Measurement {
    Check.given("machine", machine, "Machine.here() for example");
    int processors = machine.processors();
    trials = trials.stream().map(trial -> trial.within(processors)).toList();
    notes = List.copyOf(notes);
  }

  /**
   * The trials by model.
   *
   * @return one series per model, in the order in which the models appear
   */
  public List<Series> series() {
    Map<ModelId, List<Trial>> byModel = new LinkedHashMap<>();
    for (Trial trial : trials) {
      byModel.computeIfAbsent(trial.model(), model -> new ArrayList<>()).add(trial);
    }
    return byModel.entrySet().stream()
        .map(entry -> new Series(source, entry.getKey(), entry.getValue()))
        .toList();
  }

  /**
   * The same with other identities of the models.
   *
   * @param identity the new one of each old one
   * @return a new measurement
   */
  public Measurement named(UnaryOperator<ModelId> identity) {
    String remedy = "model -> model.named(\"again\") for example";
    Check.given("identities", identity, remedy);
    return with(
        trials.stream()
            .map(trial -> trial.of(Check.given("model", identity.apply(trial.model()), remedy)))
            .toList());
  }

  /**
   * Several measurements of this program as one, so that their figures are compared with each
   * other.
   *
   * @param workload what they have in common, in words
   * @param parts at least one, no model in two of them
   * @return their trials, in order, on the machine of the first
   */
  public static Measurement joined(String workload, List<Measurement> parts) {
    Measurement first = parts.getFirst();
    return new Measurement(
        first.source(),
        workload,
        first.machine(),
        parts.stream().flatMap(part -> part.trials().stream()).distinct().toList(),
        parts.stream().flatMap(part -> part.notes().stream()).distinct().toList());
  }

  /**
   * The same with one more note.
   *
   * @param kind what it is about
   * @param text a line
   * @return a new measurement
   */
  public Measurement with(Note.Kind kind, String text) {
    List<Note> more = new ArrayList<>(notes);
    more.add(new Note(kind, text));
    return new Measurement(source, workload, machine, trials, more);
  }

  /**
   * The same with other trials.
   *
   * @param others the trials
   * @return a new measurement
   */
  public Measurement with(List<Trial> others) {
    Check.given("trials", others, "those of another measurement");
    return new Measurement(source, workload, machine, others, notes);
  }

  /**
   * The same from another source.
   *
   * @param other where its figures come from
   * @return a new measurement
   */
  public Measurement from(Source other) {
    String remedy = "Source.LOADED for example";
    return new Measurement(Check.given("source", other, remedy), workload, machine, trials, notes);
  }
}
