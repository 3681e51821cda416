package io.github.concurrencylab.notebook;

import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.table.TextTable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A run's progress as one output of its cell, changed in place: a bar while it goes on, one quiet
 * line when it has ended. A run that is over at once leaves no trace.
 *
 * <p>It sets no colour of text, so that it is readable on a dark page.
 */
final class ProgressDisplay implements RunListener {
  /** How long a run may take before its progress is shown. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Between two changes: a person cannot read faster, and a recorded notebook stays small. */
  private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final int TEXT_BAR = 30;

  private final Displays display;
  private final LongSupplier nanoClock;
  private final long start;
  private long last;

  ProgressDisplay(Displays display) {
    this(display, System::nanoTime);
  }

  /** Creates one with another clock: for tests. */
  ProgressDisplay(Displays display, LongSupplier nanoClock) {
    this.display = display;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
    this.last = start;
  }

  @Override
  public synchronized void update(RunProgress progress) {
    long now = nanoClock.getAsLong();
    if (now - start < PATIENCE_NANOS || now - last < PERIOD_NANOS) {
      return;
    }
    last = now;
    String words = progress.words();
    int percent = (int) Math.floor(100 * progress.share());
    display.show(
        "<div><progress max=\"100\" value=\"%s\" style=\"width:200px\"></progress> %s</div>"
            .formatted(percent, Html.escaped(words)),
        bar(progress.share()) + " " + TextTable.bounded(words));
  }

  /** {@inheritDoc} As output of the cell, like all that is printed. */
  @Override
  public void printed(String line) {
    System.out.println(line);
  }

  @Override
  public synchronized void ended(String summary) {
    if (display.isShown()) {
      display.showLast("<small>" + Html.escaped(summary) + "</small>", TextTable.bounded(summary));
    }
  }

  private static String bar(double share) {
    int done = (int) Math.round(Math.clamp(share, 0, 1) * TEXT_BAR);
    return "[" + "#".repeat(done) + ".".repeat(TEXT_BAR - done) + "]";
  }
}
