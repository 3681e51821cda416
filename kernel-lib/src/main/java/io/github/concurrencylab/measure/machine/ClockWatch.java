package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Uninterruptibly;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;

/**
 * Reads the processors' clocks again and again while something runs. Of each reading the fastest
 * processor counts: the one that was busy until then.
 */
public final class ClockWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 10;
  private static final int MOST_ASKED = 64;

  private final ProcessorClocks clocks;
  private final DoubleStream.Builder readings = DoubleStream.builder();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread thread;

  ClockWatch(SystemFiles files) {
    this.clocks = new ProcessorClocks(files, MOST_ASKED);
    this.thread = Thread.ofPlatform().daemon().name("clock-watch").start(this::read);
  }

  /**
   * Begins to watch this machine's.
   *
   * @return a watch to be ended
   */
  public static ClockWatch start() {
    return new ClockWatch(SystemFiles.here());
  }

  private void read() {
    try {
      while (!end.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        clocks.gigahertz().ifPresent(readings::add);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Ends the watch.
   *
   * @return each reading in GHz; none if this system does not tell, or the time was too short
   */
  public double[] finish() {
    close();
    return readings.build().toArray();
  }

  @Override
  public void close() {
    end.countDown();
    Uninterruptibly.join(thread);
  }
}
