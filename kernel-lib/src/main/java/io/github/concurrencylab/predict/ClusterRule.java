package io.github.concurrencylab.predict;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A driver that hands out tasks one after another, and slots of executors that each run one at a
 * time: Spark. Driver and slots have processors of their own. What travels crosses the driver's
 * line to the network, which carries one task at a time to the executors and one result at a time
 * back.
 *
 * <p>Of what passes between two tasks of a slot, {@link Costs#each}, the driver's part is taken to
 * be what it would be if the driver alone kept all measured slots waiting: that divided by their
 * number. So the driver is the limit no later than it really would be.
 *
 * @param slots how many tasks run at once, and no more than there are processors; 0 for one a
 *     processor
 * @param measuredSlots how many there were when the costs were measured
 * @param line what a task needs of the line
 */
record ClusterRule(int slots, int measuredSlots, Line line) implements Rule {
  /**
   * Seconds for which one task keeps the driver's line busy.
   *
   * @param out on its way to an executor
   * @param back its result
   */
  record Line(double out, double back) {
    /** There is no network, or nothing to send. */
    static final Line NONE = new Line(0, 0);

    /** The direction that is busy for longer: both carry at the same time. */
    double busier() {
      return Math.max(out, back);
    }
  }

  /** What the driver needs for a task. */
  double driverSeconds(Costs costs) {
    return costs.each() / measuredSlots;
  }

  /** What a slot needs for a task, beside the task: while it is handed out, and travels. */
  double slotSeconds(Costs costs) {
    return costs.each() + line.out() + line.back();
  }

  @Override
  public void begin(Simulation simulation, Work work, Costs costs) {
    new Cluster(simulation, work, costs).begin();
  }

  /** Something that serves one after another, in the order in which they come. */
  private static final class Server {
    private final Simulation simulation;
    private final double seconds;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;

    Server(Simulation simulation, double seconds) {
      this.simulation = simulation;
      this.seconds = seconds;
    }

    void serve(Runnable then) {
      if (seconds == 0) {
        then.run();
        return;
      }
      waiting.add(then);
      next();
    }

    private void next() {
      Runnable first = busy ? null : waiting.poll();
      if (first == null) {
        return;
      }
      busy = true;
      simulation.pause(
          seconds,
          () -> {
            busy = false;
            first.run();
            next();
          });
    }
  }

  private final class Cluster {
    private final Simulation simulation;
    private final Work work;
    private final Server driver;
    private final Server out;
    private final Server back;
    private final double launch;
    private int next;

    Cluster(Simulation simulation, Work work, Costs costs) {
      this.simulation = simulation;
      this.work = work;
      driver = new Server(simulation, driverSeconds(costs));
      out = new Server(simulation, line.out());
      back = new Server(simulation, line.back());
      launch = costs.each() - driverSeconds(costs);
    }

    void begin() {
      int processors = simulation.processors();
      int count = slots == 0 ? processors : Math.min(slots, processors);
      for (int slot = 0; slot < Math.min(count, work.tasks()); slot++) {
        takeNext();
      }
    }

    private void takeNext() {
      if (next == work.tasks()) {
        return;
      }
      int task = next++;
      driver.serve(() -> out.serve(() -> run(task)));
    }

    private void run(int task) {
      double seconds = launch + work.waits(task) + work.computes(task);
      simulation.pause(seconds, () -> back.serve(this::takeNext));
    }
  }
}
