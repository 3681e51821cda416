package io.github.concurrencylab.plot.panel;

import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.plot.bars.FigureRenderer;
import io.github.concurrencylab.plot.style.Colours;
import io.github.concurrencylab.plot.style.LabelText;
import io.github.concurrencylab.plot.style.Theme;
import io.github.concurrencylab.results.LockSpans;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one trial: a lane for each worker, or as many as it has tasks under way at once; a
 * bar for each task, with its number.
 */
public final class TimelinePanel implements Panel {
  /** The time in which the pool starts. */
  static final Color POOL_START = new Color(0xE9E9E9);

  /** The most lanes; of further ones only the number is told. */
  static final int MOST_LANES = 32;

  /** About the most bars of a chart: beyond, neighbours that are very short become one. */
  private static final int MOST_BARS = 600;

  /** About the most steps of a chart that draws the share of time in which the lock was held. */
  private static final int MOST_STEPS = 2_400;

  /** The fewest of those steps in a lane. */
  private static final int LEAST_STEPS = 40;

  /** How much paler every other task is, so that neighbours can be told apart. */
  private static final double TINT = 0.3;

  /** How much paler waiting without the lock is than holding it. */
  public static final double PALE = 0.78;

  private static final double NANOS = 1e9;
  private static final double MORE_HEIGHT = 14;
  private static final int TEXT_COLUMNS = 60;

  private final Subject of;
  private final Trial.@Nullable Measured trial;
  private final int processors;
  private final List<TimelineLane> lanes;
  private final int moreLanes;
  private final int panels;

  /**
   * Creates a panel.
   *
   * @param of whose it is
   * @param processors how many processors the machine has
   */
  public TimelinePanel(Subject of, int processors) {
    this.of = of;
    this.trial = of.trial().orElse(null);
    this.processors = processors;
    this.panels = Math.max(1, of.panels());
    List<TimelineLane> all = trial == null ? List.of() : lanes(trial, of.unit());
    this.lanes = all.subList(0, Math.min(MOST_LANES, all.size()));
    this.moreLanes = all.size() - lanes.size();
  }

