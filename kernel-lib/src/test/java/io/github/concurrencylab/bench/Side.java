package io.github.concurrencylab.bench;

import io.github.concurrencylab.measure.Protocol;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.model.Blocking;
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
 * One side of the lab against JMH, in a virtual machine of its own: measures the same bodies once
 * for each line it is sent, and answers with the nanoseconds of one execution.
 */
final class Side {
  private static final int TRIALS = 15;
  private static final int ITERATIONS = 5;

  private Side() {}

  /**
   * Measures until standard input ends.
   *
   * @param args {@code lab} or {@code jmh}, and the source of random numbers
   */
  public static void main(String[] args) throws IOException, RunnerException {
    RandomSource source = RandomSource.valueOf(args[1]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (in.readLine() != null) {
      double nanos = args[0].equals("jmh") ? jmh(source) : lab(source);
      System.out.println(Math.round(nanos));
    }
  }

  /** As a cell does it: the median of the trials' wall times. */
  private static double lab(RandomSource source) {
    double[] seconds =
        new Protocol(TRIALS, 2, 1)
                .measure(JmhBodies.work(source), List.of(new Blocking()), RunListener.SILENT)
                .trials()
                .stream()
                .mapToDouble(trial -> trial.timing().seconds())
                .toArray();
    return 1e9 * Summary.of(seconds).median();
  }

  /** In this virtual machine, so that both sides have the same one. */
  private static double jmh(RandomSource source) throws RunnerException {
    TimeValue iteration = TimeValue.milliseconds(300);
    Options options =
        new OptionsBuilder()
            .include(JmhBodies.class.getSimpleName())
            .param("source", source.name())
            .forks(0)
            .warmupIterations(2)
            .warmupTime(iteration)
            .measurementIterations(ITERATIONS)
            .measurementTime(iteration)
            .verbosity(VerboseMode.SILENT)
            .build();
    // The median of all executions, as the lab takes it.
    return new Runner(options).runSingle().getPrimaryResult().getStatistics().getPercentile(50);
  }
}
