package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.Machine;
import io.github.concurrencylab.measure.Protocol;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunListeners;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.Blocking;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.results.Columns;
import io.github.concurrencylab.results.Grid;
import io.github.concurrencylab.results.RunRecorder;
import io.github.concurrencylab.results.Store;
import io.github.concurrencylab.results.StoredRun;
import io.github.concurrencylab.workload.Check;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How to measure: {@code trials(20).warmups(3).run(article(), blocking(), eventLoop())}.
 *
 * @param protocol trials, warm-ups and their order
 */
public record Experiment(Protocol protocol) {
  /**
   * The defaults: five trials a model after one warm-up.
   *
   * @return an experiment
   */
  public static Experiment standard() {
    return new Experiment(Protocol.standard());
  }

  /**
   * The same with another number of counted trials.
   *
   * @param count trials a model, from 1 to {@value Protocol#MOST_TRIALS}
   * @return a new experiment
   * @throws IllegalArgumentException if the count lies outside
   */
  public Experiment trials(int count) {
    return new Experiment(new Protocol(count, protocol.warmups(), protocol.orderSeed()));
  }

  /**
   * The same with another number of trials before the counted ones.
   *
   * @param count warm-ups a model, from 0 to {@value Protocol#MOST_TRIALS}
   * @return a new experiment
   * @throws IllegalArgumentException if the count lies outside
   */
  public Experiment warmups(int count) {
    return new Experiment(new Protocol(protocol.trials(), count, protocol.orderSeed()));
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
   * there is none, it is all run.
   *
   * @param workload what to run
   * @param models at least one, all different
   * @return the figures, those taken over among them
   * @throws IllegalArgumentException if something is null, there is no model, or one twice
   * @throws io.github.concurrencylab.measure.RunInterruptedException if the thread is interrupted
   * @throws io.github.concurrencylab.measure.WrongResultException if a trial's results are wrong
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public Report resume(Workload workload, Model... models) {
    List<Model> all = given(models);
    RunPlan plan = protocol.plan(workload, all);
    Optional<StoredRun> earlier;
    try {
      earlier = Store.usual().unfinished(plan, Machine.here());
    } catch (IllegalArgumentException noStore) {
      earlier = Optional.empty();
    }
    return run(workload, all, earlier);
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
   * Runs a workload with each source of random numbers under each model, source by source. What the
   * models are held against is run too: {@code blocking()} if there is any model of Java's, {@code
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
    List<Grid.Level> levels = new ArrayList<>();
    for (RandomSource source : sources) {
      Report report = run(workload.random(source), all);
      levels.add(new Grid.Level(source.name(), source.words(), report.results()));
    }
    return new Factorial(new Grid(Columns.RANDOM_SOURCE, levels));
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

  /** The models, and before them what they are held against, where that is missing. */
  private static Model[] withBaselines(Model... models) {
    Check.given("models", models, "name at least one, blocking() or threads(4) for example");
    Set<Model> baselines = new LinkedHashSet<>();
    for (Model model : models) {
      baselines.add(
          model instanceof Python python
              ? new Python(new Blocking(), python.interpreter())
              : new Blocking());
    }
    List<Model> all = new ArrayList<>(baselines);
    all.removeAll(Arrays.asList(models));
    all.addAll(Arrays.asList(models));
    return all.toArray(Model[]::new);
  }
}
