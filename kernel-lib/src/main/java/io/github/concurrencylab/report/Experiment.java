package io.github.concurrencylab.report;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunListeners;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.memory.MemoryWatch;
import io.github.concurrencylab.measure.run.Protocol;
import io.github.concurrencylab.measure.run.Warmups;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.results.FactorLevels;
import io.github.concurrencylab.results.store.RunRecorder;
import io.github.concurrencylab.results.store.Store;
import io.github.concurrencylab.results.store.StoredRun;
import io.github.concurrencylab.table.Columns;
import io.github.concurrencylab.workload.Algorithm;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How to measure: {@code trials(20).warmups(3).run(article(), blocking(), eventLoop())}.
 *
 * @param protocol trials, warm-ups, their order and the cap on their time
 */
public record Experiment(Protocol protocol) {
  /**
   * The defaults: five trials per model after as many warm-ups as it needs to become steady, within
   * ten minutes. All of them are in {@link Defaults}.
   *
   * @return an experiment
   */
  public static Experiment standard() {
    return new Experiment(Protocol.standard());
  }

  /**
   * The same as a quick look: three trials per model after one warm-up, within a minute.
   *
   * @return a new experiment
   */
  public Experiment quick() {
    return trials(Defaults.QUICK_TRIALS).warmups(1).within(Defaults.QUICK_CAP);
  }

  /**
   * The same as a measurement to be published: a hundred trials per model after as many warm-ups as
   * it needs to become steady, within an hour.
   *
   * @return a new experiment
   */
  public Experiment full() {
    return trials(Defaults.FULL_TRIALS).warmupsUntilSteady().within(Defaults.FULL_CAP);
  }

  /**
   * The same with another number of counted trials.
   *
   * @param count trials per model, from 1 to {@value Protocol#MOST_TRIALS}
   * @return a new experiment
   * @throws IllegalArgumentException if the count lies outside
   */
  public Experiment trials(int count) {
    return new Experiment(
        new Protocol(count, protocol.warmups(), protocol.orderSeed(), protocol.cap()));
  }

  /**
   * The same with a fixed number of trials before the counted ones.
   *
   * @param count warm-ups per model, from 0 to {@value Protocol#MOST_TRIALS}
   * @return a new experiment
   * @throws IllegalArgumentException if the count lies outside
   */
  public Experiment warmups(int count) {
    return warmups(Warmups.fixed(count));
  }

  /**
   * The same with as many warm-ups as each model needs, which is the default.
   *
   * @return a new experiment
   * @see Warmups#UNTIL_STEADY
   */
  public Experiment warmupsUntilSteady() {
    return warmups(Warmups.UNTIL_STEADY);
  }

  private Experiment warmups(Warmups warmups) {
    return new Experiment(
        new Protocol(protocol.trials(), warmups, protocol.orderSeed(), protocol.cap()));
  }

  /**
   * The same with another order of the models within the rounds.
   *
   * @param seed the same seed draws the same order
   * @return a new experiment
   */
  public Experiment order(long seed) {
    return new Experiment(
        new Protocol(protocol.trials(), protocol.warmups(), seed, protocol.cap()));
  }

  /**
   * The same with another cap on the time of a whole run. If it would take longer, there are fewer
   * trials, though at least {@value Defaults#LEAST_TRIALS}, and the result says so.
   *
   * @param seconds from 1 to {@value Protocol#MOST_SECONDS}
   * @return a new experiment
   * @throws IllegalArgumentException if the number lies outside
   */
  public Experiment within(long seconds) {
    Check.between("seconds", seconds, 1, Protocol.MOST_SECONDS);
    return within(Duration.ofSeconds(seconds));
  }

  /**
   * Like {@link #within(long)}: {@code within(Duration.ofMinutes(2))}.
   *
   * @param cap from a second to a day
   * @return a new experiment
   * @throws IllegalArgumentException if it is null or lies outside
   */
  public Experiment within(Duration cap) {
    return new Experiment(
        new Protocol(protocol.trials(), protocol.warmups(), protocol.orderSeed(), cap));
  }

