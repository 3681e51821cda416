package io.github.concurrencylab.plot;

import io.github.concurrencylab.plot.style.ChartUnavailableException;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.store.SavedFile;
import java.awt.Dimension;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.Plot;

/** A chart of the lab's: one of JFreeChart's that can be saved as it is shown. */
public final class Chart extends JFreeChart {
  /** The endings of the files that {@link #save} writes. */
  public static final List<String> ENDINGS = List.of("svg", "png");

  private static final long serialVersionUID = 1;
  private static final String PROLOGUE = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  Chart(String title, Plot plot) {
    super(title, Theme.title(), plot, false);
  }

  /**
   * Writes it to a file, in the size in which a cell shows it; a PNG has twice as many pixels each
   * way. A file that is there is replaced, as a whole or not at all.
   *
   * @param path where to, {@code "bars.svg"} or {@code "bars.png"} for example; {@code ~/} stands
   *     for the home directory
   * @return this
   * @throws IllegalArgumentException if its name ends otherwise, or it cannot be written
   * @throws ChartUnavailableException if the system lacks what text needs
   */
  public Chart save(String path) {
    String ending = SavedFile.ending(path, ENDINGS);
    Dimension size = ChartImages.size(this);
    SavedFile.write(
        path,
        ending.equals("svg")
            ? (PROLOGUE + ChartImages.svg(this, size.width, size.height))
                .getBytes(StandardCharsets.UTF_8)
            : ChartImages.png(this, size.width, size.height));
    return this;
  }
}
