package io.github.concurrencylab.findings;

import io.github.concurrencylab.measure.Series;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.stats.Summary;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * How much of the processors one model used, and what else ran meanwhile. Each figure is in
 * processors' worth and NaN if it was not measured, or if the trials were too short to know it to
 * two digits.
 *
 * @param own processor time of this program and its children by wall time: the trials' median
 * @param share the same as a share of all processors, from 0 to 1
 * @param machine how many processors were busy on average, whoever used them: the trials' mean
 * @param others the part of it that was not this program's
 */
public record CpuUse(double own, double share, double machine, double others) {
  /**
   * Sums up a model's trials.
   *
   * @param series the trials
   * @param processors how many processors the machine has
   * @return their use
   */
  public static CpuUse of(Series series, int processors) {
    double own = Summary.of(series.meanCores()).median();
    double machine = mean(series, CpuSample::busyCores);
    double sampledOwn = mean(series, CpuSample::ownCores);
    // The two come from clocks that tick differently, and so may differ by a little less than 0.
    return new CpuUse(own, own / processors, machine, Math.max(0, machine - sampledOwn));
  }

  private static double mean(Series series, ToDoubleFunction<CpuSample> figure) {
    return Summary.of(series.figures(trial -> overTime(enough(trial.cpu()), figure)))
        .mean()
        .value();
  }

  private static List<CpuSample> enough(List<CpuSample> samples) {
    return samples.size() < CpuSample.ENOUGH ? List.of() : samples;
  }

  /**
   * The mean over time of one figure.
   *
   * @param samples the samples of one trial
   * @param figure what to take of each
   * @return the mean, each sample weighted with the length of its stretch, if there is any
   */
  public static OptionalDouble overTime(
      List<CpuSample> samples, ToDoubleFunction<CpuSample> figure) {
    double sum = 0;
    double start = 0;
    for (CpuSample sample : samples) {
      sum += figure.applyAsDouble(sample) * (sample.seconds() - start);
      start = sample.seconds();
    }
    return start > 0 ? OptionalDouble.of(sum / start) : OptionalDouble.empty();
  }
}
