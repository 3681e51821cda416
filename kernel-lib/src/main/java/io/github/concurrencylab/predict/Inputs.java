package io.github.concurrencylab.predict;

import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.Platform;
import io.github.concurrencylab.predict.Costs.Turn;
import io.github.concurrencylab.predict.Costs.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What was measured of a model and of its baseline, trial by trial: all that a prediction rests on.
 *
 * @param model the model
 * @param processors how many there were
 * @param trials the model's trials
 * @param baseline the trials of the plain loop, in which each task ran alone
 */
record Inputs(ModelId model, int processors, List<TrialParts> trials, List<TrialParts> baseline) {
  /** CPython's own switch interval since 3.2, {@code sys.getswitchinterval()}. */
  private static final double SWITCH_INTERVAL = 0.005;

  /** Tasks that wait more than that share do not tell how fast they compute elsewhere. */
  private static final double MOSTLY_COMPUTING = 0.1;

  /** Masters of Spark's that run so many tasks at once as they say. */
  private static final Pattern FIXED_SLOTS = Pattern.compile("local(?:\\[([1-9]\\d{0,3})])?");

  /** What a simulation needs. */
  record Drawn(Work work, Costs costs) {}

  Inputs {
    trials = List.copyOf(trials);
    baseline = List.copyOf(baseline);
  }

  /** Those of other trials, as many, drawn with replacement. */
  Inputs resampled(SplittableRandom random) {
    return new Inputs(model, processors, drawn(trials, random), drawn(baseline, random));
  }

  private static List<TrialParts> drawn(List<TrialParts> from, SplittableRandom random) {
    List<TrialParts> drawn = new ArrayList<>(from.size());
    for (int i = 0; i < from.size(); i++) {
      drawn.add(from.get(random.nextInt(from.size())));
    }
    return drawn;
  }

