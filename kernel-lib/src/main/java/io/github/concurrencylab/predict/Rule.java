package io.github.concurrencylab.predict;

/** Who runs which task when: a model's own rule, played on a machine on paper. */
interface Rule {
  /**
   * Begins to run the tasks; what follows are the simulation's events.
   *
   * @param simulation the machine
   * @param work the tasks
   * @param costs what it takes beside them
   */
  void begin(Simulation simulation, Work work, Costs costs);

  /**
   * Plays it to its end.
   *
   * @param hardware what the processors are like
   * @param processors how many there are
   * @param work the tasks
   * @param costs what it takes beside them
   * @return seconds from before the pool is made until the last result is in
   */
  default double seconds(Hardware hardware, int processors, Work work, Costs costs) {
    Simulation simulation = new Simulation(hardware, processors);
    simulation.compute(costs.start(), () -> begin(simulation, work, costs));
    simulation.run();
    return simulation.now() + costs.outside();
  }
}
