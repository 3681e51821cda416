package io.github.concurrencylab.measure;

import java.util.List;

/**
 * How busy the processors were during one short stretch of a trial.
 *
 * @param seconds the end of the stretch, since the trial's start
 * @param cores for each processor, the share of the stretch in which it was busy, whoever used it
 * @param ownCores processor time used by this program and its children, divided by the stretch: 2
 *     means two processors' worth
 */
public record CpuSample(double seconds, List<Double> cores, double ownCores) {
  /** Copies the list. */
  public CpuSample {
    cores = List.copyOf(cores);
  }

  /**
   * The whole machine's use.
   *
   * @return processors' worth, from 0 to the number of processors
   */
  public double busyCores() {
    return cores.stream().mapToDouble(Double::doubleValue).sum();
  }
}
