package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.PlotState;
import org.jfree.chart.ui.RectangleEdge;
import org.jspecify.annotations.Nullable;

/**
 * Panels one below the other, one a model. All have the same axis of times, unless their times are
 * so far apart that the short ones would vanish; then each has its own.
 */
public final class PanelPlot extends Plot {
  private static final long serialVersionUID = 1;

  /** The most panels of a chart. */
  public static final int MOST_PANELS = 24;

  /** The longest time by the shortest from which on each panel has an axis of its own. */
  private static final double APART = 6;

  private static final double TOP = 5;
  private static final double NAME_HEIGHT = 20;
  private static final double AXIS_HEIGHT = 18;
  private static final double GAP = 10;
  private static final double LABEL_HEIGHT = 14;
  private static final double LEAST_LEFT = 24;
  private static final double MOST_LEFT = 130;

  private final SiTime unit;
  private final transient List<Panel> all;
  private final transient List<Panel> panels;
  private final boolean apart;
  private final double longest;

  /**
   * Creates a plot of panels.
   *
   * @param unit what its times are shown in
   * @param all the panels; those beyond the {@value #MOST_PANELS}th are only counted
   */
  public PanelPlot(SiTime unit, List<? extends Panel> all) {
    this.unit = unit;
    this.all = List.copyOf(all);
    this.panels = this.all.subList(0, Math.min(MOST_PANELS, all.size()));
    double[] times =
        panels.stream().mapToDouble(Panel::seconds).filter(s -> s > 0).sorted().toArray();
    this.longest = times.length == 0 ? 0 : times[times.length - 1];
    this.apart = times.length > 0 && longest / times[0] > APART;
    setBackgroundPaint(Theme.CARD);
    setOutlineVisible(false);
  }

  /** Whether each panel has an axis of its own. */
  public boolean apart() {
    return apart;
  }

  public List<Panel> panels() {
    return panels;
  }

  /** How many panels are not drawn. */
  public int leftOut() {
    return all.size() - panels.size();
  }

  /** The height that suits it, in pixels. */
  public double height() {
    return around() + panels.stream().mapToDouble(Panel::height).sum();
  }

  private double around() {
    double height = TOP + LABEL_HEIGHT + (leftOut() > 0 ? NAME_HEIGHT : 0);
    for (int i = 0; i < panels.size(); i++) {
      height += NAME_HEIGHT + GAP + (hasAxis(i) ? AXIS_HEIGHT : 0);
    }
    return height;
  }

  /** An axis below each panel, or one below the last that has anything on it. */
  private boolean hasAxis(int index) {
    return panels.get(index).height() > 0 && (apart || isLastBody(index));
  }

  /** Whether nothing is drawn in the panels below. */
  private boolean isLastBody(int index) {
    return panels.subList(index + 1, panels.size()).stream().allMatch(p -> p.height() == 0);
  }

  @Override
  public String getPlotType() {
    return "panels";
  }

  @Override
  public void draw(
      Graphics2D g2,
      Rectangle2D area,
      @Nullable Point2D anchor,
      @Nullable PlotState parentState,
      @Nullable PlotRenderingInfo info) {
    if (info != null) {
      info.setPlotArea(area);
      info.setDataArea(area);
    }
    g2.setFont(Theme.small());
    double left = LEAST_LEFT;
    for (Panel panel : panels) {
      left = Math.max(left, g2.getFontMetrics().stringWidth(panel.widestLabel()) + 10.0);
    }
    left = Math.min(left, MOST_LEFT);
    double width = area.getWidth() - left - halfOfWidestNumber(g2, area);
    double bodies = panels.stream().mapToDouble(Panel::height).sum();
    double scale = bodies > 0 ? Math.max(0.05, (area.getHeight() - around()) / bodies) : 1;
    double y = area.getMinY() + TOP;
    for (int i = 0; i < panels.size(); i++) {
      Panel panel = panels.get(i);
      name(g2, panel, area, y);
      y += NAME_HEIGHT;
      if (panel.height() > 0) {
        double height = panel.height() * scale;
        Rectangle2D body = new Rectangle2D.Double(area.getMinX() + left, y, width, height);
        body(g2, panel, body, hasAxis(i), isLastBody(i));
        y += height + (hasAxis(i) ? AXIS_HEIGHT : 0) + (isLastBody(i) ? LABEL_HEIGHT : 0);
      }
      y += GAP;
    }
    if (leftOut() > 0) {
      g2.setFont(Theme.small());
      g2.setPaint(Theme.QUIET);
      g2.drawString("and " + leftOut() + " more", (float) area.getMinX(), (float) (y + 8));
    }
  }

