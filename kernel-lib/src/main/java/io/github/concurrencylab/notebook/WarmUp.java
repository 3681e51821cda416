package io.github.concurrencylab.notebook;

import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.report.Report;
import io.github.concurrencylab.results.json.Published;
import java.awt.Dimension;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jfree.chart.JFreeChart;
import tech.tablesaw.api.Table;

/**
 * Loads what the first table and the first chart need while the notebook's reader is still reading:
 * without it the first output takes seconds.
 *
 * <p>It never runs beside a measurement: whoever measures first lets it {@linkplain #finish
 * finish}.
 */
final class WarmUp {
  /** On one processor it would only delay the kernel's own start. */
  private static final long IDLE_MILLIS =
      Runtime.getRuntime().availableProcessors() > 1 ? 0 : 1_000;

  private static final long PATIENCE_MILLIS = 15_000;

  private final CountDownLatch tables = new CountDownLatch(1);
  private final CountDownLatch atOnce = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().daemon().name("warm-up").unstarted(this::run);

  /** Starts it beside the kernel's own start, or, on one processor, a moment later. */
  void start() {
    thread.start();
  }

  /**
   * Returns when Tablesaw is initialized. Its classes need one another in a circle: two threads
   * that begin at different ends, this one and a cell's, would wait for each other for ever.
   */
  void awaitTables() {
    try {
      tables.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      var _ = Table.create();
    } catch (LinkageError failed) {
      // As below.
    } finally {
      tables.countDown();
    }
    try {
      var ignored = atOnce.await(IDLE_MILLIS, TimeUnit.MILLISECONDS);
      Report report = new Report(Published.article());
      var _ = Renderers.html(report);
      JFreeChart chart = report.bars();
      Dimension size = ChartImages.size(chart);
      var _ = ChartImages.png(chart, size.width, size.height);
      HeapWatch.start();
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
