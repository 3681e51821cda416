package io.github.concurrencylab.bench;

import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Task;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the lab measures under {@code blocking()}, as JMH's benchmark. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JmhBodies {
  /** Terms a task: a tenth of the article's. */
  static final long TERMS = 1_000_000;

  /** The source of random numbers. */
  @Param({"PER_TASK"})
  public RandomSource source = RandomSource.PER_TASK;

  /**
   * The workload's tasks, one after another.
   *
   * @return their sum, so that nothing of it can be left out
   */
  @Benchmark
  public long tasks() throws Exception {
    Progress progress = new Progress();
    long sum = 0;
    for (Task task : work(source).newTasks()) {
      sum += (Long) task.run(progress);
    }
    return sum;
  }

  /** What both sides run. */
  static ModuloSum work(RandomSource source) {
    return ModuloSum.article().terms(TERMS).random(source);
  }
}
