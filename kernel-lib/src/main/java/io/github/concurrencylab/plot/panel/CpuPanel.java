package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.findings.CpuUse;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.plot.bars.FigureRenderer;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The processors' use during one trial: above, the whole machine's as a grey area and this
 * program's own as a coloured one; below, a strip for each processor, the darker the busier.
 */
public final class CpuPanel implements Panel {
  /** The whole machine's area. */
  public static final Color MACHINE = new Color(0xDCDCDC);

  private static final Color IDLE = new Color(0xF4F4F4);
  private static final Color BUSY = new Color(0x3A3A3A);

  private static final double AREA_HEIGHT = 64;
  private static final double BETWEEN = 6;
  private static final double MOST_STRIPS_HEIGHT = 160;
  private static final double MOST_STRIP_HEIGHT = 12;

  /** The most strips: of more processors, some share a strip. */
  private static final int MOST_STRIPS = 64;

  /** The most steps of an area, a few pixels each. */
  private static final int MOST_STEPS = 200;

  /** About the most cells of all strips of a chart, so that it stays small. */
  private static final int MOST_CELLS = 8_000;

  private static final int LEAST_COLUMNS = 12;

  /** What is beyond the processors by less is not seen in a figure with one decimal place. */
  private static final double MOST_BEYOND = 0.05;

  /** Shades of a strip. */
  private static final int SHADES = 5;

  private final Subject of;
  private final Trial.@Nullable Measured trial;
  private final int sampled;
  private final List<CpuSample> samples;
  private final List<CpuSample> columns;
  private final int processors;
  private final int strips;

  /**
   * Creates a panel.
   *
   * @param of whose it is
   */
  public CpuPanel(Subject of) {
    this.of = of;
    this.trial = of.trial().orElse(null);
    this.sampled = trial == null ? 0 : trial.cpu().size();
    List<CpuSample> all = trial == null || sampled < CpuSample.ENOUGH ? List.of() : trial.cpu();
    this.samples = CpuSample.joined(all, MOST_STEPS);
    this.processors = all.stream().mapToInt(sample -> sample.cores().size()).max().orElse(0);
    this.strips =
        processors == 0 ? 0 : Math.ceilDiv(processors, Math.ceilDiv(processors, MOST_STRIPS));
    int most = Math.max(LEAST_COLUMNS, MOST_CELLS / Math.max(1, of.panels() * strips));
    this.columns = CpuSample.joined(all, Math.min(MOST_STEPS, most));
  }

  @Override
  public String name() {
    return of.name();
  }

  @Override
  public String note() {
    String which = of.which();
    if (trial == null) {
      return which;
    }
    if (samples.isEmpty()) {
      return which
          + (tooShort()
              ? String.format(
                  Locale.ROOT,
                  ": too short for a picture, which takes %d samples, got %d",
                  CpuSample.ENOUGH,
                  sampled)
              : ": the processors were not sampled");
    }
    String all =
        processors == 1 ? "1 processor" : String.format(Locale.ROOT, "%,d processors", processors);
    double own = CpuUse.overTime(samples, CpuSample::ownCores).orElse(0);
    double machine = CpuUse.overTime(samples, CpuSample::busyCores).orElse(0);
    if (own > processors + MOST_BEYOND) {
      return which + ": the clocks do not agree on how many of " + all + " were busy";
    }
    return String.format(
        Locale.ROOT,
        "%s: this program kept %.1f of %s busy, others %.1f",
        which,
        own,
        all,
        Math.max(0, machine - own));
  }

  /** Whether a trial ended before there were enough samples. */
  private boolean tooShort() {
    return trial != null && (sampled > 0 || trial.seconds() < 0.1);
  }

  @Override
  public double seconds() {
    if (trial == null || samples.isEmpty()) {
      return 0;
    }
    return Math.max(trial.seconds(), samples.getLast().seconds());
  }

  @Override
  public double height() {
    return samples.isEmpty() ? 0 : AREA_HEIGHT + BETWEEN + stripsHeight();
  }

  private double stripsHeight() {
    return Math.min(MOST_STRIPS_HEIGHT, strips * MOST_STRIP_HEIGHT);
  }

  @Override
  public String widestLabel() {
    return samples.isEmpty() ? "" : "processor " + processors;
  }

