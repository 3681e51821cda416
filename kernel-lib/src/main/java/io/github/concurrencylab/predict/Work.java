package io.github.concurrencylab.predict;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

/**
 * What the tasks need, whoever runs them: each waits first and then computes, as the lab's own
 * workloads do. All times are in seconds.
 */
final class Work {
  private final double[] waits;
  private final double[] computes;

  Work(double[] waits, double[] computes) {
    this.waits = waits.clone();
    this.computes = computes.clone();
  }

  int tasks() {
    return waits.length;
  }

  double waits(int task) {
    return waits[task];
  }

  double computes(int task) {
    return computes[task];
  }

  /** Processor seconds of all tasks. */
  double computed() {
    return Arrays.stream(computes).sum();
  }

  /** Which share of the tasks' time is waited. */
  double waitingShare() {
    double waited = Arrays.stream(waits).sum();
    double all = waited + computed();
    return all == 0 ? 0 : waited / all;
  }

  /** The same with so many times as much to compute. */
  Work computing(double times) {
    return new Work(waits, scaled(computes, times));
  }

  /** The same with longer tasks. */
  Work times(double factor) {
    return new Work(scaled(waits, factor), scaled(computes, factor));
  }

  /** Other tasks, each as long as one of these, drawn with replacement. */
  Work drawn(int count, SplittableRandom random) {
    double[] waiting = new double[count];
    double[] busy = new double[count];
    for (int i = 0; i < count; i++) {
      int task = random.nextInt(tasks());
      waiting[i] = waits[task];
      busy[i] = computes[task];
    }
    return new Work(waiting, busy);
  }

  private static double[] scaled(double[] seconds, double factor) {
    return DoubleStream.of(seconds).map(each -> each * factor).toArray();
  }
}
