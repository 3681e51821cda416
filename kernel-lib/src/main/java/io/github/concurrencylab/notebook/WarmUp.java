package io.github.concurrencylab.notebook;

import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.results.Published;
import java.awt.Dimension;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jfree.chart.JFreeChart;

/**
 * Loads what the first table and the first chart need while the notebook's reader is still reading:
 * without it the first output takes seconds.
 *
 * <p>It never runs beside a measurement: whoever measures first lets it {@linkplain #finish
 * finish}.
 */
final class WarmUp {
  private static final long IDLE_MILLIS = 1_000;
  private static final long PATIENCE_MILLIS = 15_000;

  private final CountDownLatch atOnce = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);

  /** Starts it, once the kernel has had a moment to get ready itself. */
  void start() {
    thread.start();
  }

  private void run() {
    try {
      var ignored = atOnce.await(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      Report report = new Report(Published.article());
      var _ = Renderers.html(report);
      JFreeChart chart = report.bars();
      Dimension size = ChartImages.size(chart);
      var _ = ChartImages.png(chart, size.width, size.height);
    } catch (InterruptedException | RuntimeException | LinkageError failed) {
      // Whatever it was, the cell that needs it will say so.
    }
  }

  /** Returns when it is done. If the thread is interrupted, at once, and still interrupted. */
  void finish() {
    atOnce.countDown();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
