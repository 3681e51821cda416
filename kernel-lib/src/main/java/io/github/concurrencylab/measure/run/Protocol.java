package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.base.MemoryLimit;
import io.github.concurrencylab.base.Words;
import io.github.concurrencylab.base.poll.Leftovers;
import io.github.concurrencylab.base.poll.StoppedError;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.measure.RunState;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.WrongResultException;
import io.github.concurrencylab.measure.cpu.CpuSample;
import io.github.concurrencylab.measure.cpu.CpuSampler;
import io.github.concurrencylab.measure.cpu.ProcessorCounters;
import io.github.concurrencylab.measure.machine.JitCompilers;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.machine.MachineLock;
import io.github.concurrencylab.measure.machine.MachineWatch;
import io.github.concurrencylab.measure.machine.Readiness;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How models are measured: warm-ups first, then rounds. In each round every model runs once, in an
 * order drawn anew, so that what drifts (a clock, another program) meets all models alike. Garbage
 * is collected before each trial, outside its time, but for very short ones, and the virtual
 * machine's compilers are waited for.
 *
 * <p>Only one measurement runs at a time on a machine; a second one waits and says for whom.
 *
 * <p>All its defaults are in {@link Defaults}.
 *
 * @param trials counted trials a model, from 1 to {@value #MOST_TRIALS}
 * @param warmups trials a model before the counted ones
 * @param orderSeed the seed of the order within the rounds
 * @param cap how long it all may take; if it would take longer there are fewer trials, though at
 *     least {@value Defaults#LEAST_TRIALS}
 */
public record Protocol(int trials, Warmups warmups, long orderSeed, Duration cap) {
  /** The most trials of a model. */
  public static final int MOST_TRIALS = 10_000;

  /** The longest cap, in seconds: a day. */
  public static final int MOST_SECONDS = 24 * 60 * 60;

  private static final double NANOS = 1e9;

  /** Checks the numbers. */
  public Protocol {
    Check.between("trials", trials, 1, MOST_TRIALS);
    Check.given("warmups", warmups, "Warmups.UNTIL_STEADY for example");
    Check.given("cap", cap, "Duration.ofMinutes(1) for example");
    Check.between("seconds", cap.toSeconds(), 1, MOST_SECONDS);
  }

  /**
   * A protocol with a fixed number of warm-ups and the default cap.
   *
   * @param trials counted trials a model, from 1 to {@value #MOST_TRIALS}
   * @param warmups trials a model before the counted ones, from 0 to {@value #MOST_TRIALS}
   * @param orderSeed the seed of the order within the rounds
   */
  public Protocol(int trials, int warmups, long orderSeed) {
    this(trials, Warmups.fixed(warmups), orderSeed, Defaults.CAP);
  }

  /**
   * The defaults: five trials after as many warm-ups as each model needs, within ten minutes.
   *
   * @return a protocol
   */
  public static Protocol standard() {
    return new Protocol(Defaults.TRIALS, Warmups.UNTIL_STEADY, Defaults.SEED, Defaults.CAP);
  }

  /**
   * Runs a workload under each model. A model that cannot run here, or fails, gets a row that says
   * why and is not run again; the others go on.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @param listener sees how it goes on
   * @return every counted trial
   * @throws IllegalArgumentException if there is no model, or the same one twice
   * @throws RunInterruptedException if the thread is interrupted; it has the finished trials
   * @throws WrongResultException if a trial's results are wrong
   * @throws TaskFailedException if a task fails, and no model is left that did not fail
   * @throws ModelUnavailableException if a model cannot run here, and no model is left
   */
  public Measurement measure(
      Workload workload, List<? extends Model> models, RunListener listener) {
    return measure(workload, models, listener, List.of());
  }

  /**
   * The same, without the trials that an earlier run with the same {@linkplain #plan plan} has
   * finished.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @param listener sees how it goes on
   * @param earlier the finished trials; those that failed are run again
   * @return every counted trial, the earlier ones among them
   * @throws IllegalArgumentException if there is no model, or the same one twice
   * @throws RunInterruptedException if the thread is interrupted; it has the finished trials
   * @throws WrongResultException if a trial's results are wrong, or not those of the earlier ones
   * @throws TaskFailedException if a task fails, and no model is left that did not fail
   * @throws ModelUnavailableException if a model cannot run here, and no model is left
   */
  public Measurement measure(
      Workload workload, List<? extends Model> models, RunListener listener, List<Trial> earlier) {
    RunPlan plan = plan(workload, models);
    Run run = new Run(workload, models, listener, earlier, Machine.here().running(plan.code()));
    String summary = "";
    RunState state = RunState.FAILED;
    boolean started = false;
    try {
      try (var _ = run.processors;
          var _ = new ProgressTicker(run, listener);
          var turn = MachineLock.HERE.await(run.words(), run::waitsFor)) {
        started = true;
        listener.started(plan, run.measurement());
        run.all(turn.limit());
      }
      summary = run.summary("");
      state = RunState.COMPLETE;
      return run.measurement();
    } catch (InterruptedException | StoppedError stopped) {
      state = RunState.INTERRUPTED;
      summary = run.summary("stopped: ");
      throw new RunInterruptedException(summary, run.measurement());
    } catch (RuntimeException failed) {
      summary = run.summary("failed: ");
      throw failed;
    } finally {
      run.printed.close();
      if (started) {
        listener.closed(state, run.measurement());
      }
      if (!Leftovers.has(Thread.currentThread())) {
        listener.ended(summary);
      }
    }
  }

  /**
   * What a run would do.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the plan
   * @throws IllegalArgumentException if there is no model, or the same one twice
   */
  public RunPlan plan(Workload workload, List<? extends Model> models) {
    Check.given("workload", workload, "use article()");
    checkModels(models);
    checkAnyCanRun(workload, models);
    return RunPlan.of(workload, models, trials, toString());
  }

  /** Refuses a run that would have no figures at all, before anything has started. */
  public static void checkAnyCanRun(Workload workload, List<? extends Model> models) {
    List<String> refusals =
        models.stream().flatMap(model -> model.refusal(workload).stream()).toList();
    if (refusals.size() == models.size()) {
      throw new ModelUnavailableException(refusals.getFirst(), null);
    }
  }

  public static void checkModels(List<? extends Model> models) {
    String remedy = "name at least one, blocking() or threads(4) for example";
    Check.given("models", models, remedy);
    if (models.isEmpty()) {
      throw Check.refusal("models must be at least 1, got 0: " + remedy);
    }
    Set<ModelId> seen = new HashSet<>();
    for (Model model : models) {
      ModelId id = Check.given("model", model, remedy).id();
      if (!seen.add(Check.given("model's id", id, "ModelId.own(\"mine\") for example"))) {
        throw Check.refusal("models must be different, got " + model.name() + " twice");
      }
    }
  }

  /** One run under way. */
  final class Run {
    private final Workload workload;
    private final List<? extends Model> models;
    private final RunListener listener;
    private final Map<ModelId, List<Trial.Measured>> earlier = new HashMap<>();
    private final List<Trial> finished = new ArrayList<>();
    private final Machine here;
    private final TimeEstimate eta;
    private final Schedule course;
    private final MachineWatch watch = MachineWatch.here();
    private final JitCompilers compilers = JitCompilers.here();
    private Duration patience = Defaults.COMPILERS_IN_ALL;
    private String readiness = "";
    private final PrintedLines printed;
    private final Map<ModelId, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Agreed> agreed = new HashMap<>();
    private final List<Model> living;
    private @Nullable RuntimeException firstFailure;
    private volatile long startNanos = System.nanoTime();
    private volatile String waitsFor = "";
    private volatile @Nullable Current current;
    private final AtomicInteger ended = new AtomicInteger();
    private final ProcessorCounters processors;
    private String lockLimit = "";

    Run(
        Workload workload,
        List<? extends Model> models,
        RunListener listener,
        List<Trial> earlier,
        Machine here) {
      this.here = here;
      this.workload = workload;
      this.models = models;
      this.listener = listener;
      this.printed = new PrintedLines(listener);
      this.living = new CopyOnWriteArrayList<>(models);
      this.eta = new TimeEstimate(workload.units());
      this.course = new Schedule(Protocol.this, models, eta, compilers.told());
      for (Trial trial : earlier) {
        if (trial instanceof Trial.Measured measured) {
          takeOver(measured);
        }
      }
      this.processors = ProcessorCounters.open();
    }

    private void takeOver(Trial.Measured trial) {
      earlier.computeIfAbsent(trial.model(), model -> new ArrayList<>()).add(trial);
      finished.add(trial);
      eta.ended(trial.model(), trial.seconds());
      course.takenOver(trial.model(), trial.number());
      ended.incrementAndGet();
    }

    private void add(Trial trial) {
      finished.add(trial);
      listener.finished(trial, machine());
    }

    /** What runs now. */
    private record Current(Model model, Progress progress, long startNanos) {}

    /** The results that a family of models agrees on, and the model that had them first. */
    private record Agreed(List<Object> results, ModelId by) {}

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
      Random order = new Random(~orderSeed);
      while (living.stream().anyMatch(model -> course.isCold(model.id()))) {
        List<Model> shuffled = new ArrayList<>(living);
        Collections.shuffle(shuffled, order);
        for (Model model : shuffled) {
          if (course.isCold(model.id())) {
            warmUp(model);
          }
        }
        course.roundEnded(compiled());
        course.capWarmups(elapsed());
      }
    }

    /** One round's warm-ups of a model. */
    private void warmUp(Model model) throws InterruptedException {
      double start = elapsed();
      do {
        run(model, 0);
      } while (course.roundGoesOn(model.id(), elapsed() - start));
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
      Random order = new Random(orderSeed);
      for (int round = 1; round <= course.plan(round - 1, elapsed()); round++) {
        List<Model> shuffled = new ArrayList<>(models);
        Collections.shuffle(shuffled, order);
        shuffled.retainAll(living);
        for (Model model : shuffled) {
          if (!course.has(model.id(), round)) {
            run(model, round);
          }
        }
        if (compiled() > 0) {
          course.compiledDuring(round);
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
          course.counted(model.id(), round, trial.seconds());
          // Of the last trial it says what all of them have shown.
          add(trial.with(course.steadiness(model.id())));
          watch.ended(trial.cpu());
        } else {
          course.warmedUp(model.id(), trial.seconds(), elapsed() - start);
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
      course.failed(model.id());
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
      current = new Current(model, progress, System.nanoTime());
      Session session = session(model);
      Execution execution;
      List<CpuSample> samples;
      try (CpuSampler sampler = new CpuSampler(processors, progress::children)) {
        execution = executed(model, session.execute(workload, progress));
        samples = sampler.finish(execution.childCpuNanos());
      }
      eta.ended(model.id(), (System.nanoTime() - current.startNanos()) / NANOS);
      check(model, round, execution.results());
      return new Trial.Measured(
          model.id(),
          Math.max(round, 1),
          execution.nanos(),
          new Trial.Details(
              execution.poolStartNanos(),
              execution.cpu().all(),
              workload.checksum(execution.results()),
              execution.timeline(),
              samples));
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

    private void check(Model model, int round, List<Object> results) {
      Optional<String> fault = workload.validate(results);
      if (fault.isPresent()) {
        throw new WrongResultException(
            "%s, %s: %s".formatted(model.name(), roundWords(round), fault.get()));
      }
      if (!workload.deterministic()) {
        return;
      }
      Agreed own = new Agreed(results, model.id());
      Agreed first = agreed.putIfAbsent(model.resultsFamily(workload), own);
      checkEarlier(model, round, results);
      if (first == null) {
        return;
      }
      Optional<String> difference = workload.difference(first.results(), results);
      if (difference.isPresent()) {
        throw new WrongResultException(
            "%s, %s: results must be those of %s, got others, %s"
                .formatted(model.name(), roundWords(round), first.by(), difference.get()));
      }
    }

    /**
     * Holds new results to the earlier ones of the same model, of which only checksums are left.
     */
    private void checkEarlier(Model model, int round, List<Object> results) {
      String checksum = workload.checksum(results);
      for (Trial.Measured trial : earlier.getOrDefault(model.id(), List.of())) {
        String before = trial.details().map(Trial.Details::checksum).orElse(checksum);
        if (!before.equals(checksum)) {
          throw new WrongResultException(
              "%s, %s: the checksum must be the earlier run's, %s, got %s; use run(...) to start anew"
                  .formatted(model.name(), roundWords(round), before, checksum));
        }
      }
    }

    private static String roundWords(int round) {
      return round < 1 ? "warm-up" : "trial " + round;
    }

    Measurement measurement() {
      List<Note> notes = new ArrayList<>();
      int processors = Runtime.getRuntime().availableProcessors();
      if (processors == 1) {
        notes.add(
            new Note(Note.Kind.ONE_PROCESSOR, "1 processor: no model can beat blocking here"));
      }
      if (!lockLimit.isEmpty()) {
        notes.add(new Note(Note.Kind.NOT_ALONE, lockLimit));
      }
      Leftovers.words().forEach(line -> notes.add(new Note(Note.Kind.NOT_ALONE, line)));
      watch.warnings().forEach(line -> notes.add(new Note(Note.Kind.UNSTABLE, line)));
      if (!readiness.isEmpty()) {
        notes.add(new Note(Note.Kind.WAITED, readiness));
      }
      notes.addAll(course.notes(elapsed()));
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

    String summary(String how) {
      return String.format(
          Locale.ROOT,
          "%s%d of %d trials in %s",
          how,
          finished.stream().filter(Trial.Measured.class::isInstance).count(),
          course.planned() * models.size(),
          Words.duration(elapsed()));
    }

    /** How far it has come; called by the ticker's thread. */
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
      Map<ModelId, Integer> left = course.left();
      int done = ended.get();
      int all = done + left.values().stream().mapToInt(Integer::intValue).sum();
      Double secondsLeft = eta.secondsLeft(left, now.model().id(), share, seconds);
      return new RunProgress(
          now.model().name(),
          done,
          all,
          all > 0 ? Math.min(1, (done + share) / all) : 1,
          secondsLeft == null
              ? null
              : new RunProgress.Forecast(secondsLeft, secondsLeft + elapsed()));
    }
  }

  /** Tells a listener ten times a second how far a run has come, on a thread of its own. */
  private static final class ProgressTicker implements AutoCloseable {
    private static final long PERIOD_MILLIS = 100;

    private final Run run;
    private final RunListener listener;
    private final Thread runner = Thread.currentThread();
    private final Thread thread;
    private boolean closed;

    ProgressTicker(Run run, RunListener listener) {
      this.run = run;
      this.listener = listener;
      this.thread = Thread.ofPlatform().daemon().name("run-progress").start(this::tick);
    }

    private void tick() {
      try {
        // What was stopped and does not end has nothing to tell the cells that come after.
        while (!Leftovers.has(runner)) {
          TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
          tell();
        }
      } catch (InterruptedException runEnded) {
        // Nothing more to tell.
      }
    }

    private synchronized void tell() {
      RunProgress progress = run.progress();
      if (!closed && progress != null) {
        listener.update(progress);
      }
    }

    @Override
    public void close() {
      synchronized (this) {
        closed = true; // no update may come after the run's end
      }
      thread.interrupt();
    }
  }
}
