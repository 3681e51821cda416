package io.github.concurrencylab.predict;

import io.github.concurrencylab.predict.Costs.Turn;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A pool of threads of which only the one that holds the lock may compute. After its turn it lets
 * go if another waits, who has it a moment later; while a task waits, it does not hold it.
 *
 * @param workers how many threads
 */
record LockRule(int workers) implements Rule {
  /**
   * So many turns are played one by one; where there are more, several are taken as one, which
   * keeps what they cost.
   */
  private static final double MOST_TURNS = 1_000;

  @Override
  public void begin(Simulation simulation, Work work, Costs costs) {
    Turn turn = costs.turn();
    double joined = Math.max(1, work.computed() / turn.held() / MOST_TURNS);
    Turn fewer = new Turn(turn.held() * joined, turn.handOver() * joined);
    new Pool(simulation, work, costs.each(), fewer).open(workers);
  }

  private static final class Pool {
    private final Simulation simulation;
    private final Work work;
    private final double each;
    private final Turn turn;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean held;
    private int next;

    Pool(Simulation simulation, Work work, double each, Turn turn) {
      this.simulation = simulation;
      this.work = work;
      this.each = each;
      this.turn = turn;
    }

    void open(int workers) {
      for (int worker = 0; worker < Math.min(workers, work.tasks()); worker++) {
        takeNext();
      }
    }

    private void takeNext() {
      if (next == work.tasks()) {
        return;
      }
      int task = next++;
      Runnable compute = () -> take(() -> go(each + work.computes(task)));
      if (work.waits(task) == 0) {
        compute.run();
      } else {
        simulation.pause(work.waits(task), compute);
      }
    }

    private void take(Runnable then) {
      if (held) {
        waiting.add(then);
      } else {
        held = true;
        then.run();
      }
    }

    /** Computes with the lock held, a turn at a time. */
    private void go(double left) {
      double now = Math.min(left, turn.held());
      simulation.compute(
          now,
          () -> {
            if (now == left) {
              drop();
              takeNext();
            } else if (waiting.isEmpty()) {
              go(left - now);
            } else {
              waiting.add(() -> go(left - now));
              drop();
            }
          });
    }

    private void drop() {
      Runnable first = waiting.poll();
      if (first == null) {
        held = false;
      } else {
        simulation.pause(turn.handOver(), first);
      }
    }
  }
}
