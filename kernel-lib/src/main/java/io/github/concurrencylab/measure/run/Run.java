package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.base.MemoryLimit;
import io.github.concurrencylab.base.Words;
import io.github.concurrencylab.base.poll.Leftovers;
import io.github.concurrencylab.base.poll.Polls;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.cpu.CpuSampler;
import io.github.concurrencylab.measure.cpu.ProcessorCounters;
import io.github.concurrencylab.measure.machine.JitCompilers;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.machine.MachineWatch;
import io.github.concurrencylab.measure.machine.Readiness;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One run under way. First the machine gets ready, then what a model refuses is noted, then come
 * rounds of warm-ups until every model is steady, then rounds of trials. {@link Schedule} decides
 * what is still to be run, {@link ResultCheck} whether results are right, and {@link
 * ProgressTicker} asks for {@link #progress} from a thread of its own; all else is on the thread
 * that measures.
 */
final class Run {
  private static final double NANOS = 1e9;

  private final Protocol protocol;
  private final Workload workload;
  private final List<? extends Model> models;
  private final RunListener listener;
  private final List<Trial> finished = new ArrayList<>();
  private final Machine here;
  private final TimeEstimate eta;
  private final Schedule schedule;
  private final MachineWatch watch = MachineWatch.here();
  private final JitCompilers compilers = JitCompilers.here();
  private Duration patience = Defaults.COMPILERS_IN_ALL;
  private String readiness = "";
  final PrintedLines printed;
  private final Map<ModelId, Session> sessions = new LinkedHashMap<>();
  private final ResultCheck results;
  private final List<Model> living;
  private @Nullable RuntimeException firstFailure;
  private volatile long startNanos = System.nanoTime();
  private volatile String waitsFor = "";
  private volatile @Nullable Current current;
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger counted = new AtomicInteger();
  private double mostShown;
  final ProcessorCounters processors;
  private String lockLimit = "";
  private boolean polled;

  Run(
      Protocol protocol,
      Workload workload,
      List<? extends Model> models,
      RunListener listener,
      List<Trial> earlier,
      Machine here) {
    this.protocol = protocol;
    this.here = here;
    this.workload = workload;
    this.models = models;
    this.listener = listener;
    this.printed = new PrintedLines(listener);
    this.living = new CopyOnWriteArrayList<>(models);
    this.results = new ResultCheck(workload);
    this.eta = new TimeEstimate(workload.units());
    this.schedule = new Schedule(protocol, models, eta, compilers.told());
    for (Trial trial : earlier) {
      if (trial instanceof Trial.Measured measured) {
        takeOver(measured);
      }
    }
    this.processors = ProcessorCounters.open();
  }

  private void takeOver(Trial.Measured trial) {
    results.takeOver(trial);
    finished.add(trial);
    eta.ended(trial.model(), trial.seconds());
    schedule.takenOver(trial.model(), trial.number());
    ended.incrementAndGet();
    counted.incrementAndGet();
  }

  private void add(Trial trial) {
    finished.add(trial);
    listener.finished(trial, machine());
  }

  /** What runs now. */
  private record Current(Model model, int round, Progress progress, long startNanos) {}

  /** What it measures, for others that wait for it. */
  String words() {
    return workload.name()
        + " under "
        + models.stream().map(Model::name).collect(Collectors.joining(", "));
  }

  /** Called while it waits, with what it waits for. */
  void waitsFor(String what) {
    waitsFor = what;
  }

  void all(String lockLimit) throws InterruptedException {
    this.lockLimit = lockLimit;
    startNanos = System.nanoTime();
    waitsFor = "";
    try {
      readiness = Readiness.reach(compilers).line();
      watch.look();
      refuse();
      var ignored = compilers.newlyOptimized(); // what there was before
      warmUp();
      rounds();
    } finally {
      sessions.values().forEach(Session::close);
    }
    if (living.isEmpty() && firstFailure != null) {
      throw firstFailure;
    }
  }

  /** A model that cannot run this workload has a row that says so, and nothing else. */
  private void refuse() {
    for (Model model : models) {
      model
          .refusal(workload)
          .ifPresent(refusal -> failed(model, 0, new ModelUnavailableException(refusal, null)));
    }
  }

  private double elapsed() {
    return (System.nanoTime() - startNanos) / NANOS;
  }

  /** Rounds of those models that still need it: how many there are depends on their times. */
  private void warmUp() throws InterruptedException {
    Random order = new Random(~protocol.orderSeed());
    while (living.stream().anyMatch(model -> schedule.isCold(model.id()))) {
      List<Model> shuffled = new ArrayList<>(living);
      Collections.shuffle(shuffled, order);
      for (Model model : shuffled) {
        if (schedule.isCold(model.id())) {
          warmUp(model);
        }
      }
      schedule.roundEnded(compiled());
      schedule.capWarmups(elapsed());
    }
  }

  /** One round's warm-ups of a model. */
  private void warmUp(Model model) throws InterruptedException {
    double start = elapsed();
    do {
      run(model, 0);
    } while (schedule.roundGoesOn(model.id(), elapsed() - start));
  }

  /** How many methods that may be part of what is measured were compiled since it was asked. */
  private int compiled() throws InterruptedException {
    boolean idle = compilersAreIdle();
    int optimized = compilers.newlyOptimized().size();
    return idle ? optimized : Math.max(1, optimized);
  }

  /** Waits for the compilers, though not for ever. */
  private boolean compilersAreIdle() throws InterruptedException {
    Duration most = patience.compareTo(Defaults.COMPILERS) < 0 ? patience : Defaults.COMPILERS;
    Duration waited = compilers.awaitIdle(most);
    patience = patience.minus(waited.isNegative() ? most : waited);
    return !waited.isNegative();
  }

  /** The order is drawn from a generator of its own: the same whatever the warm-ups were. */
  private void rounds() throws InterruptedException {
    Random order = new Random(protocol.orderSeed());
    for (int round = 1; round <= schedule.plan(round - 1, elapsed()); round++) {
      List<Model> shuffled = new ArrayList<>(models);
      Collections.shuffle(shuffled, order);
      shuffled.retainAll(living);
      for (Model model : shuffled) {
        if (!schedule.has(model.id(), round)) {
          run(model, round);
        }
      }
      if (compiled() > 0) {
        schedule.compiledDuring(round);
      }
    }
  }

  /** A trial, or a warm-up in round 0. */
  private void run(Model model, int round) throws InterruptedException {
    var ignored = compilersAreIdle();
    double start = elapsed();
    try {
      Trial.Measured trial = trial(model, round);
      if (round >= 1) {
        schedule.counted(model.id(), round, trial.seconds());
        // Of the last trial it says what all of them have shown.
        add(trial.with(schedule.steadiness(model.id())));
        counted.incrementAndGet();
        watch.ended(trial.cpu());
      } else {
        schedule.warmedUp(model.id(), trial.seconds(), elapsed() - start);
      }
      ended.incrementAndGet();
    } catch (TaskFailedException | ModelUnavailableException failure) {
      failed(model, round, failure);
    } catch (OutOfMemoryError full) {
      // Of the kernel itself, beside its tasks: what it had of this trial is garbage now.
      failed(
          model,
          round,
          new TaskFailedException(
              "no memory was left for %s under %s: %s"
                  .formatted(workload.name(), model.name(), MemoryLimit.explained(full)),
              full));
    }
  }

  private void failed(Model model, int round, RuntimeException failure) {
    if (firstFailure == null) {
      firstFailure = failure;
    }
    living.remove(model);
    schedule.failed(model.id());
    add(new Trial.Failed(model.id(), Math.max(round, 1), String.valueOf(failure.getMessage())));
    ended.incrementAndGet();
  }

  private Session session(Model model) throws InterruptedException {
    Session session = sessions.get(model.id());
    if (session == null) {
      session = model.open();
      sessions.put(model.id(), session);
    }
    return session;
  }

  private Trial.Measured trial(Model model, int round) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (round >= 1 && eta.lastSeconds(model.id()) >= Defaults.COLLECTED_SECONDS) {
      System.gc();
    }
    Progress progress = new Progress(printed.of(model.name()));
    current = new Current(model, round, progress, System.nanoTime());
    Session session = session(model);
    polled |= Polls.cellsYield();
    Execution execution;
    List<CpuSample> samples;
    try (CpuSampler sampler = new CpuSampler(processors, progress::children)) {
      execution = executed(model, session.execute(workload, progress));
      samples = sampler.finish(execution.childCpuNanos());
    }
    eta.ended(model.id(), (System.nanoTime() - current.startNanos()) / NANOS);
    results.check(model, round, execution.results());
    return new Trial.Measured(
        model.id(),
        Math.max(round, 1),
        execution.nanos(),
        new Trial.Details(
            execution.poolStartNanos(),
            execution.cpu().all(),
            workload.checksum(execution.results()),
            execution.timeline(),
            samples,
            execution.traffic()));
  }

  /** A model may be of the user's own. */
  private Execution executed(Model model, @Nullable Execution execution) {
    if (execution == null) {
      throw new TaskFailedException(
          model.name()
              + ": execute must return an execution, got null: new Recording(this, workload) makes"
              + " one",
          null);
    }
    int results = execution.results().size();
    if (results != workload.tasks()) {
      throw new TaskFailedException(
          "%s: execute must return a result for each of %s tasks, got %s"
              .formatted(model.name(), workload.tasks(), results),
          null);
    }
    return execution;
  }

  Measurement measurement() {
    List<Note> notes = new ArrayList<>();
    int processors = Runtime.getRuntime().availableProcessors();
    if (processors == 1) {
      notes.add(new Note(Note.Kind.ONE_PROCESSOR, "1 processor: no model can beat blocking here"));
    }
    if (!lockLimit.isEmpty()) {
      notes.add(new Note(Note.Kind.NOT_ALONE, lockLimit));
    }
    Leftovers.words().forEach(line -> notes.add(new Note(Note.Kind.NOT_ALONE, line)));
    watch.warnings().forEach(line -> notes.add(new Note(Note.Kind.UNSTABLE, line)));
    if (!readiness.isEmpty()) {
      notes.add(new Note(Note.Kind.WAITED, readiness));
    }
    notes.addAll(schedule.notes(elapsed()));
    if (polled && workload instanceof OwnTasks) {
      notes.add(
          new Note(
              Note.Kind.POLLED,
              "own tasks poll for the lock of gil(n) in this run, under every model: their loops"
                  + " may be slower than in a run without it"));
    }
    BriefTasks.remark(workload, finished)
        .ifPresent(line -> notes.add(new Note(Note.Kind.NO_WORK, line)));
    if (Defaults.small()) {
      notes.add(
          new Note(
              Note.Kind.SMALL_SIZE,
              "small size (" + Defaults.SIZE_VARIABLE + "): shorter than the article's"));
    }
    // By model, in the order asked for, which is the order of every table and chart.
    List<ModelId> order = models.stream().map(Model::id).toList();
    List<Trial> trials = new ArrayList<>(finished);
    trials.sort(
        Comparator.<Trial>comparingInt(trial -> order.indexOf(trial.model()))
            .thenComparingInt(Trial::number));
    return new Measurement(Source.HERE, workload.toString(), machine(), trials, notes);
  }

  private Machine machine() {
    Set<String> runtimes = new LinkedHashSet<>();
    // Asked anew: a cluster's driver knows its executors only once it has run something.
    sessions.values().forEach(session -> runtimes.add(session.runtime()));
    Machine machine = here;
    for (String runtime : runtimes) {
      machine = runtime.isEmpty() ? machine : machine.with(runtime);
    }
    return machine;
  }

  /** What a run that came to its end, or failed, leaves: one line. */
  String summary(String how) {
    int all = asked();
    int measured = counted.get();
    return String.format(
        Locale.ROOT,
        "%s%s%d %s in %s",
        how,
        measured == all ? "" : measured + " of ",
        all,
        measured == all && all == 1 ? "trial" : "trials",
        Words.duration(elapsed()));
  }

  /** What a run that was stopped leaves. */
  String stopped() {
    return listener.keeps()
        ? String.format(
            Locale.ROOT,
            "stopped: %d of %d trials are kept, resume(...) goes on",
            counted.get(),
            asked())
        : summary("stopped: ");
  }

  private int asked() {
    return protocol.trials() * models.size();
  }

  /** How far it has come; called by the ticker's thread alone. */
  @Nullable RunProgress progress() {
    String other = waitsFor;
    if (!other.isEmpty()) {
      return RunProgress.waiting(other);
    }
    Current now = current;
    if (now == null) {
      return null;
    }
    double share = Math.min(1, (double) now.progress().done() / workload.units());
    double seconds = (System.nanoTime() - now.startNanos()) / NANOS;
    Map<ModelId, Integer> left = schedule.left();
    int done = ended.get();
    int all = done + left.values().stream().mapToInt(Integer::intValue).sum();
    // More warm-ups may turn out to be needed: what was done stays done.
    mostShown = Math.max(mostShown, all > 0 ? Math.min(1, (done + share) / all) : 1);
    int trials = counted.get();
    boolean warmingUp = now.round() < 1;
    return new RunProgress(
        warmingUp ? RunProgress.Phase.WARMING_UP : RunProgress.Phase.MEASURING,
        now.model().name(),
        new RunProgress.Count(trials, asked()),
        mostShown,
        warmingUp || trials == 0 ? null : eta.secondsLeft(left, now.model().id(), share, seconds));
  }
}
