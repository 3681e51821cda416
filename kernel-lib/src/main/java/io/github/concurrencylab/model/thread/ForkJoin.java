package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.workload.Workload;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Divide and conquer in a {@link ForkJoinPool} of its own: the tasks are halved until one is left.
 * One half is forked, so that an idle thread can steal it, the other is gone on with, and then the
 * forked one is joined.
 *
 * <p>The pool starts its threads when there is something to steal; so its start takes next to no
 * time.
 *
 * <p>Source: D. Lea, "A Java Fork/Join Framework", Java Grande 2000.
 *
 * @param workers how many threads, from 1 to {@value Threads#MOST_WORKERS}
 */
public record ForkJoin(int workers) implements Model {
  /** Checks the number of workers. */
  public ForkJoin {
    Check.between("workers", workers, 1, Threads.MOST_WORKERS);
  }

  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.FORK_JOIN, workers);
  }

  @Override
  public ForkJoin withWorkers(int count) {
    return new ForkJoin(count);
  }

  @Override
  public String description() {
    return "a pool of threads that halve the tasks and steal halves from each other";
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Recording recording = new Recording(this, workload);
    FailSafeTasks tasks = new FailSafeTasks(recording, progress);
    ForkJoinPool pool = pool();
    try {
      recording.poolIsReady();
      var ignored = pool.submit(new Range(tasks, 0, workload.tasks())).get();
      tasks.check();
      return recording.finish().execution();
    } catch (ExecutionException unforeseen) {
      throw PooledTasks.unwrapped(unforeseen.getCause());
    } finally {
      tasks.stop();
      pool.shutdownNow();
      PooledTasks.awaitEnd(pool);
    }
  }

  private ForkJoinPool pool() {
    AtomicInteger number = new AtomicInteger();
    return new ForkJoinPool(
        workers,
        owner -> {
          var thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(owner);
          thread.setName("fork-join-" + number.incrementAndGet());
          return thread;
        },
        null,
        false);
  }

  /** The tasks with the indexes from one to another; its result is how many there are. */
  private static final class Range extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;

    private final transient FailSafeTasks tasks;
    private final int from;
    private final int to;

    Range(FailSafeTasks tasks, int from, int to) {
      this.tasks = tasks;
      this.from = from;
      this.to = to;
    }

    @Override
    protected Integer compute() {
      if (to - from == 1) {
        tasks.run(from, Thread.currentThread().getName());
        return 1;
      }
      int middle = (from + to) >>> 1;
      var right = new Range(tasks, middle, to).fork();
      int left = new Range(tasks, from, middle).compute();
      return left + right.join();
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
