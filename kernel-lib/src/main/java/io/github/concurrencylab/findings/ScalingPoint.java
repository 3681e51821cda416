package io.github.concurrencylab.findings;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.stats.Estimate;
import io.github.concurrencylab.stats.ScalingFit;
import io.github.concurrencylab.stats.ScalingLaw;
import io.github.concurrencylab.stats.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One model with one number of workers.
 *
 * @param workers how many
 * @param trials how many trials were measured
 * @param time the mean time in seconds
 * @param speedUp how many times as fast as with one worker; that itself has no interval
 */
public record ScalingPoint(int workers, int trials, Estimate time, Estimate speedUp) {
  /**
   * The points of one family.
   *
   * @param all models that differ in their number of workers only
   * @return the points of those that were measured, fewest workers first; no speed-ups without one
   *     worker
   */
  public static List<ScalingPoint> of(List<Series> all) {
    List<Series> sorted =
        all.stream()
            .filter(series -> series.seconds().length > 0)
            .sorted(Comparator.comparingInt(series -> series.model().workers()))
            .toList();
    List<ScalingPoint> points = new ArrayList<>();
    for (Series series : sorted) {
      int workers = series.model().workers();
      boolean one = sorted.getFirst().model().workers() == 1;
      Estimate speedUp =
          !one
              ? Estimate.NONE
              : workers == 1
                  ? new Estimate(1, Double.NaN, Double.NaN)
                  : TwoSamples.of(sorted.getFirst(), series).ratio();
      double[] seconds = series.seconds();
      points.add(new ScalingPoint(workers, seconds.length, Summary.of(seconds).mean(), speedUp));
    }
    return points;
  }

  /**
   * The speed-up by the number of workers.
   *
   * @return 1 if it is ideal
   */
  public Estimate efficiency() {
    return new Estimate(
        speedUp.value() / workers, speedUp.low() / workers, speedUp.high() / workers);
  }

  /**
   * The most workers among the points that had a processor for each.
   *
   * @param points the points
   * @param processors how many there were
   * @return up to how many workers a fit is not a prediction; 1 if there is no such point
   */
  public static int mostFitted(List<ScalingPoint> points, int processors) {
    return points.stream()
        .mapToInt(ScalingPoint::workers)
        .filter(workers -> workers <= processors)
        .max()
        .orElse(1);
  }

  /**
   * Fits both laws to the points that had a processor for each worker; the others say nothing of
   * more processors.
   *
   * @param points the points
   * @param processors how many there were
   * @return a fit for each law, or the reason why there is none
   */
  public static List<ScalingFit> fits(List<ScalingPoint> points, int processors) {
    List<ScalingPoint> fitting = points.stream().filter(p -> p.workers <= processors).toList();
    double[] workers = fitting.stream().mapToDouble(ScalingPoint::workers).toArray();
    double[] seconds = fitting.stream().mapToDouble(p -> p.time.value()).toArray();
    return List.of(
        ScalingFit.of(ScalingLaw.AMDAHL, workers, seconds),
        ScalingFit.of(ScalingLaw.UNIVERSAL, workers, seconds));
  }
}
