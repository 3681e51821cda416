package io.github.concurrencylab.plot.bars;

import io.github.concurrencylab.plot.style.Hover;
import java.awt.Graphics2D;
import java.awt.geom.RectangularShape;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleEdge;

/** Draws a bar flat; it says whose memory it stands for, where it was held, and how much it is. */
public final class MemoryPainter extends StandardBarPainter {
  private static final long serialVersionUID = 1;

  private final transient MemoryDataset dataset;

  /**
   * Creates a painter.
   *
   * @param dataset what the bars stand for
   */
  public MemoryPainter(MemoryDataset dataset) {
    this.dataset = dataset;
  }

  @Override
  public void paintBar(
      Graphics2D g2,
      BarRenderer renderer,
      int row,
      int column,
      RectangularShape bar,
      RectangleEdge base) {
    g2.setPaint(renderer.getItemPaint(row, column));
    Hover.fill(g2, bar, dataset.words(row, column));
  }
}
