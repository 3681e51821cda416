package io.github.concurrencylab.measure;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All trials of one model from one source.
 *
 * @param source where they come from
 * @param model the model
 * @param trials at least one, in the order in which they were run
 */
public record Series(Source source, ModelId model, List<Trial> trials) {
  /** Copies the trials. */
  public Series {
    trials = List.copyOf(trials);
  }

  /**
   * The trials that came to their end.
   *
   * @return perhaps none
   */
  public List<Trial.Measured> measured() {
    return trials.stream()
        .<Trial.Measured>mapMulti((trial, next) -> {
          if (trial instanceof Trial.Measured measured) {
            next.accept(measured);
          }
        })
        .toList();
  }

  /**
   * Whether any trial came to its end.
   *
   * @return true if there are times
   */
  public boolean isMeasured() {
    return !measured().isEmpty();
  }

  /**
   * Whether what was timed was steady.
   *
   * @return what the first trial that was not says, else what the last one says
   */
  public Steadiness steadiness() {
    List<Steadiness> told = measured().stream().map(Trial.Measured::steadiness).toList();
    return told.stream()
        .filter(each -> !each.steady())
        .findFirst()
        .orElse(told.isEmpty() ? Steadiness.NOT_TOLD : told.getLast());
  }

  /**
   * Their wall times.
   *
   * @return seconds; perhaps none
   */
  public double[] seconds() {
    return measured().stream().mapToDouble(Trial.Measured::seconds).toArray();
  }

  /**
   * How many processors were busy on average for this program, trial by trial.
   *
   * @return processor time by wall time, where it is known
   */
  public double[] meanCores() {
    return figures(Trial.Measured::meanCores);
  }

  /**
   * One figure of each trial, where it is known.
   *
   * @param figure what to take of a trial
   * @return the figures
   */
  public double[] figures(Function<Trial.Measured, OptionalDouble> figure) {
    Check.given("figure", figure, "trial -> trial.meanCores() for example");
    return measured().stream().map(figure).flatMapToDouble(OptionalDouble::stream).toArray();
  }

  /**
   * One figure of each trial of which more than the wall time is known.
   *
   * @param figure what to take of its details
   * @return the figures
   */
  public double[] details(ToDoubleFunction<Trial.Details> figure) {
    Check.given("figure", figure, "details -> details.cpuNanos() for example");
    return measured().stream()
        .flatMap(trial -> trial.details().stream())
        .mapToDouble(figure)
        .toArray();
  }

  /**
   * How many trials tell when their tasks ran.
   *
   * @return from 0 to the number of trials
   */
  public long recordedTrials() {
    return spans().filter(spans -> !spans.isEmpty()).count();
  }

  /**
   * How many trials had two tasks under way at the same time.
   *
   * @return from 0 to {@link #recordedTrials}
   */
  public long overlappingTrials() {
    return spans().filter(Series::overlap).count();
  }

  private Stream<List<Span>> spans() {
    return measured().stream().map(trial -> trial.timeline().tasks());
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
   * Why the model has no figures, or fewer.
   *
   * @return the first failure among its trials, in one line; none if all were measured
   */
  public Optional<String> failure() {
    return trials.stream()
        .<String>mapMulti((trial, next) -> {
          if (trial instanceof Trial.Failed failed) {
            next.accept(failed.reason());
          }
        })
        .findFirst();
  }
}