  /** How much wider a second is than in the panel with the longest time. */
  private String stretched(Panel panel) {
    double factor = panel.seconds() > 0 ? longest / panel.seconds() : 1;
    return apart && factor > 1.05
        ? String.format(
            Locale.ROOT, factor < 10 ? " (time %.1fx as wide)" : " (time %.0fx as wide)", factor)
        : "";
  }

  private void name(Graphics2D g2, Panel panel, Rectangle2D area, double y) {
    float baseline = (float) (y + NAME_HEIGHT - 7);
    String name = LabelText.shortened(LabelText.plain(panel.name()), 50);
    g2.setFont(Theme.text().deriveFont(java.awt.Font.BOLD));
    g2.setPaint(Theme.INK);
    g2.drawString(name, (float) area.getMinX(), baseline);
    double start = area.getMinX() + g2.getFontMetrics().stringWidth(name) + 10;
    g2.setFont(Theme.small());
    g2.setPaint(Theme.QUIET);
    String factor = stretched(panel);
    FontMetrics metrics = g2.getFontMetrics();
    double room = area.getMaxX() - start - metrics.stringWidth(factor);
    String note = LabelText.fitting(LabelText.plain(panel.note()), metrics, room);
    g2.drawString(note + factor, (float) start, baseline);
  }

  /** The room right of the panels for the half of a number that stands at an axis's very end. */
  private double halfOfWidestNumber(Graphics2D g2, Rectangle2D area) {
    double widest = 0;
    for (int i = 0; i < panels.size(); i++) {
      if (hasAxis(i)) {
        NumberAxis axis = axis(panels.get(i));
        for (ValueTick tick : ticks(axis, g2, area)) {
          double width = g2.getFontMetrics(axis.getTickLabelFont()).stringWidth(tick.getText());
          widest = Math.max(widest, width);
        }
      }
    }
    return widest / 2;
  }

  private NumberAxis axis(Panel panel) {
    return Scale.since0(unit, apart ? panel.seconds() : longest);
  }

  private static List<ValueTick> ticks(NumberAxis axis, Graphics2D g2, Rectangle2D body) {
    List<?> ticks =
        axis.refreshTicks(g2, new AxisState(body.getMaxY()), body, RectangleEdge.BOTTOM);
    return ticks.stream().map(ValueTick.class::cast).toList();
  }

  private void body(
      Graphics2D g2, Panel panel, Rectangle2D body, boolean hasAxis, boolean labelled) {
    NumberAxis axis = axis(panel);
    axis.setLabel(labelled ? unit.word() : null);
    g2.setFont(axis.getTickLabelFont());
    g2.setStroke(Theme.THIN);
    g2.setPaint(Theme.LINE);
    Path2D grid = new Path2D.Double(); // one path: with many panels lines of their own would add up
    for (ValueTick tick : ticks(axis, g2, body)) {
      double x = axis.valueToJava2D(tick.getValue(), body, RectangleEdge.BOTTOM);
      grid.moveTo(x, body.getMinY());
      grid.lineTo(x, body.getMaxY());
    }
    g2.draw(grid);
    DoubleUnaryOperator x =
        seconds ->
            Math.clamp(
                axis.valueToJava2D(seconds, body, RectangleEdge.BOTTOM),
                body.getMinX(),
                body.getMaxX());
    panel.draw(g2, body, x);
    if (hasAxis) {
      axis.draw(g2, body.getMaxY(), body, body, RectangleEdge.BOTTOM, null);
    }
  }
}
