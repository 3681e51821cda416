package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.BoundedLines;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.model.Printed;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What tasks print in other processes during one run: of each model the first lines are shown as
 * they come, the last ones when the run ends, and how many there were between.
 */
final class PrintedLines {
  private final RunListener listener;
  private final Map<String, BoundedLines> byModel = new LinkedHashMap<>();

  PrintedLines(RunListener listener) {
    this.listener = listener;
  }

  /** Takes what the tasks print under a model. */
  Printed of(String model) {
    return (by, text) -> add(model, model + ", " + by + ": " + text);
  }

  private synchronized void add(String model, String line) {
    if (byModel.computeIfAbsent(model, any -> new BoundedLines()).add(line)) {
      listener.printed(line);
    }
  }

  /** Shows the last lines. */
  synchronized void close() {
    byModel.values().forEach(lines -> lines.rest().forEach(listener::printed));
    byModel.clear();
  }
}
