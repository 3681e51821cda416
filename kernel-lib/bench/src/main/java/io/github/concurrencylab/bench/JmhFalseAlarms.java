package io.github.concurrencylab.bench;

import io.github.concurrencylab.workload.RandomSource;
import java.util.Locale;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * JMH twice on the same benchmark, as often as asked for: how often would a reader of its scores
 * and their errors say that they differ? JMH gives no verdict; intervals that do not overlap are
 * how its results are most often read.
 */
final class JmhFalseAlarms {
  private JmhFalseAlarms() {}

  /**
   * Prints a line for each comparison: by what factor the scores differ, and whether their
   * intervals leave each other out.
   *
   * @param args how many comparisons; then, for less than JMH's defaults, forks, iterations (as
   *     many to warm up as to measure), and the seconds of one
   */
  public static void main(String[] args) throws RunnerException {
    for (int comparison = 0; comparison < Integer.parseInt(args[0]); comparison++) {
      Result<?> one = run(args);
      Result<?> other = run(args);
      double factor =
          Math.max(one.getScore() / other.getScore(), other.getScore() / one.getScore());
      boolean apart =
          Math.abs(one.getScore() - other.getScore()) > one.getScoreError() + other.getScoreError();
      System.out.printf(Locale.ROOT, "%.4f %s%n", factor, apart);
    }
  }

  private static Result<?> run(String... args) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(JmhBodies.class.getSimpleName())
            .param("source", RandomSource.PER_TASK.name())
            .mode(Mode.Throughput)
            .verbosity(VerboseMode.SILENT);
    if (args.length > 1) {
      TimeValue seconds = TimeValue.seconds(Long.parseLong(args[3]));
      options
          .forks(Integer.parseInt(args[1]))
          .warmupIterations(Integer.parseInt(args[2]))
          .measurementIterations(Integer.parseInt(args[2]))
          .warmupTime(seconds)
          .measurementTime(seconds);
    }
    return new Runner(options.build()).runSingle().getPrimaryResult();
  }
}
