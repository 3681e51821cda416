package io.github.concurrencylab.report;

import io.github.concurrencylab.plot.ChartText;
import org.jfree.chart.JFreeChart;

/** An answer that a chart shows too. */
public interface ChartedAnswer extends Answer {
  /**
   * The chart that a cell shows below the table.
   *
   * @return a new chart
   */
  JFreeChart chart();

  /**
   * The same as text.
   *
   * @return lines
   */
  default String chartText() {
    return ChartText.of(chart());
  }

  @Override
  default String text() {
    return Answer.super.text() + '\n' + chartText();
  }
}
