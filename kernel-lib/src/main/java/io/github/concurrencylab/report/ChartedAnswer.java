package io.github.concurrencylab.report;

import io.github.concurrencylab.plot.Chart;
import io.github.concurrencylab.plot.ChartText;
import io.github.concurrencylab.plot.style.ChartUnavailableException;
import io.github.concurrencylab.results.store.SavedFile;
import io.github.concurrencylab.table.TableFile;
import java.util.List;
import java.util.stream.Stream;

/** An answer that a chart shows too. */
public interface ChartedAnswer extends Answer {
  /** The endings of the files that {@link #save} writes. */
  List<String> ENDINGS = Stream.concat(TableFile.ENDINGS.stream(), Chart.ENDINGS.stream()).toList();

  /**
   * The chart that a cell shows below the table.
   *
   * @return a new chart
   */
  Chart chart();

  /**
   * The same as text.
   *
   * @return lines
   */
  default String chartText() {
    return ChartText.of(chart());
  }

  /**
   * Writes it to a file, by the ending of its name: all of it as {@code .csv} or {@code .json}, or
   * the chart as {@code .svg} or {@code .png}. A file that is there is replaced, as a whole or not
   * at all.
   *
   * @throws ChartUnavailableException if the chart is asked for, and the system lacks what its text
   *     needs
   */
  @Override
  default ChartedAnswer save(String path) {
    if (Chart.ENDINGS.contains(SavedFile.ending(path, ENDINGS))) {
      var ignored = chart().save(path);
    } else {
      TableFile.save(table(), path);
    }
    return this;
  }

  @Override
  default String text() {
    return AnswerText.of(this, chartText());
  }
}
