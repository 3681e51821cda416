package io.github.concurrencylab.table;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.findings.Comparison;
import io.github.concurrencylab.findings.CpuUse;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.stats.Bootstrap;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.stats.TukeyFences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.Table;

/** The tables with one row per model. */
public final class Tables {
  /** What the others are compared with unless something else is asked for. */
  private static final ModelId DEFAULT_BASELINE = ModelId.of(ModelKind.BLOCKING);

  private Tables() {}

  /**
   * Median, spread, minimum and mean of each model's wall times, in seconds. The mean has two
   * intervals, Student's and that of the BCa bootstrap; outliers are counted and kept.
   *
   * @param results the figures
   * @return one row per model and source
   */
  public static Table summary(Results results) {
    Rows rows = new Rows("summary");
    boolean failures = anyFailure(results);
    for (Series series : results.series()) {
      double[] seconds = series.seconds();
      Summary summary = Summary.of(seconds);
      Estimate bca = bca(seconds);
      start(rows, results, series)
          .put(Columns.TRIALS, summary.trials())
          .put(Columns.MEDIAN, summary.median())
          .put(Columns.MAD, summary.mad())
          .put(Columns.MIN, summary.min())
          .put(Columns.MEAN, summary.mean().value())
          .put(Columns.MEAN_LOW, summary.mean().low())
          .put(Columns.MEAN_HIGH, summary.mean().high())
          .put(Columns.BCA_LOW, bca.low())
          .put(Columns.BCA_HIGH, bca.high())
          .put(Columns.OUTLIERS, TukeyFences.outliers(seconds))
          .put(Columns.MEAN_CORES, Summary.of(series.meanCores()).median());
      if (failures) {
        rows.put(Columns.NOTE, series.failure().orElse(null));
      }
    }
    return rows.table();
  }

  private static Estimate bca(double[] seconds) {
    return seconds.length < 2
        ? Estimate.NONE
        : Bootstrap.bca(seconds, Bootstrap.means(seconds, Defaults.RESAMPLES, Defaults.SEED));
  }

  /**
   * How much of the processors each model used, and what else ran meanwhile.
   *
   * @param results the figures
   * @return one row per model and source; what was not sampled is missing
   */
  public static Table cpu(Results results) {
    Rows rows = new Rows("processor use");
    for (Measurement group : results.measurements()) {
      for (Series series : group.series()) {
        CpuUse use = CpuUse.of(series, group.machine().processors());
        start(rows, results, series)
            .put(Columns.MEAN_CORES, use.own())
            .put(Columns.MACHINE_SHARE, 100 * use.share())
            .put(Columns.MACHINE_CORES, use.machine())
            .put(Columns.OTHERS_CORES, use.others());
      }
    }
    return rows.table();
  }

  /**
   * Each model compared with its source's baseline: {@code blocking} if it is there, else the first
   * model that was measured. The p-value of Mann and Whitney's test has a column only if there are
   * enough runs somewhere for it to say something: four and four.
   *
   * @param results the figures
   * @return one row per model and source
   */
  public static Table comparison(Results results) {
    return comparing(results, null);
  }

  /**
   * Each model compared with the given one of its own source.
   *
   * @param results the figures
   * @param baseline the baseline
   * @return one row per model and source
   * @throws IllegalArgumentException if no source has that model
   */
  public static Table comparison(Results results, ModelId baseline) {
    if (results.series().stream().noneMatch(series -> series.model().equals(baseline))) {
      throw noBaseline(results, baseline.label());
    }
    return comparing(results, baseline);
  }

  /**
   * Like {@link #comparison(Results, ModelId)}, of the baseline that is called so.
   *
   * @param results the figures
   * @param label the baseline's label
   * @return one row per model and source
   * @throws IllegalArgumentException if no source has that model
   */
  public static Table comparison(Results results, String label) {
    return comparing(
        results,
        results.series().stream()
            .map(Series::model)
            .filter(model -> model.label().equals(label))
            .findFirst()
            .orElseThrow(() -> noBaseline(results, label)));
  }

