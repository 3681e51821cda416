package io.github.concurrencylab.notebook;

import io.github.concurrencylab.base.Uninterruptibly;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** One output of the running cell, which can be changed in place. */
final class Displays {
  private static final long PERIOD_MILLIS = 50;

  private final DisplayStream stream;
  private final String id = UUID.randomUUID().toString();
  private boolean shown;

  Displays(DisplayStream stream) {
    this.stream = stream;
  }

  /** Shows something, in place of what was shown before. */
  synchronized void show(String html, String text) {
    DisplayData data = new DisplayData();
    data.putText(text);
    data.putHTML(html);
    // The key is written out: the setter's signature is not the same in all versions of the kernel.
    data.putTransientData("display_id", id);
    if (shown) {
      stream.updateDisplay(data);
    } else {
      stream.display(data);
      shown = true;
    }
  }

  /**
   * Shows something for the last time. On a thread of its own, since the cell's may be interrupted
   * just now, and to speak to the page would fail. An interrupted cell counts as ended before its
   * run has: then this waits, in the background, until some other cell runs and the page listens
   * again.
   */
  void showLast(String html, String text) {
    boolean listens = stream.isAttached();
    Thread last =
        Thread.ofPlatform()
            .daemon()
            .name("last-display")
            .start(() -> {
              try {
                while (!stream.isAttached()) {
                  TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
                }
                show(html, text);
              } catch (InterruptedException stopped) {
                // Nothing interrupts it; and nothing would be lost.
              }
            });
    if (listens) {
      Uninterruptibly.join(last);
    }
  }

  synchronized boolean isShown() {
    return shown;
  }
}
