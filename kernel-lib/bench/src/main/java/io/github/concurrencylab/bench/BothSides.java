package io.github.concurrencylab.bench;

import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.stats.Summary;
import io.github.concurrencylab.workload.RandomSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The lab and JMH in one virtual machine, so that both measure the same compiled code: what it is
 * compiled to differs by several percent from one machine to the next. Measures the same bodies
 * once for each line it is sent, {@code lab} or {@code jmh}, and answers with the nanoseconds of
 * one execution.
 */
final class BothSides {
  private static final int TRIALS = 5;
  private static final int ITERATIONS = 3;

  private BothSides() {}

  /**
   * Measures until standard input ends.
   *
   * @param args the source of random numbers
   */
  public static void main(String[] args) throws IOException, RunnerException {
    RandomSource source = RandomSource.valueOf(args[0]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String side = in.readLine(); side != null; side = in.readLine()) {
      System.out.println(Math.round(side.equals("jmh") ? jmh(source) : lab(source)));
    }
  }

  /** As a cell does it: the median of the trials' wall times. */
  private static double lab(RandomSource source) {
    double[] seconds =
        new Protocol(TRIALS, 1, 1)
                .measure(JmhBodies.work(source), List.of(new Blocking()), RunListener.SILENT)
                .trials()
                .stream()
                .mapToDouble(trial -> ((Trial.Measured) trial).seconds())
                .toArray();
    return 1e9 * Summary.of(seconds).median();
  }

  /** Without a virtual machine of JMH's own. */
  private static double jmh(RandomSource source) throws RunnerException {
    TimeValue iteration = TimeValue.milliseconds(250);
    Options options =
        new OptionsBuilder()
            .include(JmhBodies.class.getSimpleName())
            .param("source", source.name())
            .forks(0)
            .warmupIterations(1)
            .warmupTime(iteration)
            .measurementIterations(ITERATIONS)
            .measurementTime(iteration)
            .verbosity(VerboseMode.SILENT)
            .build();
    // The median of all executions, as the lab takes it.
    return new Runner(options).runSingle().getPrimaryResult().getStatistics().getPercentile(50);
  }
}
