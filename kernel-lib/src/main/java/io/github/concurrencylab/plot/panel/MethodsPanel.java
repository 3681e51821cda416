package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.measure.profile.HotMethod;
import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Theme;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** A bar for each of the hottest methods, below its name: the processor time that it takes. */
public final class MethodsPanel implements Panel {
  private static final int MOST_ROWS = 6;
  private static final int LONGEST_NAME = 80;
  private static final double ROW = 27;
  private static final double BAR = 8;

  private final List<HotMethod> methods;
  private final double running;
  private final double samples;

  /**
   * Creates a panel.
   *
   * @param all the methods, the hottest first
   * @param running the processor time of all workers, in seconds
   */
  public MethodsPanel(List<HotMethod> all, double running) {
    this.methods = all.subList(0, Math.min(MOST_ROWS, all.size()));
    this.running = running;
    this.samples = all.stream().mapToInt(HotMethod::samples).sum();
  }

  @Override
  public String name() {
    return "Hottest methods";
  }

  @Override
  public String note() {
    return methods.isEmpty()
        ? "nothing was seen running"
        : String.format(
            Locale.ROOT,
            "processor time of all workers, %,.0f %s",
            samples,
            samples == 1 ? "sample" : "samples");
  }

  @Override
  public double seconds() {
    return methods.isEmpty() ? 0 : share(methods.getFirst()) * running;
  }

  private double share(HotMethod method) {
    return method.samples() / samples;
  }

  @Override
  public double height() {
    return methods.size() * ROW;
  }

  @Override
  public String widestLabel() {
    return "";
  }

  @Override
  public void draw(Graphics2D g2, Rectangle2D body, DoubleUnaryOperator x) {
    double row = body.getHeight() / methods.size();
    for (int i = 0; i < methods.size(); i++) {
      double top = body.getMinY() + i * row;
      double left = body.getMinX();
      g2.setFont(Theme.small());
      g2.setPaint(Theme.INK);
      // Over the grid's lines, on a ground of its own.
      String words = words(methods.get(i));
      double width = g2.getFontMetrics().stringWidth(words);
      g2.setPaint(Theme.CARD);
      g2.fill(new Rectangle2D.Double(left, top + 1, width + 4, row * 0.55));
      g2.setPaint(Theme.INK);
      Panel.middleText(g2, words, left + 2, top + row * 0.3);
      double length = x.applyAsDouble(share(methods.get(i)) * running) - left;
      g2.setPaint(StatesPanel.colour(WorkerState.RUNNING));
      g2.fill(
          new Rectangle2D.Double(
              left, top + row * 0.6, Math.max(1, length), Math.min(BAR, row * BAR / ROW)));
      Hover.say(g2, new Rectangle2D.Double(left, top, body.getWidth(), row), methods.get(i).name());
    }
  }

  private String words(HotMethod method) {
    return String.format(
        Locale.ROOT,
        "%s  %.0f %%",
        LabelText.shortened(LabelText.plain(method.name()), LONGEST_NAME),
        100 * share(method));
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    methods.forEach(method -> text.append(words(method)).append('\n'));
    return text.toString();
  }

  @Override
  public String words() {
    return name() + ": " + text().strip().replace("\n", "; ");
  }
}
