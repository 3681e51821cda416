package io.github.concurrencylab.predict;

import io.github.concurrencylab.base.Defaults;
import java.util.SplittableRandom;

/**
 * What a cluster is predicted to take, and of what that is made. All times are in seconds.
 *
 * @param total from the start to the last result
 * @param start until the first task can be handed out, and after the last one
 * @param driver what the driver needs to hand out all tasks, one after another
 * @param network for how long the driver's line is busy, in the direction that is busy for longer
 * @param even what the slots need for all tasks, if they were shared out evenly: each is busy while
 *     its task is handed out and travels, too
 */
public record ClusterTime(double total, double start, double driver, double network, double even) {
  /** The most tasks of a simulated cluster. */
  public static final int MOST_TASKS = 10_000_000;

  static ClusterTime of(ClusterRule rule, Work measured, int tasks, Costs costs) {
    Work work = measured.drawn(tasks, new SplittableRandom(Defaults.SEED));
    double total = rule.seconds(Hardware.ALIKE, rule.slots(), work, costs);
    return new ClusterTime(
        total,
        costs.start() + costs.outside(),
        tasks * rule.driverSeconds(costs),
        tasks * rule.line().busier(),
        (work.computed() + tasks * rule.slotSeconds(costs)) / rule.slots());
  }

  /**
   * What is left: while the first tasks are handed out, and while the last ones are waited for.
   *
   * @return what the longest of driver, network and slots does not explain
   */
  public double ends() {
    return Math.max(0, total - start - Math.max(Math.max(driver, network), even));
  }
}
