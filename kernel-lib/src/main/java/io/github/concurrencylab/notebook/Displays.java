package io.github.concurrencylab.notebook;

import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** One output of the running cell, which can be changed in place. */
final class Displays {
  private final DisplayStream stream;
  private final String id = UUID.randomUUID().toString();
  private boolean shown;

  Displays(DisplayStream stream) {
    this.stream = stream;
  }

  /** Shows something, in place of what was shown before. */
  void show(String html, String text) {
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

  boolean isShown() {
    return shown;
  }
}
