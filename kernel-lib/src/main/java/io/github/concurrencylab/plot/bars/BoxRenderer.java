package io.github.concurrencylab.plot.bars;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.stats.TukeyFences;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Boxes from the first to the third quartile with the median, and whiskers to the furthest trial
 * within the {@linkplain TukeyFences fences}. Every trial is a dot, an outlier a filled one.
 */
public final class BoxRenderer extends FigureRenderer {
  private static final long serialVersionUID = 1;
  private static final double RADIUS = 2.6;
  private static final double LARGE = 4;
  private static final double GAP = 6;

  /** Trials from which on quartiles are more than single trials; of fewer, dots and the median. */
  private static final int FEWEST_FOR_BOX = 5;

  /**
   * A renderer.
   *
   * @param unit what times are shown in
   */
  public BoxRenderer(SiTime unit) {
    super(unit);
  }

  @Override
  void draw(Graphics2D g2, Lane lane) {
    double[] seconds = lane.series().seconds();
    TukeyFences fences = TukeyFences.of(seconds);
    if (seconds.length >= FEWEST_FOR_BOX) {
      box(g2, lane, seconds, fences);
    }
    double x = lane.x(fences.median());
    g2.setPaint(Theme.INK);
    g2.setStroke(Theme.BOLD);
    line(g2, x, lane.top(), x, lane.top() + lane.height());
    Hover.say(g2, lane.box(), lane.words() + "median " + label(fences.median()));
    dots(g2, lane, fences);
    double most = Arrays.stream(seconds).max().orElseThrow();
    double least = Arrays.stream(seconds).min().orElseThrow();
    size(g2, lane, lane.x(most) + LARGE + GAP, lane.x(least) - LARGE - GAP);
  }

  private static void box(Graphics2D g2, Lane lane, double[] seconds, TukeyFences fences) {
    double low = Arrays.stream(seconds).filter(s -> s >= fences.low()).min().orElseThrow();
    double high = Arrays.stream(seconds).filter(s -> s <= fences.high()).max().orElseThrow();
    double y = lane.middle();
    double cap = lane.height() / 4;
    Color dark = Colours.mix(lane.colour(), Color.BLACK, 0.25);
    g2.setPaint(dark);
    g2.setStroke(Theme.THIN);
    line(g2, lane.x(low), y, lane.x(fences.first()), y);
    line(g2, lane.x(fences.third()), y, lane.x(high), y);
    line(g2, lane.x(low), y - cap, lane.x(low), y + cap);
    line(g2, lane.x(high), y - cap, lane.x(high), y + cap);
    Rectangle2D box =
        new Rectangle2D.Double(
            lane.x(fences.first()),
            lane.top(),
            Math.max(1, lane.x(fences.third()) - lane.x(fences.first())),
            lane.height());
    fill(g2, lane, box);
    g2.setPaint(dark);
    g2.draw(box);
  }

  private void dots(Graphics2D g2, Lane lane, TukeyFences fences) {
    List<Trial.Measured> trials = lane.series().measured();
    double[] asRun = lane.series().seconds();
    boolean alone = asRun.length < FEWEST_FOR_BOX; // the dots are all that has the model's colour
    double radius = alone ? LARGE : RADIUS;
    for (int i = 0; i < asRun.length; i++) {
      // Spread over the lane so that equal times do not hide each other; the same at each drawing.
      double place = (i * 0.618033988749895) % 1;
      double y = lane.top() + lane.height() * (0.2 + 0.6 * place);
      g2.setPaint(
          alone
              ? lane.look().dotFill(lane.colour())
              : fences.leavesOut(asRun[i]) ? Theme.INK : Theme.CARD);
      String which = String.format(Locale.ROOT, "trial %,d, ", trials.get(i).number());
      Hover.fill(g2, dot(lane.x(asRun[i]), y, radius), lane.words() + which + label(asRun[i]));
      g2.setPaint(Theme.INK);
      g2.setStroke(Theme.THIN);
      g2.draw(dot(lane.x(asRun[i]), y, radius));
    }
  }
}
