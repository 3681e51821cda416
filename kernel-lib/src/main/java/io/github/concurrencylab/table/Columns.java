package io.github.concurrencylab.table;

import java.util.List;
import java.util.Set;

/**
 * The names of all tables' columns, in one place. A name says the unit where there is one. The two
 * columns of an interval are {@linkplain ShownTable shown} as one.
 */
public final class Columns {
  /** Who measured: only where there is more than one source. */
  public static final String SOURCE = "source";

  /** The model's name. */
  public static final String MODEL = "model";

  /** How many executors a cluster has. */
  public static final String EXECUTORS = "executors";

  /** From how many tasks on one model would be faster than another. */
  public static final String FASTER_FROM = "faster from (tasks)";

  /** The number of a trial, from 1. */
  public static final String TRIAL = "trial";

  /** Wall time of a trial, in seconds. */
  public static final String SECONDS = "seconds";

  /** The part of it until all workers were ready. */
  public static final String POOL_START = "pool start (s)";

  /** Processor time, child processes included. */
  public static final String CPU = "cpu (s)";

  /** Processor time by wall time: how many processors were busy on average. */
  public static final String MEAN_CORES = "mean cores";

  /** The same in percent of all processors. */
  public static final String MACHINE_SHARE = "machine %";

  /** How many processors were busy on average, whoever used them. */
  public static final String MACHINE_CORES = "machine cores";

  /** How many processors other programs kept busy on average. */
  public static final String OTHERS_CORES = "others' cores";

  /** What stands for a trial's results. */
  public static final String CHECKSUM = "checksum";

  /** Why a model has no figures: only where one has none. */
  public static final String NOTE = "note";

  /** How many trials were measured. */
  public static final String TRIALS = "trials";

  /** The median of the wall times. */
  public static final String MEDIAN = "median (s)";

  /** The median absolute deviation from the median. */
  public static final String MAD = "MAD (s)";

  /** The shortest wall time. */
  public static final String MIN = "min (s)";

  /** The mean of the wall times. */
  public static final String MEAN = "mean (s)";

  /** The lower end of the mean's 95 % interval. */
  public static final String MEAN_LOW = "95 % low (s)";

  /** The upper end of the mean's 95 % interval. */
  public static final String MEAN_HIGH = "95 % high (s)";

  /** The lower end of the mean's 95 % BCa bootstrap interval. */
  public static final String BCA_LOW = "BCa low (s)";

  /** The upper end of the mean's 95 % BCa bootstrap interval. */
  public static final String BCA_HIGH = "BCa high (s)";

  /** How many trials lie beyond Tukey's fences; they are kept. */
  public static final String OUTLIERS = "outliers";

  /** The baseline's mean time by the model's. */
  public static final String SPEED_UP = "speed-up";

  /** The lower end of the speed-up's 95 % interval. */
  public static final String SPEED_UP_LOW = "speed-up low";

  /** The upper end of the speed-up's 95 % interval. */
  public static final String SPEED_UP_HIGH = "speed-up high";

  /** The p-value of the t-test that both means are the same: Welch's, or that of pairs. */
  public static final String P = "p (t-test)";

  /** The p-value of Mann and Whitney's test that neither model tends to be faster. */
  public static final String P_RANKS = "p (Mann-Whitney)";

  /** The comparison in words. */
  public static final String VERDICT = "verdict";

  /** How many workers a model had. */
  public static final String WORKERS = "workers";

  /** The speed-up by the number of workers: 1 is ideal. */
  public static final String EFFICIENCY = "efficiency";

  /** The lower end of its 95 % interval. */
  public static final String EFFICIENCY_LOW = "efficiency low";

  /** The upper end of its 95 % interval. */
  public static final String EFFICIENCY_HIGH = "efficiency high";

  /** A law of scaling. */
  public static final String LAW = "law";

  /** What a fit found, or why there is none. */
  public static final String PARAMETER = "parameter";

  /** A parameter's value. */
  public static final String VALUE = "value";

  /** The size of the work. */
  public static final String SIZE = "n";

  /** The order of growth from one size to the next. */
  public static final String ORDER = "order from the row before";

  /** What is drawn in a simulation. */
  public static final String SAMPLE = "sample";

  /** Where the random numbers come from. */
  public static final String RANDOM_SOURCE = "random source";

  /** What a model is compared with. */
  public static final String BASELINE = "baseline";

