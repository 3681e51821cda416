package io.github.concurrencylab.measure;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What one run gives: every trial of every model, and where it was measured.
 *
 * @param source who measured: {@value #HERE} for this program
 * @param workload the workload, in words
 * @param machine where
 * @param trials all trials, model by model in the order asked for, and each model's as they ran
 * @param warnings what a reader must know before trusting the figures, a line each; one that begins
 *     with {@value #STEADY} only says how it was measured
 */
public record Measurement(
    String source, String workload, Machine machine, List<Trial> trials, List<String> warnings) {
  /** The source of figures measured by this program. */
  public static final String HERE = "here";

  /** The source of figures that come with the notebooks. */
  public static final String RECORDED = "recorded";

  /** The source of figures that were loaded, and measured on another machine. */
  public static final String LOADED = "loaded";

  /** How a line begins that says after how many warm-ups models were steady. */
  public static final String STEADY = "steady ";

  /** Copies the lists. */
  public Measurement {
    trials = List.copyOf(trials);
    warnings = List.copyOf(warnings);
  }

  /**
   * The same with other names for the models.
   *
   * @param name the new name of each old one
   * @return a new measurement
   */
  public Measurement named(UnaryOperator<String> name) {
    String remedy = "model -> model + \" again\" for example";
    Check.given("names", name, remedy);
    List<Trial> renamed =
        trials.stream()
            .map(t ->
                new Trial(
                    Check.given("name", name.apply(t.model()), remedy),
                    t.number(),
                    t.timing(),
                    t.outcome()))
            .toList();
    return new Measurement(source, workload, machine, renamed, warnings);
  }

  /**
   * Several measurements of this program as one, so that their figures are held against each other.
   *
   * @param workload what they have in common, in words
   * @param parts at least one, no model's name in two of them
   * @return their trials, in order, on the machine of the first
   */
  public static Measurement joined(String workload, List<Measurement> parts) {
    Measurement first = parts.getFirst();
    return new Measurement(
        first.source(),
        workload,
        first.machine(),
        parts.stream().flatMap(part -> part.trials().stream()).toList(),
        parts.stream().flatMap(part -> part.warnings().stream()).distinct().toList());
  }

  /**
   * The same with one more warning.
   *
   * @param warning a line
   * @return a new measurement
   */
  public Measurement with(String warning) {
    List<String> more = new ArrayList<>(warnings);
    more.add(Check.given("warning", warning, "a line of text"));
    return new Measurement(source, workload, machine, trials, more);
  }

  /**
   * The same under the name of another source.
   *
   * @param other who measured
   * @return a new measurement
   */
  public Measurement from(String other) {
    String source = Check.given("source", other, "\"there\" for example");
    return new Measurement(source, workload, machine, trials, warnings);
  }
}
