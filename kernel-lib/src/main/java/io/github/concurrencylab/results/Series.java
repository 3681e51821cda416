package io.github.concurrencylab.results;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.Span;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All trials of one model from one source.
 *
 * @param source the source's label
 * @param model the model's name
 * @param trials at least one, in the order in which they were run
 */
public record Series(String source, String model, List<Trial> trials) {
  /** Copies the trials. */
  public Series {
    trials = List.copyOf(trials);
  }

  /**
   * The wall times that were measured.
   *
   * @return seconds; none is NaN, and there may be none at all
   */
  public double[] seconds() {
    return measured(trial -> trial.timing().seconds());
  }

  /**
   * One figure of each trial, where it was measured.
   *
   * @param figure what to take of a trial; NaN if it has none
   * @return the figures that are numbers
   */
  public double[] measured(ToDoubleFunction<Trial> figure) {
    Check.given("figure", figure, "trial -> trial.timing().seconds() for example");
    return trials.stream().mapToDouble(figure).filter(Double::isFinite).toArray();
  }

  /**
   * How many processors were busy on average.
   *
   * @param trial a trial
   * @return processor time by wall time; NaN if either was not measured
   */
  public static double meanCores(Trial trial) {
    return trial.timing().cpuSeconds() / trial.timing().seconds();
  }

  /**
   * How many trials tell when their tasks ran.
   *
   * @return from 0 to the number of trials
   */
  public long recordedTrials() {
    return trials.stream().filter(trial -> !trial.outcome().spans().isEmpty()).count();
  }

  /**
   * How many trials had two tasks under way at the same time.
   *
   * @return from 0 to {@link #recordedTrials}
   */
  public long overlappingTrials() {
    return trials.stream().filter(trial -> overlap(trial.outcome().spans())).count();
  }

  private static boolean overlap(List<Span> spans) {
    List<Span> byStart = spans.stream().sorted(Comparator.comparingLong(Span::startNanos)).toList();
    for (int i = 1; i < byStart.size(); i++) {
      if (byStart.get(i).startNanos() < byStart.get(i - 1).endNanos()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Why the model has no figures.
   *
   * @return the first failure among its trials, in one line; empty if there is none
   */
  public String failure() {
    return trials.stream()
        .filter(trial -> !trial.outcome().ok())
        .findFirst()
        .map(trial -> trial.outcome().failure())
        .orElse("");
  }
}
