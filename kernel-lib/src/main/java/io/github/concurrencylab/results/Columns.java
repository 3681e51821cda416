package io.github.concurrencylab.results;

/** The names of all tables' columns, in one place. A name says the unit where there is one. */
public final class Columns {
  /** Who measured: only where there is more than one source. */
  public static final String SOURCE = "source";

  /** The model's name. */
  public static final String MODEL = "model";

  /** The number of a trial, from 1. */
  public static final String TRIAL = "trial";

  /** Wall time of a trial, in seconds. */
  public static final String SECONDS = "seconds";

  /** The part of it until all workers were ready. */
  public static final String POOL_START = "pool start s";

  /** Processor time, child processes included. */
  public static final String CPU = "cpu s";

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
  public static final String MEDIAN = "median s";

  /** The median absolute deviation from the median. */
  public static final String MAD = "MAD s";

  /** The shortest wall time. */
  public static final String MIN = "min s";

  /** The mean of the wall times. */
  public static final String MEAN = "mean s";

  /** The lower end of the mean's 95 % interval. */
  public static final String MEAN_LOW = "mean low s";

  /** The upper end of the mean's 95 % interval. */
  public static final String MEAN_HIGH = "mean high s";

  /** The lower end of the mean's 95 % BCa bootstrap interval. */
  public static final String BCA_LOW = "BCa low s";

  /** The upper end of the mean's 95 % BCa bootstrap interval. */
  public static final String BCA_HIGH = "BCa high s";

  /** How many trials lie beyond Tukey's fences; they are kept. */
  public static final String OUTLIERS = "outliers";

  /** The baseline's mean time by the model's. */
  public static final String SPEED_UP = "speed-up";

  /** The lower end of the speed-up's 95 % interval. */
  public static final String SPEED_UP_LOW = "speed-up low";

  /** The upper end of the speed-up's 95 % interval. */
  public static final String SPEED_UP_HIGH = "speed-up high";

  /** The p-value of Welch's test that both means are the same. */
  public static final String P = "p (Welch)";

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

  /** What a model is held against. */
  public static final String BASELINE = "baseline";

  /** The model's mean time by the baseline's. */
  public static final String TIMES = "time / baseline";

  /** The lower end of its 95 % interval. */
  public static final String TIMES_LOW = "low";

  /** The upper end of its 95 % interval. */
  public static final String TIMES_HIGH = "high";

  /** What a level is held against. */
  public static final String AGAINST = "instead of";

  /** What a level does to a model, by what it does to the baseline. */
  public static final String EFFECT = "effect";

  /** The lower end of its 95 % interval. */
  public static final String EFFECT_LOW = "effect low";

  /** The upper end of its 95 % interval. */
  public static final String EFFECT_HIGH = "effect high";

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

  private Columns() {}
}
