package io.github.concurrencylab.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * One figure of the benchmark: the median of paired ratios, with its 95 % interval.
 *
 * @param name its stable name
 * @param value the median
 * @param goal what it should reach
 * @param better {@code lower} or {@code higher}
 * @param low the interval's lower end
 * @param high its upper end
 */
record Figure(String name, double value, double goal, String better, double low, double high) {
  /**
   * The figure of some ratios. The interval is that of order statistics: the median lies between
   * the sorted values at n/2 -+ 0.98 sqrt(n) with 95 %, whatever the distribution.
   */
  static Figure of(String name, double[] ratios, double goal, String better) {
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    int reach = (int) Math.ceil(0.98 * Math.sqrt(n));
    double low = sorted[Math.max(0, n / 2 - reach)];
    double high = sorted[Math.min(n - 1, (n - 1) / 2 + reach)];
    double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return new Figure(name, median, goal, better, low, high);
  }

  String json() {
    return String.format(
        Locale.ROOT,
        "{\"name\":\"%s\",\"value\":%.5g,\"goal\":%.5g,\"better\":\"%s\",\"low\":%.5g,\"high\":%.5g}",
        name,
        value,
        goal,
        better,
        low,
        high);
  }
}
