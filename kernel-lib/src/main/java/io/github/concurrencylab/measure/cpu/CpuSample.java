package io.github.concurrencylab.measure.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * How busy the processors were during one short stretch of a trial. It begins where the sample
 * before it ends, the first one with the trial.
 *
 * @param endNanos the end of the stretch in nanoseconds, since the trial's start
 * @param cores for each processor, the share of the stretch in which it was busy, whoever used it
 * @param ownCores processor time used by this program and its children, divided by the stretch: 2
 *     means two processors' worth
 */
public record CpuSample(long endNanos, List<Double> cores, double ownCores) {
  /**
   * Fewer of them are no picture of what happened in between, and their ticks, a hundredth of a
   * second each, no figure with two digits.
   */
  public static final int ENOUGH = 5;

  /** Copies the list. */
  public CpuSample {
    cores = List.copyOf(cores);
  }

  /**
   * The end of the stretch.
   *
   * @return seconds since the trial's start
   */
  public double seconds() {
    return endNanos / 1e9;
  }

  /**
   * The whole machine's use.
   *
   * @return processors' worth, from 0 to the number of processors
   */
  public double busyCores() {
    // A plain loop: asked at the end of each trial, a stream would cost more than all else there.
    double sum = 0;
    for (double core : cores) {
      sum += core;
    }
    return sum;
  }

  /**
   * Fewer and longer stretches: as many neighbours become one as are needed.
   *
   * @param samples the samples of one trial, in order of time
   * @param most how many there may be, at least 1
   * @return the samples themselves if they are few enough; the means over time are the same
   */
  public static List<CpuSample> joined(List<CpuSample> samples, int most) {
    if (samples.size() <= most) {
      return samples;
    }
    int each = Math.ceilDiv(samples.size(), most);
    List<CpuSample> fewer = new ArrayList<>();
    long start = 0;
    for (int from = 0; from < samples.size(); from += each) {
      CpuSample joined = samples.get(from);
      for (CpuSample next : samples.subList(from, Math.min(from + each, samples.size()))) {
        joined = joined.with(start, next);
      }
      fewer.add(joined);
      start = joined.endNanos;
    }
    return fewer;
  }

  /**
   * This stretch and the next as one.
   *
   * @param start when this one begins, in nanoseconds since the trial's start
   * @param next the stretch after this one
   * @return one sample that ends with the next, each share weighted with its stretch's length
   */
  CpuSample with(long start, CpuSample next) {
    double all = next.endNanos - start;
    double weight = all > 0 ? (next.endNanos - endNanos) / all : 0;
    List<Double> mixed = new ArrayList<>();
    for (int i = 0; i < Math.min(cores.size(), next.cores.size()); i++) {
      mixed.add(rounded(cores.get(i) + weight * (next.cores.get(i) - cores.get(i))));
    }
    return new CpuSample(
        next.endNanos, mixed, rounded(ownCores + weight * (next.ownCores - ownCores)));
  }

  /** To a ten thousandth: what is finer is noise, and makes files long. */
  static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
