package io.github.concurrencylab.plot.interaction;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.plot.bars.FigureRenderer;
import io.github.concurrencylab.plot.panel.Panel;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.stats.Estimate;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.AbstractCategoryItemRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.data.Range;
import org.jfree.data.category.CategoryDataset;
import org.jspecify.annotations.Nullable;

/** A line for each model from level to level, with the 95 % interval of each ratio. */
public final class InteractionRenderer extends AbstractCategoryItemRenderer {
  private static final long serialVersionUID = 1;
  private static final double RADIUS = 4;
  private static final double CAP = 3.5;

  /** From a line's end to its model's name, and from one name to the next, in pixels. */
  private static final double LEADER = 14;

  private static final double LINE = 14;

  /** How far apart the models' points are, so that their intervals do not hide each other. */
  private static final double STEP = 11;

  /** Solid for Java's models; the others for those of another runtime, and for a look's second. */
  private static final List<Stroke> STROKES =
      List.of(stroke(), stroke(6, 4), stroke(1.5f, 3.5f), stroke(11, 3, 2, 3));

  private static Stroke stroke(float... dashes) {
    return new BasicStroke(
        1.8f,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        10,
        dashes.length == 0 ? null : dashes,
        0);
  }

  /**
   * How a model's line is drawn: that of another runtime is dashed, and of models with one colour,
   * two Pythons perhaps, each differently.
   *
   * @param models all models of the chart
   * @param row which of them
   */
  public static Stroke stroke(List<ModelId> models, int row) {
    ModelId model = models.get(row);
    long alike =
        models.subList(0, row).stream()
            .filter(other -> Colours.of(other).equals(Colours.of(model)))
            .count();
    int first = model.platform().kind() == Platform.Kind.CPYTHON ? 1 : 0;
    return STROKES.get((int) ((first + alike) % STROKES.size()));
  }

  @Override
  public void drawItem(
      Graphics2D g2,
      CategoryItemRendererState state,
      Rectangle2D area,
      CategoryPlot plot,
      CategoryAxis levels,
      ValueAxis ratios,
      CategoryDataset dataset,
      int row,
      int column,
      int pass) {
    if (!(dataset instanceof InteractionDataset cells)) {
      return;
    }
    Estimate ratio = cells.ratio(row, column);
    if (ratio == null) {
      return;
    }
    ModelId model = cells.models().get(row);
    double x = x(cells, row, column, area, plot, levels);
    double y = ratios.valueToJava2D(ratio.value(), area, plot.getRangeAxisEdge());
    g2.setPaint(Colours.of(model));
    Estimate before = column == 0 ? null : cells.ratio(row, column - 1);
    if (before != null) {
      g2.setStroke(stroke(cells.models(), row));
      FigureRenderer.line(
          g2,
          x(cells, row, column - 1, area, plot, levels),
          ratios.valueToJava2D(before.value(), area, plot.getRangeAxisEdge()),
          x,
          y);
    }
    if (ratio.hasInterval()) {
      double low = ratios.valueToJava2D(ratio.low(), area, plot.getRangeAxisEdge());
      double high = ratios.valueToJava2D(ratio.high(), area, plot.getRangeAxisEdge());
      g2.setStroke(Theme.BOLD);
      FigureRenderer.line(g2, x, Math.min(low, area.getMaxY()), x, Math.max(high, area.getMinY()));
      end(g2, area, x, low);
      end(g2, area, x, high);
    }
    Hover.fill(g2, FigureRenderer.dot(x, y, RADIUS), cells.words(row, column, ratio));
    g2.setPaint(Theme.CARD);
    g2.setStroke(Theme.THIN);
    g2.draw(FigureRenderer.dot(x, y, RADIUS));
    if (cells.hasLineEnds()
        && row == cells.getRowCount() - 1
        && column == cells.getColumnCount() - 1) {
      names(g2, area, cells, at -> x(cells, at, column, area, plot, levels), plot, ratios);
    }
  }

  /** The models' names at the ends of their lines, moved apart where lines end close together. */
  private static void names(
      Graphics2D g2,
      Rectangle2D area,
      InteractionDataset cells,
      IntToDoubleFunction x,
      CategoryPlot plot,
      ValueAxis ratios) {
    int rows = cells.getRowCount();
    double[] ends = new double[rows];
    for (int row = 0; row < rows; row++) {
      Estimate ratio = cells.ratio(row, cells.getColumnCount() - 1);
      double end = ratio == null ? 1 : ratio.value();
      ends[row] = ratios.valueToJava2D(end, area, plot.getRangeAxisEdge());
    }
    double[] places =
        LineEnds.apart(ends, area.getMinY() + LINE / 2, area.getMaxY() - LINE / 2, LINE);
    double left = x.applyAsDouble(rows - 1) + LEADER;
    g2.setFont(Theme.small());
    for (int row = 0; row < rows; row++) {
      g2.setPaint(Colours.of(cells.models().get(row)));
      g2.setStroke(Theme.THIN);
      double from = x.applyAsDouble(row) + RADIUS;
      if (places[row] != ends[row] || left - from > 2 * LEADER) {
        FigureRenderer.line(g2, from, ends[row], left - 2, places[row]);
      }
      String name = LineEnds.name(cells.models().get(row));
      double width = g2.getFontMetrics().stringWidth(name) + 4.0;
      g2.setPaint(Theme.CARD); // no line runs through a name
      g2.fill(new Rectangle2D.Double(left - 2, places[row] - LINE / 2, width, LINE));
      g2.setPaint(Theme.INK);
      Panel.middleText(g2, name, left, places[row]);
    }
  }

  private static void end(Graphics2D g2, Rectangle2D area, double x, double y) {
    int beyond = y > area.getMaxY() ? 1 : y < area.getMinY() ? -1 : 0;
    double tip = Math.clamp(y, area.getMinY(), area.getMaxY());
    FigureRenderer.end(g2, new Point2D.Double(x, tip), CAP, beyond, true);
  }

  private static double x(
      InteractionDataset cells,
      int row,
      int column,
      Rectangle2D area,
      CategoryPlot plot,
      CategoryAxis levels) {
    int columns = cells.getColumnCount();
    double middle = levels.getCategoryMiddle(column, columns, area, plot.getDomainAxisEdge());
    double room = area.getWidth() / columns * 0.5;
    double step = Math.min(STEP, room / Math.max(1, cells.getRowCount()));
    return middle + (row - (cells.getRowCount() - 1) / 2.0) * step;
  }

  /** The axis's range is set by the chart. */
  @Override
  public @Nullable Range findRangeBounds(CategoryDataset dataset) {
    return null;
  }
}
