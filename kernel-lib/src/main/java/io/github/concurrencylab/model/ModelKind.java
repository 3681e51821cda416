package io.github.concurrencylab.model;

/**
 * The kinds of models: what a {@link ModelId} tells apart by value. A new kind has one line here,
 * one in the registry of models, its class, and its method in the facade; tests name whatever else
 * was forgotten.
 */
public enum ModelKind {
  /** A plain loop. */
  BLOCKING("blocking", 0x666666),

  /** A pool of platform threads. */
  THREADS("threads", 0x0072B2),

  /** One thread that runs whatever task is ready. */
  EVENT_LOOP("eventLoop", 0x009E73),

  /** A pool of child processes. */
  PROCESSES("processes", 0xE69F00),

  /** A pool of subinterpreters, which CPython alone has. */
  INTERPRETERS("interpreters", 0x8C6D1F),

  /** A virtual thread per task. */
  VIRTUAL_THREADS("virtualThreads", 0x56B4E9),

  /** Divide and conquer in a pool that steals work. */
  FORK_JOIN("forkJoin", 0xCC79A7),

  /** A parallel stream on the common pool. */
  PARALLEL_STREAM("parallelStream", 0xA65D85),

  /** Threads under one global lock. */
  GIL("gil", 0xD55E00),

  /** Apache Spark's executors. */
  SPARK("spark", 0x333333),

  /** Any executor of one's own or of a library; it has a name too. */
  EXECUTOR("executor", 0x332288),

  /** A model that is none of the lab's: it has nothing but its name. */
  OWN("", 0x882255);

  private final String call;
  private final int hue;

  ModelKind(String call, int hue) {
    this.call = call;
    this.hue = hue;
  }

  /**
   * The method that makes it in a cell.
   *
   * @return {@code threads} for example; empty for {@link #OWN}
   */
  public String call() {
    return call;
  }

  /**
   * Its colour in all charts. The hues are those of M. Okabe and K. Ito, "Color universal design"
   * (2008), which people with any kind of colour vision can tell apart, less their yellow, which is
   * too pale on white, and greys.
   *
   * @return red, green and blue, eight bits each
   */
  public int hue() {
    return hue;
  }
}
