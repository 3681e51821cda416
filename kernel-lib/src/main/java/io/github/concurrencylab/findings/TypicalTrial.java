package io.github.concurrencylab.findings;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.stats.Summary;
import java.util.Comparator;
import java.util.Optional;

/** The one trial that stands for a model where only one can be shown. */
public final class TypicalTrial {
  private TypicalTrial() {}

  /**
   * The trial whose wall time is nearest to the median.
   *
   * @param series a model's trials
   * @return the first of those that are equally near; none if none was measured
   */
  public static Optional<Trial.Measured> trial(Series series) {
    double median = Summary.of(series.seconds()).median();
    return series.measured().stream()
        .min(Comparator.comparingDouble(trial -> Math.abs(trial.seconds() - median)));
  }
}
