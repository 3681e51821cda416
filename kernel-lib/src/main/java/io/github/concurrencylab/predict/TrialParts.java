package io.github.concurrencylab.predict;

import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;

/**
 * One trial taken apart: what its spans and clocks tell of what passed beside the tasks. All times
 * are in seconds.
 */
final class TrialParts {
  private static final double NANO = 1e-9;

  private final Trial.Measured trial;
  private final Trial.Details details;
  private final List<Span> spans;

  private TrialParts(Trial.Measured trial, Trial.Details details) {
    this.trial = trial;
    this.details = details;
    spans = trial.timeline().tasks();
  }

  /**
   * The trials of which enough is known.
   *
   * @param trials any trials
   * @return those with spans of all their tasks
   */
  static List<TrialParts> of(List<Trial.Measured> trials) {
    List<TrialParts> known = new ArrayList<>();
    for (Trial.Measured trial : trials) {
      if (!trial.timeline().tasks().isEmpty()) {
        trial.details().ifPresent(details -> known.add(new TrialParts(trial, details)));
      }
    }
    return known;
  }

  int tasks() {
    return spans.size();
  }

  /** How long a task took, waits included. */
  double taskSeconds(int task) {
    return NANO * length(spans.get(task));
  }

  double spanSum() {
    return NANO * spans.stream().mapToLong(TrialParts::length).sum();
  }

  private static long length(Span span) {
    return span.endNanos() - span.startNanos();
  }

  double seconds() {
    return trial.seconds();
  }

  double start() {
    return NANO * details.poolStartNanos();
  }

  /** Between the pool's start and the first task. */
  double lead() {
    return Math.max(0, NANO * first() - start());
  }

  /** Between the pool's start and the first task, and after the last one. */
  double outside() {
    return Math.max(0, seconds() - start() - working());
  }

  private long first() {
    return spans.stream().mapToLong(Span::startNanos).min().orElse(0);
  }

  /** From the first task's start to the last one's end. */
  double working() {
    long last = spans.stream().mapToLong(Span::endNanos).max().orElse(0);
    return NANO * (last - first());
  }

  /** Processor time of this program and its children; none where the clock cannot tell. */
  OptionalDouble processorSeconds() {
    return trial.meanCores().isPresent()
        ? OptionalDouble.of(NANO * details.cpuNanos())
        : OptionalDouble.empty();
  }

  /** Between a task's end and the start of its worker's next one: the median; NaN without any. */
  double gap() {
    Map<String, List<Span>> byWorker = new HashMap<>();
    for (Span span : spans) {
      byWorker.computeIfAbsent(span.worker(), worker -> new ArrayList<>()).add(span);
    }
    List<Double> gaps = new ArrayList<>();
    for (List<Span> own : byWorker.values()) {
      own.sort(Comparator.comparingLong(Span::startNanos));
      for (int i = 1; i < own.size(); i++) {
        gaps.add(NANO * Math.max(0, own.get(i).startNanos() - own.get(i - 1).endNanos()));
      }
    }
    double[] all = gaps.stream().mapToDouble(Double::doubleValue).toArray();
    return all.length == 0 ? Double.NaN : Median.withDefaults().evaluate(all);
  }

  /** How many tasks were under way at once, at most. */
  int atOnce() {
    return trial.timeline().mostAtOnce();
  }

  /**
   * Between a task's end and the start of the next one in its place: the median; NaN without any.
   * Threads do not tell: an executor has more of them than it runs tasks, and gives one to each.
   */
  double gapOfSlots() {
    int slots = atOnce();
    long[] starts = starts();
    long[] ends = ends();
    double[] gaps = new double[Math.max(0, starts.length - slots)];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = NANO * Math.max(0, starts[i + slots] - ends[i]);
    }
    return gaps.length == 0 ? Double.NaN : Median.withDefaults().evaluate(gaps);
  }

  private long[] starts() {
    return spans.stream().mapToLong(Span::startNanos).sorted().toArray();
  }

  private long[] ends() {
    return spans.stream().mapToLong(Span::endNanos).sorted().toArray();
  }

  /** Bytes that travelled with a task; NaN if nobody counted. */
  double sent() {
    return counted(details.traffic().sent());
  }

  /** Bytes of a task's result as it travelled; NaN if nobody counted. */
  double received() {
    return counted(details.traffic().received());
  }

  private double counted(long bytes) {
    return bytes == 0 ? Double.NaN : (double) bytes / tasks();
  }

  /**
   * Processor seconds of the tasks, if they only compute and so many processors were shared evenly:
   * at each moment as many as there were tasks under way, and no more than there were processors.
   */
  double shared(int processors) {
    long[] starts = starts();
    long[] ends = ends();
    double sum = 0;
    int started = 0;
    long before = starts[0];
    for (int ended = 0; ended < ends.length; ) {
      boolean starting = started < starts.length && starts[started] <= ends[ended];
      long now = starting ? starts[started] : ends[ended];
      sum += NANO * (now - before) * Math.min(processors, started - ended);
      before = now;
      if (starting) {
        started++;
      } else {
        ended++;
      }
    }
    return sum;
  }

  /** How long a global lock was held, by all threads together; 0 without one. */
  double lockHeld() {
    return NANO
        * trial.timeline().lock().stream()
            .filter(span -> span.state() == LockSpan.State.HOLDING)
            .mapToLong(span -> span.endNanos() - span.startNanos())
            .sum();
  }

  /** How often it went from one thread to another. */
  long handOvers() {
    return trial.timeline().handOvers();
  }

  /** The mean of one figure, of those trials that know it; NaN if none does. */
  static double mean(List<TrialParts> trials, ToDoubleFunction<TrialParts> of) {
    double[] known =
        trials.stream().mapToDouble(of).filter(figure -> !Double.isNaN(figure)).toArray();
    return Arrays.stream(known).average().orElse(Double.NaN);
  }
}