  private static List<TimelineLane> lanes(Trial.Measured trial, SiTime unit) {
    Map<String, List<Span>> byWorker =
        new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(s -> s));
    for (Span span : trial.timeline().tasks()) {
      byWorker.computeIfAbsent(span.worker(), worker -> new ArrayList<>()).add(span);
    }
    Map<String, List<LockSpan>> locks = LockSpans.byWorker(trial.timeline().lock());
    List<TimelineLane> lanes = new ArrayList<>();
    byWorker.forEach((worker, spans) -> {
      spans.sort(Comparator.comparingLong(Span::startNanos));
      List<LockSpan> lock = locks.getOrDefault(worker, List.of());
      List<List<Span>> rows = lock.isEmpty() ? rows(spans) : List.of(spans);
      for (int row = 0; row < rows.size(); row++) {
        lanes.add(new TimelineLane(row == 0 ? worker : "", rows.get(row), lock, unit));
      }
    });
    return lanes;
  }

  /**
   * Tasks that one worker has under way at the same time, an event loop's that wait for example, in
   * rows of their own: drawn over each other they would look like one.
   */
  private static List<List<Span>> rows(List<Span> spans) {
    List<List<Span>> rows = new ArrayList<>();
    for (Span span : spans) {
      List<Span> free =
          rows.stream()
              .filter(row -> row.getLast().endNanos() <= span.startNanos())
              .findFirst()
              .orElseGet(() -> {
                rows.add(new ArrayList<>());
                return rows.getLast();
              });
      free.add(span);
    }
    return rows;
  }

  /** Whether it shows a global lock. */
  public boolean hasLock() {
    return lanes.stream().anyMatch(lane -> !lane.lock().isEmpty());
  }

  /** The colour of its tasks, and of holding the lock. */
  public Color colour() {
    return Colours.of(of.series().model());
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
    if (lanes.isEmpty()) {
      return which + ": when its tasks ran was not recorded";
    }
    if (hasLock()) {
      return String.format(
          Locale.ROOT,
          "%s: one thread holds the lock at a time; it changed hands %,d times",
          which,
          trial.timeline().handOvers());
    }
    int most = trial.timeline().mostAtOnce();
    if (most <= 1) {
      return which + ": one task after another";
    }
    return String.format(
        Locale.ROOT,
        "%s: up to %,d tasks under way at once, on %,d %s",
        which,
        most,
        processors,
        processors == 1 ? "processor" : "processors");
  }

  @Override
  public double seconds() {
    if (trial == null || lanes.isEmpty()) {
      return 0;
    }
    long end = trial.timeline().tasks().stream().mapToLong(Span::endNanos).max().orElse(0);
    return Math.max(trial.seconds(), end / NANOS);
  }

  @Override
  public double height() {
    return lanes.isEmpty() ? 0 : lanes.size() * laneHeight() + (moreLanes > 0 ? MORE_HEIGHT : 0);
  }

  private double laneHeight() {
    if (lanes.size() == 1) {
      return 26;
    }
    return lanes.size() <= 4 ? 20 : lanes.size() <= 8 ? 17 : 14;
  }

  @Override
  public String widestLabel() {
    return lanes.stream()
        .map(TimelinePanel::label)
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static String label(TimelineLane lane) {
    return LabelText.shortened(LabelText.plain(lane.worker()), NAME_LETTERS);
  }

  @Override
  public void draw(Graphics2D g2, Rectangle2D body, DoubleUnaryOperator x) {
    double scale = body.getHeight() / height();
    double slot = laneHeight() * scale;
    Rectangle2D all =
        new Rectangle2D.Double(body.getX(), body.getY(), body.getWidth(), slot * lanes.size());
    poolStart(g2, all, x);
    LaneCanvas.Ink ink = ink(all.getWidth());
    for (int i = 0; i < lanes.size(); i++) {
      double top = all.getY() + i * slot;
      g2.setFont(Theme.small());
      g2.setPaint(Theme.QUIET);
      Panel.label(g2, all, label(lanes.get(i)), top + slot / 2);
      g2.setPaint(Theme.LINE);
      g2.setStroke(Theme.THIN);
      FigureRenderer.line(g2, all.getMinX(), top + slot, all.getMaxX(), top + slot);
      double gap = Math.min(1.5, slot / 8);
      Rectangle2D lane =
          new Rectangle2D.Double(all.getX(), top + gap, all.getWidth(), slot - 2 * gap);
      lanes.get(i).draw(new LaneCanvas(g2, lane, nanos -> x.applyAsDouble(nanos / NANOS), ink));
    }
    if (moreLanes > 0) {
      g2.setFont(Theme.small());
      g2.setPaint(Theme.QUIET);
      Panel.middleText(
          g2, String.format(Locale.ROOT, "and %,d more", moreLanes), all.getX(), all.getMaxY() + 7);
    }
  }

  private LaneCanvas.Ink ink(double width) {
    Color colour = colour();
    int tasks = lanes.stream().mapToInt(lane -> lane.tasks().size()).sum();
    int chartLanes = panels * lanes.size();
    double shortest =
        tasks * panels > MOST_BARS ? Math.max(1.5, width * chartLanes / MOST_BARS) : 1;
    boolean isDense = lanes.stream().anyMatch(lane -> lane.isDense(chartLanes));
    return new LaneCanvas.Ink(
        colour,
        Colours.mix(colour, Theme.CARD, TINT),
        Colours.mix(colour, Theme.CARD, PALE),
        shortest,
        isDense
            ? Math.clamp(MOST_STEPS / chartLanes, LEAST_STEPS, (int) Math.max(LEAST_STEPS, width))
            : 0);
  }

  private void poolStart(Graphics2D g2, Rectangle2D area, DoubleUnaryOperator x) {
    double seconds =
        trial == null
            ? 0
            : trial.details().map(known -> known.poolStartNanos() / NANOS).orElse(0.0);
    double end = x.applyAsDouble(seconds);
    if (end - area.getX() < 1) {
      return;
    }
    g2.setPaint(POOL_START);
    g2.fill(new Rectangle2D.Double(area.getX(), area.getY(), end - area.getX(), area.getHeight()));
    g2.setFont(Theme.small());
    if (g2.getFontMetrics().stringWidth("pool start") + 8 < end - area.getX()) {
      g2.setPaint(Theme.QUIET);
      // In the middle of a lane, so that no line runs through it.
      double lane = area.getHeight() / lanes.size();
      double middle = area.getY() + (Math.floorDiv(lanes.size(), 2) + 0.5) * lane;
      Panel.middleText(g2, "pool start", area.getX() + 4, middle);
    }
  }

  /** A line for each lane: the tasks' numbers, or their last digit, as long as they ran. */
  @Override
  public String text() {
    StringBuilder text = new StringBuilder(LabelText.plain(name()));
    text.append(": ").append(LabelText.plain(note())).append('\n');
    int width = lanes.stream().mapToInt(lane -> label(lane).length()).max().orElse(0);
    double seconds = Math.max(seconds(), 1e-9);
    LaneText letters = new LaneText(TEXT_COLUMNS, seconds * NANOS);
    for (TimelineLane lane : lanes) {
      text.append("  ").append(label(lane)).repeat(' ', width - label(lane).length()).append("  ");
      text.append(letters.of(lane)).append('\n');
    }
    if (moreLanes > 0) {
      text.append("  and ").append(moreLanes).append(" more\n");
    }
    return text.toString();
  }
}
