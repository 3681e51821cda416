package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.model.Traffic;
import java.util.List;
import java.util.function.IntConsumer;

/** What the class that is written against Spark does. */
public interface Engine extends AutoCloseable {
  /**
   * Runs every task of some work, on whatever the master gives.
   *
   * @param work the work
   * @param ended told of each task that ended, by its number, on any thread
   * @return one outcome a task, in the tasks' order
   * @throws Exception whatever Spark throws
   */
  List<TaskOutcome> run(SparkWork work, IntConsumer ended) throws Exception;

  /**
   * How many executors a cluster gives, and how many cores they have in all.
   *
   * @return two numbers, 0 as long as none has said so; of a local master always 0
   */
  int[] executors();

  /**
   * What travelled for the last work: Spark's own count of each task as it was sent, and of each
   * result as it came back. A local master packs them too, and sends them nowhere.
   *
   * @return bytes to all tasks, and from all; 0 as long as nobody has counted
   */
  Traffic traffic();

  /**
   * What runs.
   *
   * @return its name and version
   */
  String version();

  /** Leaves the cluster. */
  @Override
  void close();
}
