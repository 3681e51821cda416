package io.github.concurrencylab.measure.profile;

import com.sun.management.ThreadMXBean;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import io.github.concurrencylab.workload.Workload;
import io.github.concurrencylab.workload.WorkloadData;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A workload that notes which threads run its tasks, for how long, and with how much processor
 * time. Its tasks are those of the workload itself.
 */
final class InstrumentedWorkload implements Workload {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Workload workload;
  private final Thread caller;
  private final Map<Long, Use> uses = new ConcurrentHashMap<>();

  InstrumentedWorkload(Workload workload) {
    this.workload = workload;
    this.caller = Thread.currentThread();
  }

  /**
   * A thread's tasks, all together.
   *
   * @param worker the thread's name
   * @param taskNanos the time from their starts to their ends
   * @param cpuNanos their processor time; NaN for a virtual thread, of which it is not known
   */
  record Use(String worker, long taskNanos, double cpuNanos) {
    Use plus(Use other) {
      return new Use(worker, taskNanos + other.taskNanos, cpuNanos + other.cpuNanos);
    }
  }

  /** What each thread did, by its identifier. */
  Map<Long, Use> uses() {
    return uses;
  }

  @Override
  public List<Task> newTasks() {
    return workload.newTasks().stream().<Task>map(WatchedTask::new).toList();
  }

  /** The processor time of the calling thread, in nanoseconds; NaN if that is not known. */
  static double cpuNanos() {
    return Thread.currentThread().isVirtual() || !THREADS.isCurrentThreadCpuTimeSupported()
        ? Double.NaN
        : THREADS.getCurrentThreadCpuTime();
  }

  /** What all threads have allocated so far, in bytes; NaN if that is not known. */
  static double allocatedBytes() {
    long bytes = THREADS.getTotalThreadAllocatedBytes();
    return bytes < 0 ? Double.NaN : bytes;
  }

  /** A task on whose time somebody looks. Its name is looked for in stack traces. */
  final class WatchedTask implements Task {
    private final Task task;

    WatchedTask(Task task) {
      this.task = task;
    }

    @Override
    public Object run(Safepoint safepoint) throws Exception {
      long start = System.nanoTime();
      double cpu = cpuNanos();
      try {
        return task.run(safepoint);
      } finally {
        Thread me = Thread.currentThread();
        String name = me.equals(caller) ? "main" : me.getName();
        Use use = new Use(name, System.nanoTime() - start, cpuNanos() - cpu);
        uses.merge(me.threadId(), use, Use::plus);
      }
    }
  }

  @Override
  public String name() {
    return workload.name();
  }

  @Override
  public int tasks() {
    return workload.tasks();
  }

  @Override
  public long units() {
    return workload.units();
  }

  @Override
  public boolean deterministic() {
    return workload.deterministic();
  }

  @Override
  public Optional<String> validate(List<?> results) {
    return workload.validate(results);
  }

  @Override
  public String checksum(List<?> results) {
    return workload.checksum(results);
  }

  @Override
  public WorkloadData data() {
    return workload.data();
  }

  @Override
  public String toString() {
    return workload.toString();
  }
}
