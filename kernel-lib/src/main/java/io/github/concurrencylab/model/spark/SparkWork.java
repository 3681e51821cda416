package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.child.RemoteThrowable;
import io.github.concurrencylab.model.transfer.ObjectBytes;
import io.github.concurrencylab.model.transfer.SerializedTasks;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.WorkloadData;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serial;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Work as it travels from the driver to executors, and what an executor does with it. */
public final class SparkWork implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private static final int LONGEST_ERROR = 2_000;
  private static final byte[] NOTHING = {};

  /** The last own tasks that ran in this virtual machine: opened once for all of them. */
  private static @Nullable Opened last;

  private final String kind;
  private final HashMap<String, String> values;
  private final UUID id = UUID.randomUUID();
  private final int tasks;
  private final byte[] serialized;

  private record Opened(UUID id, SerializedTasks.Content content) {}

  /** Creates work from a workload as data. */
  SparkWork(WorkloadData data, int tasks) {
    this(data, tasks, new byte[0]);
  }

  /** The same, or tasks of one's own, serialized; nothing for others. */
  SparkWork(WorkloadData data, int tasks, byte[] serialized) {
    this.kind = data.kind();
    this.values = new HashMap<>(data.values());
    this.tasks = tasks;
    this.serialized = serialized.clone();
  }

  /** Own tasks: all there is to know of them is in their serialized form. */
  static SparkWork own(int tasks, byte[] serialized) {
    return new SparkWork(new WorkloadData(OwnTasks.KIND, Map.of()), tasks, serialized);
  }

  byte[] serialized() {
    return serialized.clone();
  }

  WorkloadData data() {
    return new WorkloadData(kind, values);
  }

  /**
   * How many tasks it has.
   *
   * @return at least 1
   */
  public int tasks() {
    return tasks;
  }

  /**
   * Runs one task on the calling thread. What the task throws is an outcome too: Spark would only
   * run it again and again. What it prints goes with it.
   *
   * @param task its number, from 0
   * @param worker the name of the executor and its thread
   * @return what came of it
   */
  public TaskOutcome run(int task, String worker) {
    try (TaskPrints prints = TaskPrints.begin()) {
      TaskOutcome outcome = outcome(task, worker);
      return outcome.printed(prints.lines());
    }
  }

  private TaskOutcome outcome(int task, String worker) {
    Safepoint safepoint =
        units -> {
          if (Thread.interrupted()) {
            throw new InterruptedException("the task was cancelled");
          }
        };
    long start = epochNanos();
    long cpu = threadCpuNanos();
    try {
      byte[] bytes;
      if (serialized.length == 0) {
        Object result = data().workload().newTasks().get(task).run(safepoint);
        bytes = ByteBuffer.allocate(Long.BYTES).putLong((Long) result).array();
      } else {
        Object result = runOwn(task, safepoint);
        try {
          bytes = ObjectBytes.write(result);
        } catch (NotSerializableException refused) {
          return failed(task, worker, ObjectBytes.resultRefusal(refused), NOTHING);
        }
      }
      if (Thread.interrupted()) {
        return failed(task, worker, Recording.INTERRUPTED_ITSELF, NOTHING);
      }
      return TaskOutcome.returned(task, worker, start, epochNanos(), threadCpuNanos() - cpu, bytes);
    } catch (Throwable thrown) {
      return failed(task, worker, String.valueOf(thrown), bytes(thrown));
    }
  }

  private static byte[] bytes(Throwable thrown) {
    try {
      return RemoteThrowable.bytes(thrown);
    } catch (IOException untold) {
      return NOTHING;
    }
  }

  private static TaskOutcome failed(int task, String worker, String error, byte[] thrown) {
    String some = error.substring(0, Math.min(LONGEST_ERROR, error.length()));
    return TaskOutcome.failed(task, worker, some, thrown);
  }

  private @Nullable Object runOwn(int task, Safepoint safepoint) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    SerializedTasks.Content content = open();
    thread.setContextClassLoader(content.loader());
    try {
      return content.tasks().get(task).run(safepoint);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private SerializedTasks.Content open() throws IOException, ClassNotFoundException {
    synchronized (SparkWork.class) {
      Opened opened = last;
      if (opened == null || !opened.id().equals(id)) {
        opened = new Opened(id, SerializedTasks.open(serialized));
        last = opened;
      }
      return opened.content();
    }
  }

  /** The time on the wall: the only clock that several machines share. */
  static long epochNanos() {
    Instant now = Instant.now();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  private static long threadCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