  /**
   * Runs a workload under each model.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, there is no model, or one twice
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a trial's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public Report run(Workload workload, Model... models) {
    return run(workload, given(models), Optional.empty());
  }

  /**
   * Goes on with the newest run of the same workload, models and numbers of trials that did not
   * come to its end: its finished trials are taken over, and only the missing ones are run. If
   * there is none, it is all run. So it is, with a note, if that run was measured on another
   * machine, by another Java, with other flags or in another way.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the figures, those taken over among them
   * @throws IllegalArgumentException if something is null, there is no model, or one twice, or if
   *     it is work of one's own whose code has changed since
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a trial's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public Report resume(Workload workload, Model... models) {
    List<Model> all = given(models);
    RunPlan plan;
    try {
      plan = protocol.plan(workload, all);
    } catch (RuntimeException refused) {
      throw Check.atCall(refused);
    }
    Optional<StoredRun> earlier = Optional.empty();
    boolean changed = false;
    String unlike = "";
    try {
      Store store = Store.usual();
      Machine here = Machine.here().running(plan.code());
      earlier = store.unfinished(plan, here);
      changed = earlier.isEmpty() && store.codeChanged(plan, here);
      unlike = earlier.isEmpty() ? store.unlike(plan, here) : "";
    } catch (IllegalArgumentException noStore) {
      // Then there is nothing to go on with.
    }
    if (changed) {
      throw Check.refusal(
          "the code of tasks %s, or a variable that it uses, must be that of the run that was stopped, got other code: use run(...) to start anew"
              .formatted(Check.quoted(workload.name())));
    }
    Report report = run(workload, all, earlier);
    return unlike.isEmpty()
        ? report
        : Report.of(
            report
                .results()
                .measurements()
                .getFirst()
                .with(
                    Note.Kind.UNLIKE,
                    "run anew, since the run that was stopped is unlike this one: " + unlike));
  }

  private static List<Model> given(Model... models) {
    return Arrays.asList(
        Check.given("models", models, "name at least one, blocking() or threads(4) for example"));
  }

  /** Runs what an earlier run has not, and keeps each trial as it ends. */
  private Report run(Workload workload, List<Model> models, Optional<StoredRun> earlier) {
    RunRecorder recorder = Store.recorder(earlier);
    RunListener listener = RunListener.all(RunListeners.current(), recorder);
    List<Trial> done = earlier.map(run -> run.measurement().trials()).orElse(List.of());
    try {
      return Report.of(recorder.noted(protocol.measure(workload, models, listener, done)));
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  /**
   * Runs the article's workload with each source of random numbers under each model. What the
   * models are compared with is run too: {@code blocking()} if there is any model of Java's, {@code
   * python(blocking())} if there is any of CPython's.
   *
   * @param sources at least one, all different
   * @param models at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, there is no source or model, or one
   *     twice
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a trial's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public Factorial factorial(List<RandomSource> sources, Model... models) {
    return factorial(ModuloSum.article(), sources, models);
  }

  /**
   * Runs a workload with each source of random numbers under each model, source by source. What the
   * models are compared with is run too: {@code blocking()} if there is any model of Java's, {@code
   * python(blocking())} if there is any of CPython's.
   *
   * @param workload what to run; its own source is not used
   * @param sources at least one, all different
   * @param models at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, there is no source or model, or one
   *     twice
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a trial's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public Factorial factorial(ModuloSum workload, List<RandomSource> sources, Model... models) {
    Check.given("workload", workload, "use article()");
    checkSources(sources);
    Model[] all = withBaselines(models);
    List<FactorLevels.Level> levels = new ArrayList<>();
    for (RandomSource source : sources) {
      Report report = run(workload.random(source), all);
      levels.add(new FactorLevels.Level(source.name(), source.words(), report.results()));
    }
    return new Factorial(new FactorLevels(Columns.RANDOM_SOURCE, levels));
  }

  /**
   * Runs the article's workload by each {@linkplain Algorithm algorithm} under each model,
   * algorithm by algorithm. A model of CPython's, which has only the loop, is run by that one.
   *
   * @param workload what to run; its own algorithm is not used
   * @param models at least one, all different
   * @return the figures, one row per algorithm and model, all compared with the first model's loop
   * @throws IllegalArgumentException if something is null, there is no model, one is there twice,
   *     or there are more terms than a loop takes
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a trial's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public Report algorithms(ModuloSum workload, Model... models) {
    Check.given("workload", workload, "use article()");
    String remedy = "name at least one, blocking() or threads(4) for example";
    if (Check.given("models", models, remedy).length == 0) {
      throw Check.refusal("models must be at least 1, got 0: " + remedy);
    }
    List<Measurement> measured = new ArrayList<>();
    for (Algorithm algorithm : Algorithm.values()) {
      Model[] able =
          Arrays.stream(models)
              .filter(model ->
                  algorithm == Algorithm.LOOP
                      || Check.given("model", model, remedy)
                          .refusal(workload.algorithm(algorithm))
                          .isEmpty())
              .toArray(Model[]::new);
      if (able.length > 0) {
        Report report = run(workload.algorithm(algorithm), able);
        for (Measurement measurement : report.results().measurements()) {
          measured.add(measurement.named(model -> model.named(algorithm.call())));
        }
      }
    }
    return Report.of(Measurement.joined(workload.loop().toString(), measured));
  }

  /**
   * Runs a workload under one model with different numbers of workers.
   *
   * @param workload what to run
   * @param model any model that has workers, {@code threads(1)} for example
   * @param workers how many; one worker is measured too
   * @return the figures
   * @throws IllegalArgumentException if something is null, out of bounds, or the model has no
   *     workers
   */
  public Scaling scaling(Workload workload, Model model, int... workers) {
    try {
      return Scaling.measured(this, workload, model, workers);
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  /**
   * Runs two models with more and more tasks of one kind.
   *
   * @param work makes a workload of so many tasks
   * @param first a model
   * @param second another model
   * @param tasks at least two numbers of tasks, three for intervals
   * @return what each costs to start and for a task, and from which number on the one pays
   * @throws IllegalArgumentException if something is null or out of bounds
   */
  public Crossover crossover(
      Function<Integer, ? extends Workload> work, Model first, Model second, int... tasks) {
    try {
      return Crossover.measured(this, work, first, second, tasks);
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  /** A few trials of each model: how far advice is off shows in one. */
  static Experiment forAdvice() {
    return standard().trials(Defaults.QUICK_TRIALS);
  }

  /** Compares advice with measurements. */
  AdviceCheck checked(Advice advice) {
    try {
      return new AdviceCheck(List.of(AdviceCheck.of(this, advice)));
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  /**
   * Asks for advice on each workload, then runs it under every model of Java's, and shows the model
   * that was advised beside the one that was fastest.
   *
   * @param workloads at least one
   * @return the check
   * @throws IllegalArgumentException if there is none, or one is null or cannot be sampled
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a trial's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public AdviceCheck checkAdvice(Workload... workloads) {
    try {
      return AdviceCheck.of(this, workloads);
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  /**
   * Watches how much memory each model holds while it runs a workload: as many runs per model as
   * this experiment has trials, after one that does not count.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, there is no model, or one twice
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a run's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails under every model
   */
  public Memory memory(Workload workload, Model... models) {
    try {
      return Memory.of(Math.min(protocol.trials(), MemoryWatch.MOST_RUNS), workload, models);
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  /**
   * Runs work of different sizes under one model.
   *
   * @param work makes the workload of a size
   * @param model the model
   * @param sizes at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, out of bounds or twice
   */
  public Cost cost(Function<Long, ? extends Workload> work, Model model, long... sizes) {
    try {
      return Cost.measured(this, work, model, sizes);
    } catch (RuntimeException failed) {
      throw Check.atCall(failed);
    }
  }

  /**
   * Runs the article's workload with different numbers of terms under {@code blocking()}.
   *
   * @param workload what to run
   * @param terms at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, out of bounds or twice
   */
  public Cost cost(ModuloSum workload, long... terms) {
    return cost(workload, new Blocking(), terms);
  }

  /**
   * Runs the article's workload with different numbers of terms under one model.
   *
   * @param workload what to run; its own number of terms is not used
   * @param model the model
   * @param terms at least one, all different
   * @return the figures
   * @throws IllegalArgumentException if something is null, out of bounds or twice
   */
  public Cost cost(ModuloSum workload, Model model, long... terms) {
    return cost(Check.given("workload", workload, "use article()")::terms, model, terms);
  }

  private static void checkSources(List<RandomSource> sources) {
    String remedy = "name at least one, sources(NONE, SHARED) for example";
    Check.given("sources", sources, remedy);
    if (sources.isEmpty()) {
      throw Check.refusal("sources must be at least 1, got 0: " + remedy);
    }
    Set<RandomSource> seen = new HashSet<>();
    for (RandomSource source : sources) {
      if (!seen.add(Check.given("source", source, remedy))) {
        throw Check.refusal("sources must be different, got " + source + " twice");
      }
    }
  }

  /** The models, and before them what they are compared with, where that is missing. */
  private static Model[] withBaselines(Model... models) {
    Check.given("models", models, "name at least one, blocking() or threads(4) for example");
    Map<ModelId, Model> all = new LinkedHashMap<>();
    Set<ModelId> given = new HashSet<>();
    for (Model model : models) {
      given.add(Check.given("model", model, "blocking() or threads(4) for example").id());
    }
    for (Model model : models) {
      if (!given.contains(model.id().baseline())) {
        all.put(model.id().baseline(), baseline(model));
      }
    }
    return Stream.concat(all.values().stream(), Stream.of(models)).toArray(Model[]::new);
  }

  /** The plain loop of a model's own system. */
  private static Model baseline(Model model) {
    return model instanceof Python python
        ? new Python(new Blocking(), python.interpreter())
        : new Blocking();
  }
}
