package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.SiTime;
import io.github.concurrencylab.findings.Bottleneck;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.profile.Profiler;
import io.github.concurrencylab.measure.profile.Profiling;
import io.github.concurrencylab.measure.run.WorkSample;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.table.Rows;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * Which model fits a workload, and the evidence for it. As the last value of a cell it shows a
 * sentence and the table of its evidence.
 *
 * @param workload what was sampled
 * @param sample what was found
 * @param contention what a profile says of tasks that keep each other from running; empty if there
 *     is nothing of it, or nothing made one look
 * @param reason which of the reasons it is
 */
public record Advice(Workload workload, WorkSample sample, String contention, Reason reason)
    implements Answer {
  /** Below this a task costs less than to hand it to a thread and back, give or take. */
  private static final double TINY_SECONDS = 20e-6;

  private static final double MOSTLY = 0.5;

  /** From this share of waiting on, to let others run meanwhile gains something. */
  private static final double PARTLY = 0.2;

  /** Below this threads lose. */
  private static final double SLOWER = 0.8;

  /** What is no more than this is no gain: a few runs tell no less. */
  private static final double GAINS = 1.1;

  /** A share of the processors' number: threads that gain less have something in their way. */
  private static final double WELL_USED = 0.75;

  /** All tasks together: with less, processes cost more to start than they gain. */
  private static final double WORTH_PROCESSES_SECONDS = 1;

  private static final double PROFILE_SECONDS = 0.5;

  /** Why a model fits. */
  public enum Reason {
    /** Tasks wait. */
    WAITING("waits", "tasks mostly wait, and a virtual thread that waits costs little"),

    /** Tasks wait and compute. */
    MIXED(
        "waits and computes",
        "tasks wait for a part of their time, in which a virtual thread lets others run"),

    /** Tasks get into each other's way. */
    SHARED(
        "contends",
        "tasks fight over something that they share, so that threads gain little or lose; give each"
            + " task its own and ask again"),

    /** Tasks are too small. */
    TINY("is tiny", "a task is shorter than it takes to hand it to a thread: join many into one"),

    /** Tasks compute, and threads gain nothing by it. */
    NO_GAIN("computes", "tasks compute, but threads gain nothing here: the plain loop is simplest"),

    /** Tasks compute and leave each other alone. */
    COMPUTING("computes", "tasks compute and share nothing, so that every processor helps"),

    /** Tasks compute, and something that was not found keeps threads from all that they could. */
    PARTLY_HELPED(
        "computes", "tasks compute, and threads gain, though less than there are processors");

    private final String kind;
    private final String words;

    Reason(String kind, String words) {
      this.kind = kind;
      this.words = words;
    }

    /**
     * What the work does.
     *
     * @return a word or a few
     */
    public String kind() {
      return kind;
    }
  }

  /**
   * Samples a workload, and profiles it if threads gain less than there are processors.
   *
   * @param workload what to sample
   * @return the advice
   * @throws IllegalArgumentException if it cannot be sampled
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   */
  public static Advice of(Workload workload) {
    try {
      WorkSample sample = WorkSample.of(workload);
      String contention = isSuspect(sample) ? contention(workload, sample) : "";
      return new Advice(workload, sample, contention, reason(sample, contention));
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  private static boolean isSuspect(WorkSample sample) {
    return sample.seconds() >= TINY_SECONDS && !isWellUsed(sample);
  }

  private static String contention(Workload workload, WorkSample sample) {
    Model threads = new Threads(sample.workers());
    Profiling profiling =
        new Profiler(PROFILE_SECONDS).profile(workload, threads, RunListener.SILENT);
    Optional<String> found = Bottleneck.lockWait(profiling);
    if (waits(sample)) {
      return found.orElse(""); // what little it computes says nothing
    }
    return found.or(() -> Bottleneck.fight(profiling)).orElse("");
  }

  private static boolean waits(WorkSample sample) {
    return sample.waitShare() > PARTLY;
  }

  private static boolean isSlower(WorkSample sample) {
    return sample.speedUp() < SLOWER && !waits(sample);
  }

  static Reason reason(WorkSample sample, String contention) {
    if (sample.seconds() < TINY_SECONDS) {
      return Reason.TINY;
    }
    if (!contention.isEmpty() || isSlower(sample)) {
      return Reason.SHARED;
    }
    if (waits(sample)) {
      return sample.waitShare() > MOSTLY ? Reason.WAITING : Reason.MIXED;
    }
    if (sample.speedUp() < GAINS) {
      return Reason.NO_GAIN;
    }
    return isWellUsed(sample) ? Reason.COMPUTING : Reason.PARTLY_HELPED;
  }

  /** Also if nobody knows, since the whole takes too long to be sampled. */
  private static boolean isWellUsed(WorkSample sample) {
    return !(sample.speedUp() < WELL_USED * sample.workers());
  }

  /**
   * The model that fits.
   *
   * @return a model of Java's
   */
  public Model choice() {
    int processors = Runtime.getRuntime().availableProcessors();
    return switch (reason) {
      case WAITING, MIXED -> new VirtualThreads();
      case TINY, NO_GAIN -> new Blocking();
      case COMPUTING, PARTLY_HELPED -> new Threads(processors);
      case SHARED ->
          isWorthProcesses() && processors > 1 ? new Processes(processors) : new Blocking();
    };
  }

  /** Own tasks may need what they share: in processes each would have a copy of its own. */
  private boolean isWorthProcesses() {
    return !(workload instanceof OwnTasks)
        && sample.seconds() * workload.tasks() > WORTH_PROCESSES_SECONDS;
  }

  /**
   * The model that fits, as it is written in a cell.
   *
   * @return {@code virtualThreads()} for example
   */
  public String model() {
    return choice().id().call();
  }

  /**
   * Measures all of Java's models, to see whether this advice is any good: a few trials of each.
   *
   * @return the advised model beside the fastest
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   */
  public AdviceCheck checked() {
    return Experiment.forAdvice().checked(this);
  }

  /**
   * The evidence, one row a finding: what was looked at, the figure with its unit, and how it is to
   * be read. {@link #sample} has the figures as numbers.
   *
   * @return a new table
   */
  @Override
  public Table table() {
    Rows rows = new Rows("evidence");
    row(rows, "tasks sampled alone", String.format(Locale.ROOT, "%,d", sample.tasks()), "");
    row(rows, "time of a task", SiTime.words(sample.seconds()), ofTime());
    row(rows, "of it waiting", share(sample.waitShare()), ofWaiting());
    row(rows, "speed-up by " + sample.workers() + " threads", times(sample.speedUp()), ofSpeedUp());
    return rows.table();
  }

  private static void row(Rows rows, String finding, String value, String reading) {
    rows.put(Columns.FINDING, finding).put(Columns.VALUE, value).put(Columns.READING, reading);
  }

  private static String share(double share) {
    return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String times(double ratio) {
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f", ratio);
  }

  private String ofTime() {
    return sample.seconds() < TINY_SECONDS
        ? "shorter than handing it to a thread takes"
        : "long enough to be handed to a thread";
  }

  private String ofWaiting() {
    double share = sample.waitShare();
    if (Double.isNaN(share)) {
      return "over too soon to tell";
    }
    return share > MOSTLY
        ? "tasks mostly wait"
        : share > PARTLY ? "tasks wait partly" : "tasks compute";
  }

  private String ofSpeedUp() {
    double speedUp = sample.speedUp();
    if (Double.isNaN(speedUp)) {
      return "not run as a whole, which takes too long for a sample";
    }
    if (speedUp < SLOWER) {
      return "threads lose";
    }
    if (speedUp < GAINS) {
      return "threads gain nothing";
    }
    return isWellUsed(sample) ? "threads gain" : "threads gain, less than they could";
  }

  /** {@inheritDoc} It is the advice and why. */
  @Override
  public String sentence() {
    return "Use " + model() + ": " + reason.words + ".";
  }

  /**
   * What was sampled, and what the profile says if something was found.
   *
   * @return a line each
   */
  @Override
  public List<String> header() {
    String workload = this.workload.toString();
    return contention.isEmpty()
        ? List.of(workload)
        : List.of(
            workload,
            "From a profile under threads(" + sample.workers() + "): " + contention + ".");
  }

  @Override
  public String toString() {
    return text();
  }
}
