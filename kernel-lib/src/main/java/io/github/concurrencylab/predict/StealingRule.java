package io.github.concurrencylab.predict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Workers that halve a range of tasks until it is small enough, put the right half aside and go on
 * with the left one. Who has nothing left takes the newest half of its own, else the oldest of
 * another's. {@code ForkJoinPool} looks for a victim at random; here it is the next one that has
 * something, so that the outcome is always the same.
 *
 * <p>Source: D. Lea, "A Java Fork/Join Framework", Java Grande 2000; for the size of a stream's
 * pieces, {@code AbstractTask.suggestTargetSize} in the JDK.
 *
 * @param workers how many; 0 for the common pool's threads, one less than there are processors and
 *     at least one, and the caller's
 * @param pieces into about how many pieces for each thread of the common pool; 0 for single tasks
 */
record StealingRule(int workers, int pieces) implements Rule {
  /** Single tasks, stolen by so many workers. */
  static StealingRule forkJoin(int workers) {
    return new StealingRule(workers, 0);
  }

  /** The pieces of a parallel stream, on all processors. */
  static StealingRule parallelStream() {
    return new StealingRule(0, 4);
  }

  /** The tasks from one to another. */
  private record Range(int from, int to) {
    int size() {
      return to - from;
    }
  }

  @Override
  public void begin(Simulation simulation, Work work, Costs costs) {
    new Pool(simulation, work, costs).begin();
  }

  private final class Pool {
    private final Simulation simulation;
    private final Work work;
    private final Costs costs;
    private final List<Deque<Range>> aside = new ArrayList<>();
    private final Deque<Integer> idle = new ArrayDeque<>();
    private final int smallest;

    Pool(Simulation simulation, Work work, Costs costs) {
      this.simulation = simulation;
      this.work = work;
      this.costs = costs;
      int threads = Math.max(1, simulation.processors() - 1);
      int count = workers == 0 ? threads + 1 : workers;
      for (int worker = 0; worker < count; worker++) {
        aside.add(new ArrayDeque<>());
        idle.add(worker);
      }
      smallest = pieces == 0 ? 1 : Math.max(1, work.tasks() / (pieces * threads));
    }

    void begin() {
      split(idle.remove(), new Range(0, work.tasks()));
    }

    /** Halves a range, wakes a worker for each half put aside, and runs what is left. */
    private void split(int worker, Range all) {
      Range range = all;
      while (range.size() > smallest) {
        int middle = (range.from() + range.to()) >>> 1;
        aside.get(worker).addLast(new Range(middle, range.to()));
        range = new Range(range.from(), middle);
        if (!idle.isEmpty()) {
          int woken = idle.remove();
          simulation.pause(0, () -> find(woken));
        }
      }
      run(worker, range);
    }

    private void run(int worker, Range range) {
      if (range.size() == 0) {
        find(worker);
        return;
      }
      int task = range.from();
      Runnable compute =
          () ->
              simulation.compute(
                  costs.each() + work.computes(task),
                  () -> run(worker, new Range(task + 1, range.to())));
      if (work.waits(task) == 0) {
        compute.run();
      } else {
        simulation.pause(work.waits(task), compute);
      }
    }

    private void find(int worker) {
      Range found = aside.get(worker).pollLast();
      for (int i = 1; found == null && i < aside.size(); i++) {
        found = oldest((worker + i) % aside.size());
      }
      if (found == null) {
        idle.add(worker);
      } else {
        split(worker, found);
      }
    }

    private @Nullable Range oldest(int victim) {
      return aside.get(victim).pollFirst();
    }
  }
}