  /** The tasks as they are alone: what the baseline's spans and processor time say. */
  Work alone() {
    double[] each = taskSeconds(baseline);
    int tasks = each.length;
    double all = TrialParts.mean(baseline, TrialParts::spanSum);
    double processor = processorSeconds(baseline);
    double share = Double.isNaN(processor) || all == 0 ? 1 : Math.min(1, processor / all);
    double[] waits = new double[tasks];
    double[] computes = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      double seconds = each[i];
      boolean waiting = share < 1 - MOSTLY_COMPUTING / 2; // less is noise of the clocks
      waits[i] = waiting ? seconds * (1 - share) : 0;
      computes[i] = waiting ? seconds * share : seconds;
    }
    return new Work(waits, computes);
  }

  private static double processorSeconds(List<TrialParts> of) {
    return TrialParts.mean(of, trial -> trial.processorSeconds().orElse(Double.NaN));
  }

  /** How many times the baseline's processor time the tasks need under this model. */
  double inflation() {
    if (model.equals(model.baseline())) {
      return 1;
    }
    double alone = alone().computed();
    double times =
        isOfProcesses()
            ? processSeconds() / alone
            : processorSeconds(trials) / processorSeconds(baseline);
    return Double.isFinite(times) && times > 0 ? times : 1;
  }

  /** Processor seconds of the tasks in processes of their own; NaN if nothing tells. */
  private double processSeconds() {
    double waiting = alone().waitingShare();
    if (waiting <= MOSTLY_COMPUTING) {
      return TrialParts.mean(trials, trial -> trial.shared(slots()));
    }
    // While they wait the processors are not shared: what they used less what the start used.
    double before = TrialParts.mean(trials, TrialParts::start) + lead();
    return waiting > 1 - MOSTLY_COMPUTING || !isPool()
        ? Double.NaN
        : processorSeconds(trials) - before * Math.min(processors, model.workers());
  }

  private double lead() {
    return TrialParts.mean(trials, TrialParts::lead);
  }

  /** Whether workers are started that compute meanwhile, in processes or interpreters. */
  boolean isOfProcesses() {
    return model.kind() == ModelKind.PROCESSES
        || model.kind() == ModelKind.INTERPRETERS
        || model.kind() == ModelKind.SPARK;
  }

  /** How many tasks could really be under way at once. */
  int slots() {
    return model.kind() == ModelKind.SPARK
        ? Math.max(1, trials.stream().mapToInt(TrialParts::atOnce).max().orElse(1))
        : processors;
  }

  /** How many tasks a master runs at once wherever it is; 0 for one a processor. */
  int fixedSlots() {
    Matcher fixed = FIXED_SLOTS.matcher(model.platform().detail());
    return !fixed.matches() ? 0 : fixed.group(1) == null ? 1 : Integer.parseInt(fixed.group(1));
  }

  /** Whether more tasks were under way at once than processors were there for them. */
  boolean isCrowded() {
    return model.kind() == ModelKind.SPARK && isLocal() && slots() > processors;
  }

  private boolean isLocal() {
    return model.platform().detail().startsWith("local");
  }

  /** Every task as long as it was under this model on average. */
  Work eachTask() {
    double[] seconds = taskSeconds(trials);
    return new Work(new double[seconds.length], seconds);
  }

  /** How long each task took, on average. */
  private static double[] taskSeconds(List<TrialParts> of) {
    return IntStream.range(0, of.getFirst().tasks())
        .mapToDouble(task -> TrialParts.mean(of, trial -> trial.taskSeconds(task)))
        .toArray();
  }

  /** What a task keeps a network's line to the driver busy for. */
  ClusterRule.Line line(Hardware hardware) {
    return hardware.hasNetwork()
        ? new ClusterRule.Line(
            TrialParts.mean(trials, TrialParts::sent) / hardware.bytesPerSecond(),
            TrialParts.mean(trials, TrialParts::received) / hardware.bytesPerSecond())
        : ClusterRule.Line.NONE;
  }

  /** Whether anybody counted what travels with a task and back. */
  boolean hasTraffic() {
    return TrialParts.mean(trials, TrialParts::sent) > 0
        && TrialParts.mean(trials, TrialParts::received) > 0;
  }

  /** Whether two tasks were under way at once on one thread, as they are while they wait. */
  boolean waitsWithoutThread() {
    double all = TrialParts.mean(trials, TrialParts::spanSum);
    return all > 1.5 * TrialParts.mean(trials, TrialParts::working);
  }

  /** Whether CPython's threads computed at the same time here: there is no lock then. */
  boolean hasNoLock() {
    return processorSeconds(trials) / TrialParts.mean(trials, TrialParts::seconds) > 1.2;
  }

  /** Every task of every trial as long as it was under this model: what stragglers come from. */
  Work each() {
    double[] seconds =
        trials.stream()
            .flatMapToDouble(
                trial -> IntStream.range(0, trial.tasks()).mapToDouble(trial::taskSeconds))
            .toArray();
    return new Work(new double[seconds.length], seconds);
  }

  /** Whether processes or interpreters are started, as many as the model has workers. */
  private boolean isPool() {
    return isOfProcesses() && model.kind() != ModelKind.SPARK;
  }

  /** What a simulation needs. */
  Drawn drawn() {
    Work alone = alone();
    double times = inflation();
    double start = TrialParts.mean(trials, TrialParts::start);
    double outside = TrialParts.mean(trials, TrialParts::outside);
    boolean spark = model.kind() == ModelKind.SPARK;
    double gap = TrialParts.mean(trials, spark ? TrialParts::gapOfSlots : TrialParts::gap);
    int workers = Math.max(1, model.workers());
    double each = isOfProcesses() && !Double.isNaN(gap) ? gap * crowding(workers) : 0;
    if (!isPool()) {
      Work work = alone.computing(times);
      return new Drawn(work, new Costs(start, Worker.NONE, each, outside, turn(work)));
    }
    // Workers that start at once, and get ready for their first task at once, share processors.
    double share = (double) Math.min(processors, workers) / workers;
    double lead = Math.min(lead(), outside);
    // A virtual machine compiles anew what it runs, however long it runs it: so much once.
    boolean compiles = model.platform().equals(Platform.JAVA) && times > 1;
    double more = (times - 1) * alone.computed() / Math.min(workers, alone.tasks());
    double first = lead * share + (compiles ? more : 0);
    Work work = compiles ? alone : alone.computing(times);
    Worker worker = new Worker(start * share, first);
    return new Drawn(work, new Costs(0, worker, each, outside - lead, Turn.NONE));
  }

  /** More workers than processors have the shorter part of their gaps in which they run. */
  private double crowding(int workers) {
    return model.kind() == ModelKind.SPARK ? 1 : Math.min(1, (double) processors / workers);
  }

  private Turn turn(Work work) {
    boolean gil = model.kind() == ModelKind.GIL;
    boolean python =
        model.platform().kind() == Platform.Kind.CPYTHON && model.kind() == ModelKind.THREADS;
    if (!gil && !python) {
      return Turn.NONE;
    }
    double held = gil ? TrialParts.mean(trials, TrialParts::lockHeld) : work.computed();
    double handOvers =
        gil
            ? TrialParts.mean(trials, TrialParts::handOvers)
            : Math.max(0, Math.ceil(held / SWITCH_INTERVAL) - 1);
    if (!(held > 0) || !(handOvers > 0)) {
      return Turn.NONE;
    }
    double lost = TrialParts.mean(trials, TrialParts::working) - held;
    boolean told = work.waitingShare() <= MOSTLY_COMPUTING; // else it is the waits that pass
    return new Turn(held / (handOvers + 1), told ? Math.max(0, lost / handOvers) : 0);
  }
}