  private static IllegalArgumentException noBaseline(Results results, String label) {
    String labels =
        results.series().stream()
            .map(series -> plain(series.model().label()))
            .distinct()
            .limit(20)
            .collect(Collectors.joining(", "));
    return Check.refusal(
        "baseline must be one of %s, got %s".formatted(labels, Check.quoted(label)));
  }

  private static Table comparing(Results results, @Nullable ModelId baseline) {
    Rows rows = new Rows("comparison");
    boolean ranks =
        results.measurements().stream()
            .map(Measurement::series)
            .flatMap(all -> all.stream().map(series -> compared(series, all, baseline)))
            .anyMatch(comparison -> Double.isFinite(comparison.tests().ranks()));
    for (Measurement group : results.measurements()) {
      List<Series> all = group.series();
      for (Series series : all) {
        Comparison comparison = compared(series, all, baseline);
        start(rows, results, series)
            .put(Columns.MEAN, Summary.of(series.seconds()).mean().value())
            .put(Columns.SPEED_UP, comparison.speedUp().value())
            .put(Columns.SPEED_UP_LOW, comparison.speedUp().low())
            .put(Columns.SPEED_UP_HIGH, comparison.speedUp().high())
            .put(Columns.P, comparison.tests().p());
        if (ranks) {
          rows.put(Columns.P_RANKS, comparison.tests().ranks());
        }
        rows.put(Columns.VERDICT, comparison.verdict());
      }
    }
    return rows.table();
  }

  /**
   * Each model compared with its source's default baseline, in words.
   *
   * @param results the figures
   * @return a sentence for each model but the baselines
   */
  public static List<String> sentences(Results results) {
    List<String> sentences = new ArrayList<>();
    for (Measurement group : results.measurements()) {
      List<Series> all = group.series();
      if (all.isEmpty()) {
        continue; // a file may have a measurement without trials
      }
      String label = results.areOfSeveral() ? group.source().label() + ": " : "";
      ModelId baseline = baseline(all).model();
      for (Series series : all) {
        if (!series.model().equals(baseline)) {
          sentences.add(label + compared(series, all).sentence(series.model().label()));
        }
      }
    }
    return sentences;
  }

  private static Series baseline(List<Series> all) {
    return all.stream()
        .filter(s -> s.model().equals(DEFAULT_BASELINE))
        .findFirst()
        .orElseGet(() -> firstMeasured(all));
  }

  /**
   * A model compared with its source's default baseline.
   *
   * @param series the model
   * @param all all models of that source
   * @return the comparison
   */
  public static Comparison compared(Series series, List<Series> all) {
    return compared(series, all, null);
  }

  private static Comparison compared(Series series, List<Series> all, @Nullable ModelId baseline) {
    ModelId wanted = baseline == null ? DEFAULT_BASELINE : baseline;
    Optional<Series> found = all.stream().filter(s -> s.model().equals(wanted)).findFirst();
    if (found.isEmpty() && baseline != null) {
      return Comparison.without(series.source().label() + " has no " + plain(baseline.label()));
    }
    return Comparison.of(series, found.orElseGet(() -> firstMeasured(all)));
  }

  private static Series firstMeasured(List<Series> all) {
    return all.stream()
        .filter(series -> series.seconds().length > 0)
        .findFirst()
        .orElse(all.getFirst());
  }

  /** The first cells of a row: whose figures. */
  public static Rows start(Rows rows, Results results, Series series) {
    if (results.areOfSeveral()) {
      rows.put(Columns.SOURCE, series.source().label());
    }
    return rows.put(Columns.MODEL, series.model().label());
  }

  private static boolean anyFailure(Results results) {
    return results.series().stream().anyMatch(series -> series.failure().isPresent());
  }

  private static String plain(String name) {
    String quoted = Check.quoted(name);
    return quoted.substring(1, quoted.length() - 1);
  }
}
