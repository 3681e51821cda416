package io.github.concurrencylab.plot.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.plot.CostChart;
import io.github.concurrencylab.plot.curve.MeasuredPoints;
import io.github.concurrencylab.stats.Estimate;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;

class LogScaleTest {
  private static List<String> labels(double low, double high) {
    LogScale scale = new LogScale("", Scale.format());
    scale.setRange(low, high);
    Graphics2D g2 = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    return scale.refreshTicksVertical(g2, new Rectangle2D.Double(), RectangleEdge.LEFT).stream()
        .map(NumberTick::getText)
        .toList();
  }

  @Test
  void should_bear_round_numbers() {
    assertThat(labels(0.9, 25)).containsExactly("1", "2", "5", "10", "20");
    assertThat(labels(0.0009, 11)).containsExactly("0.001", "0.01", "0.1", "1", "10");
  }

  @Test
  void should_bear_powers_of_ten_alone_where_the_range_is_wide() {
    assertThat(labels(0.0005, 0.9)).containsExactly("0.001", "0.01", "0.1");
  }

  @Test
  void should_bear_equal_steps_where_the_range_is_short() {
    assertThat(labels(1, 1.9)).containsExactly("1", "1.2", "1.4", "1.6", "1.8");
  }

  @Test
  void should_leave_room_around_what_it_shows_and_nothing_below_zero() {
    LogScale scale =
        new LogScale("", Scale.format()).around(DoubleStream.of(10, -1, 0, Double.NaN, 100));

    assertThat(scale.getLowerBound()).isBetween(5.0, 9.9);
    assertThat(scale.getUpperBound()).isBetween(101.0, 199.9);
  }

  @Test
  void should_draw_an_interval_from_zero_and_show_its_upper_end() {
    var chart =
        CostChart.of(
            "", new double[] {1, 10}, List.of(new Estimate(1, 0, 30), new Estimate(2, 1, 3)));

    ValueAxis seconds = chart.getXYPlot().getRangeAxis();
    assertThat(seconds.getUpperBound()).isGreaterThan(30);
    MeasuredPoints points = (MeasuredPoints) chart.getXYPlot().getDataset(1);
    assertThat(points.getStartYValue(0, 0)).isPositive().isLessThan(seconds.getLowerBound());
  }

  @Test
  void should_not_be_stretched_by_an_interval_from_hardly_above_zero() {
    var chart =
        CostChart.of(
            "", new double[] {1, 10}, List.of(new Estimate(1, 1e-12, 2), new Estimate(2, 1, 3)));

    assertThat(chart.getXYPlot().getRangeAxis().getLowerBound()).isBetween(0.1, 0.2);
  }
}
