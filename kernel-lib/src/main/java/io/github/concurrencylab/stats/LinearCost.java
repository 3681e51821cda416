package io.github.concurrencylab.stats;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * What a model costs to start and for each task: the intercept and the slope of a straight line
 * through mean times by the number of tasks. Weighted least squares, each time by the inverse of
 * its square, so that short times count as much as long ones; with Student's t intervals.
 *
 * <p>Source: N. R. Draper and H. Smith, "Applied Regression Analysis" (3rd edition, 1998), chapter
 * 9.
 *
 * @param start the time without any task, in seconds
 * @param each the time that one more task takes, in seconds
 */
public record LinearCost(Estimate start, Estimate each) {
  private static final int FEWEST = 3;

  /**
   * Fits the line.
   *
   * @param tasks the numbers of tasks
   * @param seconds the mean time of each number; those that are not above 0 are left out
   * @return the line; NaN with fewer than two numbers, without intervals with fewer than three
   */
  public static LinearCost of(double[] tasks, double[] seconds) {
    double weights = 0;
    double x = 0;
    double y = 0;
    int points = 0;
    for (int i = 0; i < tasks.length; i++) {
      if (seconds[i] > 0) {
        double weight = 1 / (seconds[i] * seconds[i]);
        weights += weight;
        x += weight * tasks[i];
        y += weight * seconds[i];
        points++;
      }
    }
    if (points < 2) {
      return new LinearCost(Estimate.NONE, Estimate.NONE);
    }
    x /= weights;
    y /= weights;
    double squares = 0;
    double products = 0;
    for (int i = 0; i < tasks.length; i++) {
      if (seconds[i] > 0) {
        double weight = 1 / (seconds[i] * seconds[i]);
        squares += weight * (tasks[i] - x) * (tasks[i] - x);
        products += weight * (tasks[i] - x) * (seconds[i] - y);
      }
    }
    double slope = products / squares;
    double intercept = y - slope * x;
    if (points < FEWEST) {
      return new LinearCost(without(intercept), without(slope));
    }
    double rest = 0;
    for (int i = 0; i < tasks.length; i++) {
      if (seconds[i] > 0) {
        double share = 1 - (intercept + slope * tasks[i]) / seconds[i];
        rest += share * share;
      }
    }
    double t = new TDistribution(points - 2).inverseCumulativeProbability((1 + Estimate.LEVEL) / 2);
    double variance = rest / (points - 2);
    double ofSlope = t * Math.sqrt(variance / squares);
    double ofStart = t * Math.sqrt(variance * (1 / weights + x * x / squares));
    return new LinearCost(
        new Estimate(intercept, intercept - ofStart, intercept + ofStart),
        new Estimate(slope, slope - ofSlope, slope + ofSlope));
  }

  private static Estimate without(double value) {
    return new Estimate(value, Double.NaN, Double.NaN);
  }

  /**
   * The line's time.
   *
   * @param tasks a number of tasks
   * @return seconds
   */
  public double seconds(double tasks) {
    return start.value() + each.value() * tasks;
  }

  /**
   * The same with a start that takes longer.
   *
   * @param seconds by how much
   * @return a new line
   */
  public LinearCost startingLater(double seconds) {
    return new LinearCost(
        new Estimate(start.value() + seconds, start.low() + seconds, start.high() + seconds), each);
  }

  /**
   * Where two lines cross.
   *
   * @param other the other line
   * @return the number of tasks, above 0; NaN if they do not cross there
   */
  public double crosses(LinearCost other) {
    double at = (other.start.value() - start.value()) / (each.value() - other.each.value());
    return at > 0 && Double.isFinite(at) ? at : Double.NaN;
  }

  /**
   * Whether this line is below another one in the long run, beyond doubt as far as intervals tell.
   *
   * @param other the other line
   * @return true if a task costs less; without intervals, if it seems so
   */
  public boolean isFlatterThan(LinearCost other) {
    return isBelow(each, other.each);
  }

  /**
   * Whether it starts at less.
   *
   * @param other another line
   * @return true if its interval lies below the other's; without intervals, if its value does
   */
  public boolean startsBelow(LinearCost other) {
    return isBelow(start, other.start);
  }

  private static boolean isBelow(Estimate one, Estimate other) {
    boolean intervals = one.hasInterval() && other.hasInterval();
    return intervals ? one.high() < other.low() : one.value() < other.value();
  }
}
