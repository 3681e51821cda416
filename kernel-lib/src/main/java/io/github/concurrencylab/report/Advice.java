package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.WorkSample;
import io.github.concurrencylab.results.Rows;
import io.github.concurrencylab.workload.Workload;
import java.util.List;
import java.util.Locale;
import tech.tablesaw.api.Table;

/**
 * Which model fits a workload, and the evidence for it. As the last value of a cell it shows a
 * sentence and the table of its evidence.
 *
 * @param workload what was sampled, in words
 * @param sample what was found
 * @param reason which of the reasons it is
 */
public record Advice(String workload, WorkSample sample, Reason reason) {
  /** Below this a task costs less than to hand it to a thread and back, give or take. */
  private static final double TINY_SECONDS = 20e-6;

  private static final double MOSTLY = 0.5;
  private static final double SLOWER = 0.8;

  /** Why a model fits, and which. */
  public enum Reason {
    /** Tasks wait. */
    WAITING("virtualThreads()", "tasks mostly wait, and a virtual thread that waits costs nothing"),

    /** Tasks get into each other's way. */
    SHARED(
        "processes(n), or blocking()",
        "tasks only compute, and threads are slower than a plain loop: they fight over something"
            + " that they share; give each task its own, or use processes"),

    /** Tasks are too small. */
    TINY(
        "blocking()", "a task is shorter than it takes to hand it to a thread: join many into one"),

    /** Tasks compute and leave each other alone. */
    COMPUTING("threads(n)", "tasks compute and share nothing, so that every processor helps");

    private final String model;
    private final String words;

    Reason(String model, String words) {
      this.model = model;
      this.words = words;
    }
  }

  /**
   * Samples a workload.
   *
   * @param workload what to sample
   * @return the advice
   */
  public static Advice of(Workload workload) {
    WorkSample sample = WorkSample.of(workload);
    return new Advice(workload.toString(), sample, reason(sample));
  }

  static Reason reason(WorkSample sample) {
    if (sample.seconds() < TINY_SECONDS) {
      return Reason.TINY;
    }
    if (sample.waitShare() > MOSTLY) {
      return Reason.WAITING;
    }
    return sample.speedUp() < SLOWER ? Reason.SHARED : Reason.COMPUTING;
  }

  /**
   * The model that fits, as it is written in a cell.
   *
   * @return {@code virtualThreads()} for example; n is the number of processors
   */
  public String model() {
    return reason.model.replace("(n)", "(" + Runtime.getRuntime().availableProcessors() + ")");
  }

  /**
   * The evidence, one row a finding.
   *
   * @return a new table
   */
  public Table table() {
    Rows rows = new Rows("evidence");
    row(rows, "tasks sampled alone", sample.tasks(), "");
    row(rows, "milliseconds a task", 1e3 * sample.seconds(), "below 0.02: too small to hand out");
    row(rows, "% of it waiting", 100 * sample.waitShare(), "above 50: waits");
    row(rows, "speed-up by threads", sample.speedUp(), "below 0.8: something is fought over");
    return rows.table();
  }

  private static void row(Rows rows, String finding, double value, String meaning) {
    rows.put("finding", finding).put("value", value).put("what it says", meaning);
  }

  /**
   * What was sampled, and the advice in a sentence.
   *
   * @return a line each
   */
  public List<String> header() {
    return List.of(workload, String.format(Locale.ROOT, "Use %s: %s.", model(), reason.words));
  }

  @Override
  public String toString() {
    return String.join("\n", header()) + "\n\n" + TextTable.of(table());
  }
}
