package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.workload.Workload;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A fixed pool of platform threads, as {@code Executors.newFixedThreadPool} makes one. All threads
 * are started before the first task is handed in, and their start is the pool's start.
 *
 * <p>The article's counterpart is {@code concurrent.futures.ThreadPoolExecutor}.
 *
 * @param workers how many threads, from 1 to {@value #MOST_WORKERS}
 */
public record Threads(int workers) implements Model {
  /** The most threads in a pool. */
  public static final int MOST_WORKERS = 10_000;

  /** Checks the number of workers. */
  public Threads {
    Check.between("workers", workers, 1, MOST_WORKERS);
  }

  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.THREADS, workers);
  }

  @Override
  public Threads withWorkers(int count) {
    return new Threads(count);
  }

  @Override
  public String description() {
    return "a pool of platform threads that share memory, and every processor there is";
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Recording recording = new Recording(this, workload);
    return PooledTasks.run(
        pool(workers),
        recording,
        progress,
        workload.tasks(),
        task -> recording.run(task, Thread.currentThread().getName(), progress));
  }

  /** A fixed pool of platform threads named thread-1, thread-2 and so on. */
  public static ExecutorService pool(int workers) {
    ThreadFactory threads = Thread.ofPlatform().daemon().name("thread-", 1).factory();
    return new ThreadPoolExecutor(
        workers, workers, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
  }

  @Override
  public String toString() {
    return name();
  }
}
