package io.github.concurrencylab.measure.timeit;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.machine.JitCompilers;
import io.github.concurrencylab.measure.machine.MachineLock;
import java.util.ArrayList;
import java.util.List;

/**
 * Times a piece of code: first finds out how many loops make a sample long enough to be timed,
 * which warms it up too, then takes samples.
 *
 * @param loops loops of a sample; 0 to find out how many
 * @param samples how many samples, from 1 to {@value #MOST_SAMPLES}
 */
public record LoopTimer(long loops, int samples) {
  /** The most samples. */
  public static final int MOST_SAMPLES = 10_000;

  /** The most loops of a sample. */
  public static final long MOST_LOOPS = 1_000_000_000_000L;

  private static final double SAMPLE_NANOS = Defaults.TIMED_SAMPLE_SECONDS * 1e9;

  /** A sample of which there need be no second to find out how many loops it takes. */
  private static final double LONG_NANOS = 10 * SAMPLE_NANOS;

  /** The fewest loops of which nine times as many take longer than a reading of the clock. */
  private static final long FEWEST_LOOPS = 100;

  /** Up to so few nanoseconds a loop may be nothing but its part of a reading of the clock. */
  private static final double SUSPICIOUS_NANOS = 1;

  private static final long TEN = 10;

  /** So many looks, of which the shortest counts: whatever comes in between makes one longer. */
  private static final int LOOKS = 5;

  /** Checks the numbers. */
  public LoopTimer {
    Check.between("-n", loops, 0, MOST_LOOPS);
    Check.between("-r", samples, 1, MOST_SAMPLES);
  }

  /**
   * Times a piece of code on the calling thread.
   *
   * @param code what to call it
   * @param loop the code
   * @return its samples
   * @throws InterruptedException if the thread is interrupted, which is seen between samples
   * @throws Throwable whatever the code throws
   */
  public LoopTiming time(String code, TimedLoop loop) throws Throwable {
    try (var _ = MachineLock.HERE.await(code, other -> {})) {
      Blackhole sink = new Blackhole();
      long count = loops > 0 ? loops : calibrated(loop, sink);
      if (loops > 0 || count > 1) {
        var ignored = nanos(loop, count, sink); // once more at full length, to warm up
      }
      List<Double> nanos = new ArrayList<>();
      for (int sample = 0; sample < samples; sample++) {
        nanos.add(nanos(loop, count, sink) / count);
      }
      LoopTiming timing = new LoopTiming(code, count, nanos, Double.NaN);
      return timing.withFurther(further(timing, loop, sink));
    }
  }

  /**
   * What each further loop takes, asked of loops so fast that a sample may be all clock and no
   * work. Not of few loops: ten times as many would still be less than the clock can tell.
   */
  private static double further(LoopTiming timing, TimedLoop loop, Blackhole sink)
      throws Throwable {
    long count = timing.loops();
    if (timing.leftOut() || count < FEWEST_LOOPS || timing.median() > SUSPICIOUS_NANOS) {
      return Double.NaN;
    }
    double one = shortest(loop, count, sink);
    return (shortest(loop, TEN * count, sink) - one) / ((TEN - 1) * count);
  }

  private static double shortest(TimedLoop loop, long count, Blackhole sink) throws Throwable {
    double shortest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < LOOKS; i++) {
      shortest = Math.min(shortest, nanos(loop, count, sink));
    }
    return shortest;
  }

  /**
   * Doubles the loops, and more, until two samples in a row are long enough, or so many loops take
   * so little time that they cannot have done anything. Twice, since the first may have been long
   * only because its code was not compiled yet, which is waited for.
   */
  private static long calibrated(TimedLoop loop, Blackhole sink) throws Throwable {
    JitCompilers compilers = JitCompilers.here();
    long count = 1;
    int longEnough = 0;
    while (longEnough < 2) {
      double nanos = nanos(loop, count, sink);
      if (count >= MOST_LOOPS || leftOut(count, nanos) || nanos >= LONG_NANOS) {
        return count;
      }
      if (nanos >= SAMPLE_NANOS) {
        longEnough++;
      } else {
        double factor = Math.clamp(1.2 * SAMPLE_NANOS / Math.max(1, nanos), 2, 10);
        count = Math.min(MOST_LOOPS, (long) Math.ceil(count * factor));
        longEnough = 0;
      }
      var ignored = compilers.awaitIdle(Defaults.COMPILERS);
    }
    return count;
  }

  private static boolean leftOut(long count, double nanos) {
    return count >= Defaults.LEFT_OUT_LOOPS && LoopTiming.isLeftOut(nanos / count);
  }

  private static double nanos(TimedLoop loop, long count, Blackhole sink) throws Throwable {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    long start = System.nanoTime();
    loop.run(count, sink);
    return System.nanoTime() - start;
  }
}