  @Override
  public void draw(Graphics2D g2, Rectangle2D body, DoubleUnaryOperator x) {
    double scale = body.getHeight() / height();
    Rectangle2D area =
        new Rectangle2D.Double(body.getX(), body.getY(), body.getWidth(), AREA_HEIGHT * scale);
    double top = area.getMaxY() + BETWEEN * scale;
    Rectangle2D below =
        new Rectangle2D.Double(body.getX(), top, body.getWidth(), body.getMaxY() - top);
    area(g2, area, x, CpuSample::busyCores, MACHINE);
    area(g2, area, x, CpuSample::ownCores, Colours.of(of.series().model()));
    g2.setStroke(
        new BasicStroke(
            1f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0));
    g2.setPaint(Theme.QUIET);
    FigureRenderer.line(g2, area.getMinX(), area.getMinY(), area.getMaxX(), area.getMinY());
    g2.setStroke(Theme.THIN);
    g2.setPaint(Theme.AXIS);
    FigureRenderer.line(g2, area.getMinX(), area.getMaxY(), area.getMaxX(), area.getMaxY());
    g2.setFont(Theme.small());
    g2.setPaint(Theme.QUIET);
    Panel.label(g2, area, "all " + processors, area.getMinY() + 3);
    Panel.label(g2, area, "0", area.getMaxY() - 3);
    strips(g2, below, x);
    Hover.say(g2, body, words());
  }

  /** Steps, since a sample is a mean over its stretch. */
  private void area(
      Graphics2D g2,
      Rectangle2D area,
      DoubleUnaryOperator x,
      ToDoubleFunction<CpuSample> figure,
      Color colour) {
    Path2D path = new Path2D.Double();
    path.moveTo(x.applyAsDouble(0), area.getMaxY());
    double start = x.applyAsDouble(0);
    for (CpuSample sample : samples) {
      double share = Math.clamp(figure.applyAsDouble(sample) / processors, 0, 1);
      double y = area.getMaxY() - share * area.getHeight();
      double end = x.applyAsDouble(sample.seconds());
      path.lineTo(start, y);
      path.lineTo(end, y);
      start = end;
    }
    path.lineTo(start, area.getMaxY());
    path.closePath();
    g2.setPaint(colour);
    g2.fill(path);
  }

  private void strips(Graphics2D g2, Rectangle2D area, DoubleUnaryOperator x) {
    g2.setPaint(IDLE);
    g2.fill(
        new Rectangle2D.Double(
            area.getX(),
            area.getY(),
            x.applyAsDouble(columns.getLast().seconds()) - area.getX(),
            area.getHeight()));
    double slot = area.getHeight() / strips;
    double gap = slot >= 5 ? 1 : 0;
    // Thick lines, not boxes: half as long in a file, and one path for all cells of a shade.
    for (int shade = 1; shade <= SHADES; shade++) {
      Path2D path = new Path2D.Double();
      for (int strip = 0; strip < strips; strip++) {
        cells(path, strip, shade, area.getY() + (strip + 0.5) * slot, x);
      }
      if (path.getCurrentPoint() != null) {
        g2.setPaint(Colours.mix(IDLE, BUSY, (double) shade / SHADES));
        g2.setStroke(
            new BasicStroke((float) (slot - gap), BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
        g2.draw(path);
      }
    }
    labels(g2, area, slot);
  }

  private void cells(Path2D path, int strip, int shade, double y, DoubleUnaryOperator x) {
    double start = x.applyAsDouble(0);
    double from = Double.NaN;
    for (CpuSample sample : columns) {
      boolean drawn = Math.round(busy(sample, strip) * SHADES) == shade;
      if (drawn && Double.isNaN(from)) {
        from = start;
      }
      if (!drawn && !Double.isNaN(from)) {
        path.moveTo(from, y);
        path.lineTo(start, y);
        from = Double.NaN;
      }
      start = x.applyAsDouble(sample.seconds());
    }
    if (!Double.isNaN(from)) {
      path.moveTo(from, y);
      path.lineTo(start, y);
    }
  }

  /** The mean of the processors that share a strip. */
  private double busy(CpuSample sample, int strip) {
    int each = Math.ceilDiv(processors, strips);
    int end = Math.min((strip + 1) * each, sample.cores().size());
    return sample.cores().subList(Math.min(strip * each, end), end).stream()
        .mapToDouble(share -> Math.clamp(share, 0, 1))
        .average()
        .orElse(0);
  }

  private void labels(Graphics2D g2, Rectangle2D area, double slot) {
    g2.setFont(Theme.small());
    g2.setPaint(Theme.QUIET);
    if (slot >= 10) {
      for (int strip = 0; strip < strips; strip++) {
        Panel.label(g2, area, "processor " + (strip + 1), area.getY() + (strip + 0.5) * slot);
      }
    } else {
      Panel.label(g2, area, "processor 1", area.getMinY() + 5);
      Panel.label(g2, area, "to " + processors, area.getMaxY() - 5);
    }
  }

  @Override
  public String text() {
    return LabelText.plain(name()) + ": " + LabelText.plain(note()) + "\n";
  }
}
