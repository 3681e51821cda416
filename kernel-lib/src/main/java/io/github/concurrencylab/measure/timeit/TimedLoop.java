package io.github.concurrencylab.measure.timeit;

/** A piece of code in a loop. The loop is compiled with it, so that it costs next to nothing. */
@FunctionalInterface
public interface TimedLoop {
  /**
   * Runs the code.
   *
   * @param loops how many times
   * @param sink takes its value, so that the compiler cannot leave it out
   * @throws Throwable whatever the code throws
   */
  void run(long loops, Blackhole sink) throws Throwable;
}