  /** The model's mean time by the baseline's. */
  public static final String TIMES = "time / baseline";

  /** The lower end of its 95 % interval. */
  public static final String TIMES_LOW = "95 % low";

  /** The upper end of its 95 % interval. */
  public static final String TIMES_HIGH = "95 % high";

  /** What a level is compared with. */
  public static final String AGAINST = "instead of";

  /** What a level does to a model, by what it does to the baseline. */
  public static final String EFFECT = "effect";

  /** The lower end of its 95 % interval. */
  public static final String EFFECT_LOW = "effect low";

  /** The upper end of its 95 % interval. */
  public static final String EFFECT_HIGH = "effect high";

  /** How a task comes to its sum. */
  public static final String ALGORITHM = "algorithm";

  /** The mean of the sums that were drawn. */
  public static final String MEAN_SUM = "mean sum";

  /** The same by theory. */
  public static final String EXACT_MEAN = "exact mean";

  /** How many standard errors the two are apart. */
  public static final String ERRORS_OFF = "off by errors";

  /** The standard deviation of the sums that were drawn. */
  public static final String DEVIATION = "deviation";

  /** The same by theory. */
  public static final String EXACT_DEVIATION = "exact deviation";

  /** The p-value of the two-sample Kolmogorov-Smirnov test. */
  public static final String P_SMIRNOV = "p (Kolmogorov-Smirnov)";

  /** The p-value of the chi-square test of homogeneity. */
  public static final String P_CHI_SQUARE = "p (chi-square)";

  /** Where a claim stands in the article. */
  public static final String SECTION = "section";

  /** What the article says. */
  public static final String CLAIM = "claim";

  /** What the article's own figures say of it. */
  public static final String ARTICLE = "article";

  /** What CPython's figures here say of it. */
  public static final String CPYTHON_HERE = "CPython here";

  /** What Java's figures here say of it. */
  public static final String JAVA_HERE = "Java here";

  /** The figure behind the article's verdict. */
  public static final String ARTICLE_EVIDENCE = "article: figure";

  /** The figure behind CPython's verdict. */
  public static final String CPYTHON_EVIDENCE = "CPython here: figure";

  /** The figure behind Java's verdict. */
  public static final String JAVA_EVIDENCE = "Java here: figure";

  /** How a claim is tested. */
  public static final String TEST = "test";

  /** Where a model was measured. */
  public static final String MACHINE = "machine";

  /** The median of what it is compared with. */
  public static final String AGAINST_MEDIAN = "its median (s)";

  /** The mean of what it is compared with. */
  public static final String AGAINST_MEAN = "its mean (s)";

  /** The number of a run, the newest having 1. */
  public static final String RUN = "run";

  /** When a run started, in local time. */
  public static final String STARTED = "started";

  /** What was run. */
  public static final String WORKLOAD = "workload";

  /** The names of all models of a run. */
  public static final String MODELS = "models";

  /** How far a run has come, or what a worker is doing. */
  public static final String STATE = "state";

  /** What was looked at. */
  public static final String THING = "thing";

  /** What is to be said of it. */
  public static final String FOUND = "found";

  /** A method, as class and name. */
  public static final String METHOD = "method";

  /** A share, in percent. */
  public static final String SHARE = "share %";

  /** How often something was seen. */
  public static final String SAMPLES = "samples";

  /** One worker's name. */
  public static final String WORKER = "worker";

  /** A lock's class, or that of an object that was made. */
  public static final String OBJECT = "object";

  /** The method in which something happened. */
  public static final String AT = "in";

  /** How many waits. */
  public static final String WAITS = "waits";

  /** How many garbage collections. */
  public static final String COLLECTIONS = "collections";

  /** How long garbage collections held all threads up. */
  public static final String PAUSE = "pause (s)";

  /** The longest of these pauses. */
  public static final String LONGEST_PAUSE = "longest pause (s)";

  /** Millions of bytes. */
  public static final String MEGABYTES = "size (MB)";

  /** Millions of bytes, when most were held. */
  public static final String PEAK_MEGABYTES = "peak (MB)";

  /** The part of them on the heap of this virtual machine. */
  public static final String HEAP_MEGABYTES = "heap (MB)";

  /** The part of them in this virtual machine, but not on its heap. */
  public static final String OUTSIDE_MEGABYTES = "outside heap (MB)";

  /** The part of them in child processes. */
  public static final String CHILD_MEGABYTES = "children (MB)";

