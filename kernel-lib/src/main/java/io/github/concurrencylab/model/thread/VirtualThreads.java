package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.workload.Workload;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * A virtual thread for each task. Virtual threads are run by a few carrier threads, as many as
 * there are processors, and leave their carrier when they wait. A task that never waits keeps its
 * carrier until it ends, so that for plain computation this is a pool with one thread a processor.
 *
 * <p>Source: JEP 444, "Virtual Threads".
 */
public record VirtualThreads() implements Model {
  /** The virtual machine's own property for the number of carriers. */
  private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.VIRTUAL_THREADS);
  }

  /** {@inheritDoc} Here it is the number of carrier threads. */
  @Override
  public int workers() {
    return Math.max(1, Integer.getInteger(CARRIERS, Runtime.getRuntime().availableProcessors()));
  }

  @Override
  public String description() {
    return "a virtual thread for each task, run by one carrier thread a processor";
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Recording recording = new Recording(this, workload);
    ThreadFactory threads = Thread.ofVirtual().name("virtual-", 1).factory();
    return PooledTasks.run(
        Executors.newThreadPerTaskExecutor(threads),
        recording,
        progress,
        workload.tasks(),
        task -> recording.run(task, Thread.currentThread().getName(), progress));
  }

  @Override
  public String toString() {
    return name();
  }
}
