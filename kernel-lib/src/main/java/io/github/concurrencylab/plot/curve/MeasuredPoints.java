package io.github.concurrencylab.plot.curve;

import io.github.concurrencylab.plot.style.Scale;
import io.github.concurrencylab.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Points with intervals, which a chart draws over its lines and can say in words. */
public final class MeasuredPoints extends YIntervalSeriesCollection {
  private static final long serialVersionUID = 1;

  private String name;
  private final transient Function<Estimate, String> value;
  private final transient List<String> lines = new ArrayList<>();

  /** The same by kind. */
  private final transient List<List<String>> words = new ArrayList<>();

  /**
   * Creates a list without points.
   *
   * @param name what they are of, for their text
   * @param value what is said of one
   */
  public MeasuredPoints(String name, Function<Estimate, String> value) {
    this.name = name;
    this.value = value;
  }

  /** Those that a plot shows. */
  public static Optional<MeasuredPoints> in(XYPlot plot) {
    return IntStream.range(0, plot.getDatasetCount())
        .mapToObj(plot::getDataset)
        .filter(MeasuredPoints.class::isInstance)
        .map(MeasuredPoints.class::cast)
        .findFirst();
  }

  /** Starts another kind of points. */
  public void start(String kind) {
    // In the order in which they come, as their words are.
    addSeries(new YIntervalSeries(kind, false, true));
    words.add(new ArrayList<>());
  }

  /** Starts another kind of points, whose text says what they are of. */
  public void start(String kind, String of) {
    name = of;
    start(kind);
  }

  /** Adds a point to the kind that was started last; one that was not measured is left out. */
  public void add(double x, Estimate y) {
    if (!(y.value() > 0)) {
      return;
    }
    boolean interval = y.hasInterval();
    // A logarithmic scale has no place for 0: down to the chart's edge then.
    double low = interval ? Math.max(y.low(), Double.MIN_NORMAL) : y.value();
    getSeries(getSeriesCount() - 1).add(x, y.value(), low, interval ? y.high() : y.value());
    String line = String.format(Locale.ROOT, "%s %,.0f: %s", name, x, value.apply(y));
    lines.add(line);
    words.getLast().add(line);
  }

  /** What is said of a number without a unit. */
  public static String number(Estimate y) {
    String words = String.format(Locale.ROOT, "%.3g", y.value());
    return y.hasInterval()
        ? words + String.format(Locale.ROOT, " (95 %%: %.3g to %.3g)", y.low(), y.high())
        : words;
  }

  /** What one point says. */
  String words(int kind, int item) {
    return words.get(kind).get(item);
  }

  /**
   * The values and the ends of their intervals, for a logarithmic scale that shows them: but for a
   * lower end next to 0, which would take it down without end.
   */
  public static DoubleStream ends(Stream<Estimate> estimates) {
    return estimates.flatMapToDouble(
        y -> DoubleStream.of(y.value(), Math.max(y.low(), y.value() / Scale.FAR), y.high()));
  }

  /** A line for each point. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }
}
