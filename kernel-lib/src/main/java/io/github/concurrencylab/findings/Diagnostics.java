package io.github.concurrencylab.findings;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Skewness;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.stats.Trend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the trials themselves give reason to doubt: times that drift, and intervals that may not
 * hold.
 *
 * <p>Drift is looked for by {@link Trend}, in all models together, since what drifts (a clock, a
 * temperature) meets all alike, and in each model. Half the level goes to the first test, the other
 * half is shared out among the models (Bonferroni), so that without drift at most one report in
 * twenty warns. Five trials of one model can just show it: if all are in order.
 */
public final class Diagnostics {
  private static final double LEVEL = 1 - Estimate.LEVEL;

  /** The least trials of which the first and the last third are something. */
  private static final int FEWEST = 3;

  private Diagnostics() {}

  /**
   * What a reader should know of some models' trials.
   *
   * @param models the models, measured in one run
   * @return most often none
   */
  public static List<Note> of(List<Series> models) {
    List<Series> measured = models.stream().filter(s -> s.seconds().length >= FEWEST).toList();
    if (measured.isEmpty()) {
      return List.of();
    }
    List<Note> notes = new ArrayList<>(drift(measured));
    for (Series series : measured) {
      double[] seconds = series.seconds();
      Estimate mean = Summary.of(seconds).mean();
      boolean wide = mean.high() - mean.low() > 2 * Defaults.NOISE * mean.value();
      if (wide && Skewness.p(seconds) < Skewness.LEVEL / measured.size()) {
        notes.add(
            new Note(
                Note.Kind.SKEWED,
                "%s: the times are skewed, and with %s no interval of a mean keeps its 95 %% then"
                        .formatted(series.model(), Verdict.runs(seconds.length))
                    + " (see coverage()): read the median, or run more trials"));
      }
    }
    return notes;
  }

  private static List<Note> drift(List<Series> measured) {
    List<double[]> times = measured.stream().map(Series::seconds).toList();
    double level = measured.size() == 1 ? LEVEL : LEVEL / 2;
    double together =
        Arrays.stream(times.stream().mapToDouble(Diagnostics::change).toArray())
            .average()
            .orElse(0);
    if (measured.size() > 1
        && Trend.of(times).p() <= level
        && Math.abs(together) > Defaults.NOISE) {
      return List.of(drift("all models", together));
    }
    List<Note> notes = new ArrayList<>();
    for (Series series : measured) {
      double change = change(series.seconds());
      if (Trend.of(series.seconds()).p() <= level / measured.size()
          && Math.abs(change) > Defaults.NOISE) {
        notes.add(drift(series.model(), change));
      }
    }
    return notes;
  }

  private static Note drift(Object what, double change) {
    return new Note(
        Note.Kind.DRIFT,
        String.format(
            Locale.ROOT,
            "unstable because the times drift: %s took %.0f %% %s at the end than at the beginning",
            what,
            100 * Math.abs(change),
            change > 0 ? "longer" : "less"));
  }

  /** By what share the last third's median differs from the first third's. */
  private static double change(double[] seconds) {
    int third = Math.max(1, seconds.length / 3);
    double first = Summary.of(Arrays.copyOf(seconds, third)).median();
    double last =
        Summary.of(Arrays.copyOfRange(seconds, seconds.length - third, seconds.length)).median();
    return first > 0 ? last / first - 1 : 0;
  }
}
