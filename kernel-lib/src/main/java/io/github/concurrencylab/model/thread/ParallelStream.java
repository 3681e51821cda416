package io.github.concurrencylab.model.thread;

import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.workload.Workload;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * {@code IntStream.range(0, tasks).parallel().forEach(...)}: the common pool and the thread that
 * calls, which together have one thread a processor. The stream is cut into about four pieces a
 * thread of the pool, and the tasks of a piece run one after another.
 *
 * <p>A stream cannot be interrupted from outside, nor can the common pool's threads. So its caller
 * is a thread of its own here; an interruption makes each task end at its next safepoint, and the
 * stream with them.
 */
public record ParallelStream() implements Model {
  private static final String POOL_THREAD = "ForkJoinPool.commonPool-worker-";

  @Override
  public ModelId id() {
    return ModelId.of(ModelKind.PARALLEL_STREAM);
  }

  /** {@inheritDoc} Here it is the common pool's threads and the caller. */
  @Override
  public int workers() {
    return ForkJoinPool.getCommonPoolParallelism() + 1;
  }

  @Override
  public String description() {
    return "a parallel stream over the tasks, on the common pool and the calling thread";
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    Recording recording = new Recording(this, workload);
    FailSafeTasks tasks = new FailSafeTasks(recording, progress);
    CountDownLatch ended = new CountDownLatch(1);
    Thread caller =
        Thread.ofPlatform()
            .daemon()
            .name("stream-caller")
            .start(() -> {
              try {
                recording.poolIsReady();
                IntStream.range(0, workload.tasks())
                    .parallel()
                    .forEach(task -> tasks.run(task, worker()));
              } finally {
                ended.countDown();
              }
            });
    try {
      ended.await();
      tasks.check();
      return recording.finish().execution();
    } finally {
      tasks.stop();
      caller.interrupt();
      PooledTasks.awaitEnd(caller);
    }
  }

  private static String worker() {
    return Thread.currentThread().getName().replace(POOL_THREAD, "common-");
  }

  @Override
  public String toString() {
    return name();
  }
}
