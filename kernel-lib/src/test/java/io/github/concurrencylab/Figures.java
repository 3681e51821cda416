package io.github.concurrencylab;

import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Outcome;
import io.github.concurrencylab.measure.Timing;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.results.Results;
import java.util.ArrayList;
import java.util.List;

/** Figures made up for tests. */
public final class Figures {
  /** Everything that a name from outside may do to a page, a chart or a terminal. */
  public static final String HOSTILE =
      "<script>alert(1)</script>&amp;\"quoted\" 'single'\n\tline\u202eright-to-left\u0000\u001b[31m";

  /** The machine of all of them. */
  public static final Machine MACHINE = new Machine("Some Processor", 2, "Some System", "Java 25");

  private Figures() {}

  /** A trial that was measured. */
  public static Trial trial(String model, int number, double seconds) {
    Timing timing = new Timing(seconds, seconds / 10, seconds * 1.5);
    return new Trial(model, number, timing, new Outcome("42", Timeline.EMPTY, List.of(), ""));
  }

  /** Trials of one model. */
  public static List<Trial> trials(String model, double... seconds) {
    List<Trial> trials = new ArrayList<>();
    for (double s : seconds) {
      trials.add(trial(model, trials.size() + 1, s));
    }
    return trials;
  }

  /** Results of one measurement here. */
  @SafeVarargs
  public static Results here(List<Trial>... models) {
    return measuredBy(Measurement.HERE, "some work", models);
  }

  /** Results of one measurement. */
  @SafeVarargs
  public static Results measuredBy(String source, String workload, List<Trial>... models) {
    List<Trial> all = new ArrayList<>();
    for (List<Trial> model : models) {
      all.addAll(model);
    }
    return Results.of(new Measurement(source, workload, MACHINE, all, List.of()));
  }
}
