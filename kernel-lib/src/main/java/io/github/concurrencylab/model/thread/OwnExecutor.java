package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Any {@link ExecutorService}, of one's own or of a library. The lab makes a new one for each
 * execution, hands in every task, waits for all of them and shuts it down.
 *
 * @param label what it is called, from 1 to {@value #LONGEST_LABEL} plain characters
 * @param workers how many it is made for; 0 if its factory does not ask
 * @param factory makes one for so many workers
 */
public record OwnExecutor(
    String label, int workers, IntFunction<? extends @Nullable ExecutorService> factory)
    implements Model {
  /** The longest name. */
  public static final int LONGEST_LABEL = 40;

  private static final String FACTORY = "() -> Executors.newFixedThreadPool(4) for example";

  /** Checks the name and the number of workers. */
  public OwnExecutor {
    Check.given("name", label, "\"mine\" for example");
    if (label.isBlank()
        || label.length() > LONGEST_LABEL
        || !Check.plain(label).equals(label)
        || label.contains("\"")) {
      throw Check.refusal(
          "name must have 1 to %s plain characters without quotes, got %s"
              .formatted(LONGEST_LABEL, Check.quoted(label)));
    }
    Check.between("workers", workers, 0, Threads.MOST_WORKERS);
    Check.given("executor", factory, FACTORY);
  }

  /**
   * One that is always made in the same way.
   *
   * @param label what it is called
   * @param factory makes a new one
   * @return a model
   */
  public static OwnExecutor of(
      String label, Supplier<? extends @Nullable ExecutorService> factory) {
    Check.given("executor", factory, FACTORY);
    return new OwnExecutor(label, 0, workers -> factory.get());
  }

  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.EXECUTOR, workers).named(label);
  }

  /** {@inheritDoc} Where it is not told how many it has, one a processor is assumed. */
  @Override
  public int workers() {
    return workers == 0 ? Runtime.getRuntime().availableProcessors() : workers;
  }

  @Override
  public OwnExecutor withWorkers(int count) {
    if (workers == 0) {
      throw Check.refusal(
          name() + " has no number of workers to set: write executor(\"" + label + "\", n -> ...)");
    }
    return new OwnExecutor(
        label, Check.between("workers", count, 1, Threads.MOST_WORKERS), factory);
  }

  @Override
  public String description() {
    return "an ExecutorService of one's own or of a library, made anew for each execution";
  }

  /**
   * {@inheritDoc}
   *
   * @throws TaskFailedException if a task throws, or the executor refuses one
   * @throws ModelUnavailableException if no executor is made
   */
  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Recording recording = new Recording(this, workload);
    FailSafeTasks tasks = new FailSafeTasks(recording, progress);
    ExecutorService pool = pool();
    try {
      if (pool instanceof ThreadPoolExecutor fixed) {
        fixed.prestartAllCoreThreads();
      }
      recording.poolIsReady();
      List<Future<?>> all = new ArrayList<>();
      for (int index = 0; index < workload.tasks(); index++) {
        all.add(submit(pool, tasks, recording, index));
      }
      for (int task = 0; task < all.size(); task++) {
        await(all.get(task), recording, task);
      }
      tasks.check();
      return recording.finish().execution();
    } finally {
      tasks.stop();
      var ignored = pool.shutdownNow();
      PooledTasks.awaitEnd(pool);
    }
  }

  private ExecutorService pool() {
    ExecutorService pool;
    try {
      pool = factory.apply(workers);
    } catch (RuntimeException | Error thrown) { // whatever the user's code throws
      throw new ModelUnavailableException(
          name() + ": its executor could not be made: " + Check.line(thrown), thrown);
    }
    if (pool == null) {
      throw new ModelUnavailableException(
          name() + ": its executor must be made, got null: " + FACTORY, null);
    }
    if (pool.isShutdown()) {
      throw new ModelUnavailableException(
          name()
              + ": its executor must be a new one each time, got one that was shut down: make it"
              + " inside the lambda",
          null);
    }
    return pool;
  }

  private Future<?> submit(
      ExecutorService pool, FailSafeTasks tasks, Recording recording, int task) {
    try {
      return pool.submit(() -> tasks.run(task, worker()));
    } catch (RejectedExecutionException refused) {
      throw recording.failed(
          task, name(), "it refuses the task; give it a queue that holds all tasks", refused);
    }
  }

  private static String worker() {
    Thread thread = Thread.currentThread();
    return thread.getName().isEmpty() ? "thread-" + thread.threadId() : thread.getName();
  }

  private static void await(Future<?> future, Recording recording, int task)
      throws InterruptedException {
    try {
      var ignored = future.get();
    } catch (ExecutionException unforeseen) {
      throw PooledTasks.unwrapped(unforeseen.getCause());
    } catch (CancellationException dropped) {
      throw recording.failed(task, "its executor", "it dropped the task", dropped);
    }
  }

  /** {@inheritDoc} The factory is code, which has no words. */
  @Override
  public String toString() {
    return name();
  }
}
