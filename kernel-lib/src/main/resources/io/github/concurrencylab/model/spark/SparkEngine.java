package io.github.concurrencylab.model.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.Success$;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Spark as an {@link Engine}: an RDD of task numbers, each in a partition of its own. */
public final class SparkEngine implements Engine {
  private static final String LOOPBACK = "127.0.0.1";

  private final JavaSparkContext context;
  private final Map<String, Integer> cores = new ConcurrentHashMap<>();
  private volatile IntConsumer ended = task -> {};

  /** Connects to a master, or starts a local one. */
  public SparkEngine(String master, String[] jars) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("Concurrency Lab")
            .set("spark.ui.enabled", "false")
            .set("spark.executor.memory", "512m")
            .set("spark.locality.wait", "0");
    if (master.startsWith("local") || master.contains("//" + LOOPBACK + ":")) {
      conf.set("spark.driver.host", LOOPBACK).set("spark.driver.bindAddress", LOOPBACK);
    }
    if (!master.startsWith("local")) {
      conf.setJars(jars);
      // Not added later: an executor may be there before the context is.
      conf.set("spark.extraListeners", Executors.class.getName());
      Executors.cores = cores;
    }
    context = new JavaSparkContext(conf);
    context.sc().addSparkListener(new Listener());
  }

  @Override
  public List<TaskOutcome> run(SparkWork work, IntConsumer told) {
    ended = told;
    try {
      List<Integer> numbers = IntStream.range(0, work.tasks()).boxed().toList();
      return context.parallelize(new ArrayList<>(numbers), work.tasks()).map(new Runner(work)).collect();
    } finally {
      ended = task -> {};
    }
  }

  @Override
  public int[] executors() {
    return new int[] {cores.size(), cores.values().stream().mapToInt(Integer::intValue).sum()};
  }

  @Override
  public String version() {
    return "Spark " + context.version();
  }

  @Override
  public void close() {
    context.close();
  }

  /** What runs on an executor. */
  private static final class Runner implements Function<Integer, TaskOutcome> {
    private static final long serialVersionUID = 1;

    private final SparkWork work;

    Runner(SparkWork work) {
      this.work = work;
    }

    @Override
    public TaskOutcome call(Integer task) {
      // Short, since it names a lane of a chart: driver-57 here, exec-0-57 on a cluster. Spark
      // gives a thread a new name for each task, so that only its number says which it is.
      String id = SparkEnv.get().executorId();
      long thread = Thread.currentThread().threadId();
      return work.run(task, (id.equals("driver") ? id : "exec-" + id) + "-" + thread);
    }
  }

  /** Knows which executors are there. Spark makes it, so that it cannot be given the map. */
  public static final class Executors extends SparkListener {
    private static volatile Map<String, Integer> cores = new ConcurrentHashMap<>();

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
      cores.put(added.executorId(), added.executorInfo().totalCores());
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
      cores.remove(removed.executorId());
    }
  }

  private final class Listener extends SparkListener {
    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (end.reason() instanceof Success$) {
        ended.accept(end.taskInfo().index());
      }
    }
  }
}
