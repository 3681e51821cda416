package io.github.concurrencylab.predict;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Threads that run whatever is ready, in its order, and let a task go while it waits: an event loop
 * has one of them, virtual threads have one a processor.
 *
 * @param carriers how many; 0 for one a processor
 */
record ReadyRule(int carriers) implements Rule {
  @Override
  public void begin(Simulation simulation, Work work, Costs costs) {
    new Loop(simulation, work, costs).begin();
  }

  private final class Loop {
    private final Simulation simulation;
    private final Work work;
    private final Costs costs;
    private final Queue<Runnable> ready = new ArrayDeque<>();
    private int idle;

    Loop(Simulation simulation, Work work, Costs costs) {
      this.simulation = simulation;
      this.work = work;
      this.costs = costs;
      idle = carriers == 0 ? simulation.processors() : carriers;
    }

    void begin() {
      for (int i = 0; i < work.tasks(); i++) {
        int task = i;
        ready.add(
            work.waits(task) == 0
                ? () -> simulation.compute(costs.each() + work.computes(task), this::isFree)
                : () -> simulation.compute(costs.each(), () -> await(task)));
      }
      runReady();
    }

    private void await(int task) {
      simulation.pause(
          work.waits(task),
          () -> {
            ready.add(() -> simulation.compute(work.computes(task), this::isFree));
            runReady();
          });
      isFree();
    }

    private void isFree() {
      idle++;
      runReady();
    }

    private void runReady() {
      while (idle > 0) {
        Runnable next = ready.poll();
        if (next == null) {
          return;
        }
        idle--;
        next.run();
      }
    }
  }
}