  /** The bytes by the number of tasks. */
  public static final String BYTES_A_TASK = "bytes a task";

  /** How many loops of a timed piece of code make a sample. */
  public static final String LOOPS = "loops";

  /** The time of one loop, in nanoseconds. */
  public static final String NANOS = "time (ns)";

  /** The median of these times. */
  public static final String MEDIAN_NS = "median (ns)";

  /** Their mean. */
  public static final String MEAN_NS = "mean (ns)";

  /** The lower end of the mean's 95 % interval. */
  public static final String MEAN_LOW_NS = "95 % low (ns)";

  /** The upper end of the mean's 95 % interval. */
  public static final String MEAN_HIGH_NS = "95 % high (ns)";

  /** The shortest of these times. */
  public static final String MIN_NS = "min (ns)";

  /** What a model does. */
  public static final String DESCRIPTION = "what it does";

  /** How often the processors' clocks were read. */
  public static final String READINGS = "readings";

  /** The lowest clock that was read. */
  public static final String CLOCK_LOW = "lowest (GHz)";

  /** The median of the clocks that were read. */
  public static final String CLOCK = "median (GHz)";

  /** The highest clock that was read. */
  public static final String CLOCK_HIGH = "highest (GHz)";

  /** What could be the cause of something. */
  public static final String HYPOTHESIS = "hypothesis";

  /** How it was tried. */
  public static final String TRIED = "tried by";

  /** How many tasks a workload had. */
  public static final String TASKS = "tasks";

  /** How many processors a machine has. */
  public static final String PROCESSORS = "processors";

  /** The time that a law or a simulation predicts. */
  public static final String PREDICTED = "predicted (s)";

  /** The speed-up that a law or a simulation predicts. */
  public static final String PREDICTED_SPEED_UP = "predicted speed-up";

  /** What is started once and then kept. */
  public static final String STARTED_ONCE = "started once (s)";

  /** What it costs to start each time. */
  public static final String EACH_START = "each start (s)";

  /** The lower end of its 95 % interval. */
  public static final String EACH_START_LOW = "start low (s)";

  /** The upper end of its 95 % interval. */
  public static final String EACH_START_HIGH = "start high (s)";

  /** What a task costs. */
  public static final String EACH_TASK = "a task (ms)";

  /** The lower end of its 95 % interval. */
  public static final String EACH_TASK_LOW = "task low (ms)";

  /** The upper end of its 95 % interval. */
  public static final String EACH_TASK_HIGH = "task high (ms)";

  /** What a sample of a workload's tasks shows. */
  public static final String FINDING = "finding";

  /** How a finding is to be read. */
  public static final String READING = "what it says";

  /** What a workload's tasks do. */
  public static final String KIND = "it";

  /** The model that was advised. */
  public static final String ADVISED = "advised";

  /** Its median time. */
  public static final String ADVISED_TIME = "advised (s)";

  /** The model that was fastest. */
  public static final String FASTEST = "fastest";

  /** Its median time. */
  public static final String FASTEST_TIME = "fastest (s)";

  /** The advised model's median time by that of the fastest. */
  public static final String ADVISED_BY_FASTEST = "advised / fastest";

  /** A model's median time by that of the fastest. */
  public static final String BY_FASTEST = "/ fastest";

  /** What is so on this machine. */
  public static final String HERE = "here";

  /** In how many percent of the experiments Student's interval covers the mean. */
  public static final String T_COVERS = "t covers";

  /** The same of the percentile bootstrap's. */
  public static final String PERCENTILE_COVERS = "percentile covers";

  /** The same of the BCa bootstrap's. */
  public static final String BCA_COVERS = "BCa covers";

  /** In how many percent of the experiments the interval of a ratio of means covers it. */
  public static final String RATIO_COVERS = "ratio covers";

  /** In how many percent of the experiments Welch's test finds a difference that is not there. */
  public static final String WELCH_ALARMS = "Welch alarms";

  /** The same of Mann and Whitney's. */
  public static final String RANKS_ALARMS = "Mann-Whitney alarms";

  /** The same of the percentile bootstrap of the ratio. */
  public static final String PERCENTILE_ALARMS = "percentile alarms";

  /** The same of the verdict that is given on two independent samples. */
  public static final String VERDICT_ALARMS = "verdict alarms";

  /** Whether the interval of a mean that is shown keeps its level. */
  public static final String MEAN_INTERVAL = "default interval of a mean";

