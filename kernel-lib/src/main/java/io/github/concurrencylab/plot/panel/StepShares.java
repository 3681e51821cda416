package io.github.concurrencylab.plot.panel;

/** How much of each of many equal steps is covered by what is added. */
final class StepShares {
  private final double[] covered;

  StepShares(int steps) {
    covered = new double[steps];
  }

  /** Adds what lies between two places, both counted in steps; beyond the steps nothing counts. */
  void add(double from, double to) {
    for (int i = Math.max(0, (int) from); i < covered.length && i < to; i++) {
      covered[i] += Math.max(0, Math.min(i + 1.0, to) - Math.max(i, from));
    }
  }

  /** The covered part of a step: 1 if all of it is, once. */
  double of(int step) {
    return covered[step];
  }
}
