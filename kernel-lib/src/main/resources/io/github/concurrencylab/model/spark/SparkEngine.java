package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.model.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
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
  private final SentTasks sent = new SentTasks();
  private final Count received = new Count();
  private volatile int tasks;
  // Stages, of which each work has one: the newest that was heard of, and the newest of earlier work.
  private volatile int seen = -1;
  private volatile int over = -1;
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
    sent.listen();
    context.sc().addSparkListener(new Listener());
  }

  @Override
  public List<TaskOutcome> run(SparkWork work, IntConsumer told) {
    ended = told;
    over = seen;
    sent.count.reset();
    received.reset();
    tasks = work.tasks();
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
  public Traffic traffic() {
    return new Traffic(sent.count.of(tasks), received.of(tasks));
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
      seen = Math.max(seen, end.stageId());
      if (end.reason() instanceof Success$ && end.stageId() > over) {
        ended.accept(end.taskInfo().index());
        received.add(end.taskMetrics().resultSize());
      }
    }
  }

  /** Bytes of some tasks. */
  private static final class Count {
    private long bytes;
    private long tasks;

    synchronized void reset() {
      bytes = 0;
      tasks = 0;
    }

    synchronized void add(long more) {
      bytes += more;
      tasks++;
    }

    /** Those of all tasks, the last of which may not have been heard of yet. */
    synchronized long of(int all) {
      return tasks == 0 ? 0 : Math.round((double) bytes / tasks * all);
    }
  }

  /**
   * Counts each task as it was packed. Nothing but a line of Spark's log tells how large it is:
   * "Starting task 0.0 in stage 0.0 (TID 0) (host,executor 0, partition 0, PROCESS_LOCAL, 9250
   * bytes)". Its warnings go to the root's appenders, its other lines nowhere.
   */
  private static final class SentTasks extends AbstractAppender {
    private static final String LOGGER = "org.apache.spark.scheduler.TaskSetManager";
    private static final Pattern SIZE = Pattern.compile("^Starting task .*, (\\d+) bytes\\)");

    private final Count count = new Count();

    SentTasks() {
      super("sizes of tasks", null, null, true, Property.EMPTY_ARRAY);
    }

    void listen() {
      start();
      Configurator.setLevel(LOGGER, Level.INFO);
      Logger logger = (Logger) LogManager.getLogger(LOGGER);
      logger.setAdditive(false);
      logger.addAppender(this);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
        LoggerContext.getContext(false).getRootLogger().getAppenders().values().forEach(each -> each.append(event));
        return;
      }
      Matcher size = SIZE.matcher(event.getMessage().getFormattedMessage());
      if (size.find()) {
        count.add(Long.parseLong(size.group(1)));
      }
    }
  }
}
