package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.profile.WorkerState;
import io.github.concurrencylab.measure.profile.WorkerTime;
import io.github.concurrencylab.plot.style.Hover;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.plot.style.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** A bar per worker: how long it was in each state. Order says nothing, length everything. */
public final class StatesPanel implements Panel {
  private static final int MOST_ROWS = 24;
  private static final double ROW = 18;
  private static final double BAR = 12;

  private final List<WorkerTime> all;
  private final List<WorkerTime> workers;
  private final double seconds;
  private final SiTime unit;

  /**
   * Creates a panel.
   *
   * @param all the workers; those beyond the {@value #MOST_ROWS}th are only counted
   * @param seconds how long they were watched
   * @param unit what the chart shows times in
   */
  public StatesPanel(List<WorkerTime> all, double seconds, SiTime unit) {
    this.all = all;
    this.workers = all.subList(0, Math.min(MOST_ROWS, all.size()));
    this.seconds = seconds;
    this.unit = unit;
  }

  /** A state's colour: what helps is blue, what holds up is warm. */
  public static Color colour(WorkerState state) {
    return switch (state) {
      case RUNNING -> new Color(0x0072B2);
      case LOCK -> new Color(0xD55E00);
      case WAITING -> new Color(0xF0A868);
      case COLLECTING -> new Color(0xCC79A7);
      case READY -> new Color(0xB9D3E6);
      case IDLE -> new Color(0xEDEDED);
    };
  }

  @Override
  public String name() {
    return "Each worker's time";
  }

  @Override
  public String note() {
    if (all.isEmpty()) {
      return "no task was run";
    }
    return all.size() > workers.size()
        ? String.format(Locale.ROOT, "%,d of %,d workers", workers.size(), all.size())
        : "";
  }

  @Override
  public double seconds() {
    return workers.isEmpty() ? 0 : seconds;
  }

  @Override
  public double height() {
    return workers.size() * ROW;
  }

  @Override
  public String widestLabel() {
    return workers.stream()
        .map(StatesPanel::label)
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static String label(WorkerTime worker) {
    return LabelText.shortened(LabelText.plain(worker.worker()), NAME_LETTERS);
  }

  @Override
  public void draw(Graphics2D g2, Rectangle2D body, DoubleUnaryOperator x) {
    double row = body.getHeight() / workers.size();
    double bar = Math.min(BAR, row * BAR / ROW);
    for (int i = 0; i < workers.size(); i++) {
      double middle = body.getMinY() + (i + 0.5) * row;
      g2.setFont(Theme.small());
      g2.setPaint(Theme.INK);
      Panel.label(g2, body, label(workers.get(i)), middle);
      double from = 0;
      for (WorkerState state : WorkerState.values()) {
        double to = from + workers.get(i).in(state);
        double left = x.applyAsDouble(from);
        double right = x.applyAsDouble(to);
        if (right > left) {
          g2.setPaint(colour(state));
          Hover.fill(
              g2,
              new Rectangle2D.Double(left, middle - bar / 2, right - left, bar),
              "%s: %s %s"
                  .formatted(label(workers.get(i)), state.words(), Scale.label(unit, to - from)));
        }
        from = to;
      }
    }
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    for (WorkerTime worker : workers) {
      text.append(label(worker)).append(':');
      String between = " ";
      for (WorkerState state : WorkerState.values()) {
        double share = worker.in(state) / seconds;
        if (share >= 0.005) {
          text.append(between)
              .append(state.words())
              .append(String.format(Locale.ROOT, " %.0f %%", 100 * share));
          between = ", ";
        }
      }
      text.append('\n');
    }
    if (all.size() > workers.size()) {
      text.append("and ").append(all.size() - workers.size()).append(" more\n");
    }
    return text.toString();
  }

  @Override
  public String words() {
    return name() + ": " + text().strip().replace("\n", "; ");
  }
}
