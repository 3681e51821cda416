package io.github.concurrencylab.plot.curve;

import io.github.concurrencylab.plot.style.Hover;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.XYDataset;
import org.jspecify.annotations.Nullable;

/** Points with intervals, each of which says what it is. */
final class PointRenderer extends XYErrorRenderer {
  private static final long serialVersionUID = 1;
  private static final double REACH = 8;

  @Override
  public void drawItem(
      Graphics2D g2,
      XYItemRendererState state,
      Rectangle2D area,
      @Nullable PlotRenderingInfo info,
      XYPlot plot,
      ValueAxis x,
      ValueAxis y,
      XYDataset dataset,
      int series,
      int item,
      CrosshairState crosshair,
      int pass) {
    super.drawItem(g2, state, area, info, plot, x, y, dataset, series, item, crosshair, pass);
    if (pass == getPassCount() - 1 && dataset instanceof MeasuredPoints points) {
      double left =
          x.valueToJava2D(dataset.getXValue(series, item), area, plot.getDomainAxisEdge());
      double top = y.valueToJava2D(dataset.getYValue(series, item), area, plot.getRangeAxisEdge());
      Hover.say(
          g2,
          new Ellipse2D.Double(left - REACH, top - REACH, 2 * REACH, 2 * REACH),
          points.words(series, item));
    }
  }
}
