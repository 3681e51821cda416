package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.Protocol;
import io.github.concurrencylab.measure.RunListeners;
import io.github.concurrencylab.model.Blocking;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.results.Columns;
import io.github.concurrencylab.results.Grid;
import io.github.concurrencylab.workload.Check;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

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
    Check.given("models", models, "name at least one, blocking() or threads(4) for example");
    try {
      return Report.of(protocol.measure(workload, Arrays.asList(models), RunListeners.current()));
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
