package io.github.concurrencylab.predict;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A driver that hands out tasks one after another, and slots of executors that each run one at a
 * time: Spark. Driver and slots have processors of their own.
 *
 * <p>Of what passes between two tasks of a slot, {@link Costs#each}, the driver's part is taken to
 * be what it would be if the driver alone kept all measured slots waiting: that divided by their
 * number. So the driver is the limit no later than it really would be.
 *
 * @param slots how many tasks run at once; 0 for one a processor
 * @param measuredSlots how many there were when the costs were measured
 */
record ClusterRule(int slots, int measuredSlots) implements Rule {
  /** What the driver needs for a task. */
  double driverSeconds(Costs costs) {
    return costs.each() / measuredSlots;
  }

  @Override
  public void begin(Simulation simulation, Work work, Costs costs) {
    new Cluster(simulation, work, costs).begin();
  }

  private final class Cluster {
    private final Simulation simulation;
    private final Work work;
    private final double driver;
    private final double launch;
    private final Queue<Runnable> asked = new ArrayDeque<>();
    private boolean busy;
    private int next;

    Cluster(Simulation simulation, Work work, Costs costs) {
      this.simulation = simulation;
      this.work = work;
      driver = driverSeconds(costs);
      launch = costs.each() - driver;
    }

    void begin() {
      int count = slots == 0 ? simulation.processors() : slots;
      for (int slot = 0; slot < Math.min(count, work.tasks()); slot++) {
        ask();
      }
    }

    /** A slot is free, and asks the driver for a task. */
    private void ask() {
      if (next == work.tasks()) {
        return;
      }
      int task = next++;
      asked.add(() -> launch(task));
      serve();
    }

    private void serve() {
      if (busy) {
        return;
      }
      Runnable first = asked.poll();
      if (first == null) {
        return;
      }
      busy = true;
      simulation.pause(
          driver,
          () -> {
            busy = false;
            first.run();
            serve();
          });
    }

    private void launch(int task) {
      simulation.pause(launch + work.waits(task) + work.computes(task), this::ask);
    }
  }
}
