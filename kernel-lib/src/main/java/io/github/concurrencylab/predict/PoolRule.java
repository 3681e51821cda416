package io.github.concurrencylab.predict;

/**
 * Workers that each take the next task from one queue, and keep it through its waits: a pool of
 * threads or of processes, or with one worker a plain loop. All workers are started before the
 * first task.
 *
 * @param workers how many
 */
record PoolRule(int workers) implements Rule {
  @Override
  public void begin(Simulation simulation, Work work, Costs costs) {
    Pool pool = new Pool(simulation, work, costs);
    if (costs.worker().start() == 0) {
      pool.open();
      return;
    }
    for (int worker = 0; worker < workers; worker++) {
      simulation.compute(costs.worker().start(), pool::isReady);
    }
  }

  private final class Pool {
    private final Simulation simulation;
    private final Work work;
    private final Costs costs;
    private int ready;
    private int next;

    Pool(Simulation simulation, Work work, Costs costs) {
      this.simulation = simulation;
      this.work = work;
      this.costs = costs;
    }

    void isReady() {
      ready++;
      if (ready == workers) {
        open();
      }
    }

    void open() {
      for (int worker = 0; worker < Math.min(workers, work.tasks()); worker++) {
        takeNext(costs.worker().first());
      }
    }

    private void takeNext(double cost) {
      if (next == work.tasks()) {
        return;
      }
      int task = next++;
      Runnable compute =
          () -> simulation.compute(work.computes(task), () -> takeNext(costs.each()));
      Runnable start =
          work.waits(task) == 0 ? compute : () -> simulation.pause(work.waits(task), compute);
      if (cost == 0) {
        start.run();
      } else {
        simulation.compute(cost, start);
      }
    }
  }
}