  /** Whether the interval of a ratio that is shown keeps its level. */
  public static final String RATIO_INTERVAL = "default interval of a ratio";

  /** Whether the verdict that is given keeps its level. */
  public static final String DEFAULT_VERDICT = "default verdict";

  /** What a source is the source of. */
  public static final String ABOUT = "about";

  /** Where it is to be found. */
  public static final String ADDRESS = "address";

  /** The word that chooses an interpreter of Python. */
  public static final String PYTHON_WORD = "python(...)";

  /** Its implementation and version. */
  public static final String PYTHON = "which";

  /** Whether its global lock is on, off or there is none. */
  public static final String GLOBAL_LOCK = "GIL";

  /** Whether it compiles while it runs. */
  public static final String JIT = "JIT";

  /** Who put it there, or how to get it. */
  public static final String ORIGIN = "from";

  /** The lower end of its 95 % interval. */
  public static final String PREDICTED_LOW = "predicted low (s)";

  /** The upper end of its 95 % interval. */
  public static final String PREDICTED_HIGH = "predicted high (s)";

  /** The time that was measured where one was predicted. */
  public static final String MEASURED = "measured (s)";

  /** How far a prediction is from what was measured, in percent of that. */
  public static final String OFF = "off (%)";

  /** The start of each of the workers that start at the same time. */
  public static final String WORKER_START = "start of a worker (s)";

  /** What a worker does more for its first task. */
  public static final String FIRST = "its first task more (s)";

  /** Between a task's end and the start of its worker's next one. */
  public static final String BETWEEN = "between tasks (ms)";

  /** Before the first task and after the last one. */
  public static final String OUTSIDE = "before and after (s)";

  /** The tasks' processor time by that which they need alone. */
  public static final String PROCESSOR_TIME = "processor time / alone";

  /** How long a thread has a global lock while others wait. */
  public static final String TURN = "turn (ms)";

  /** Until the next thread has the lock. */
  public static final String HAND_OVER = "hand-over (µs)";

  /** A part of a time. */
  public static final String PART = "part";

  /**
   * How long a worker was in a state.
   *
   * @param state the state in words
   * @return the name of its column
   */
  static String secondsIn(String state) {
    return state + " (s)";
  }

  /** What is counted: it has no decimals. */
  static final Set<String> COUNTS = Set.of(BYTES_A_TASK, FASTER_FROM);

  /** Sentences, which are not cut: what is to be done stands at their ends. */
  static final Set<String> SENTENCES =
      Set.of(NOTE, VERDICT, FOUND, DESCRIPTION, READING, TRIED, ORIGIN);

  static final List<Interval> INTERVALS =
      List.of(
          new Interval(MEAN, MEAN_LOW, MEAN_HIGH, "95 % of mean (s)"),
          new Interval(MEAN, BCA_LOW, BCA_HIGH, "95 %, BCa (s)"),
          new Interval(SPEED_UP, SPEED_UP_LOW, SPEED_UP_HIGH, "95 % of speed-up"),
          new Interval(EFFICIENCY, EFFICIENCY_LOW, EFFICIENCY_HIGH, "95 % of efficiency"),
          new Interval(EFFECT, EFFECT_LOW, EFFECT_HIGH, "95 % of effect"),
          new Interval(TIMES, TIMES_LOW, TIMES_HIGH, "95 %"),
          new Interval(VALUE, TIMES_LOW, TIMES_HIGH, "95 %"),
          new Interval(PREDICTED, PREDICTED_LOW, PREDICTED_HIGH, "95 % of predicted (s)"),
          new Interval(PREDICTED_SPEED_UP, TIMES_LOW, TIMES_HIGH, "95 %"),
          new Interval(EACH_START, EACH_START_LOW, EACH_START_HIGH, "95 % of start (s)"),
          new Interval(EACH_TASK, EACH_TASK_LOW, EACH_TASK_HIGH, "95 % of task (ms)"),
          new Interval(MEAN_NS, MEAN_LOW_NS, MEAN_HIGH_NS, "95 % of mean (ns)"));

  /**
   * Three columns that belong together.
   *
   * @param value the estimate's
   * @param low that of the lower end of its 95 % interval
   * @param high that of the upper end
   * @param shown the name of the one column in which both ends are shown
   */
  record Interval(String value, String low, String high, String shown) {}

  private Columns() {}
}
