package io.github.concurrencylab.measure.run;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.base.poll.Leftovers;
import io.github.concurrencylab.base.poll.StoppedError;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.RunState;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.WrongResultException;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.machine.MachineLock;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.workload.Workload;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
 * @param trials counted trials per model, from 1 to {@value #MOST_TRIALS}
 * @param warmups trials per model before the counted ones
 * @param orderSeed the seed of the order within the rounds
 * @param cap how long it all may take; if it would take longer there are fewer trials, though at
 *     least {@value Defaults#LEAST_TRIALS}
 */
public record Protocol(int trials, Warmups warmups, long orderSeed, Duration cap) {
  /** The most trials of a model. */
  public static final int MOST_TRIALS = 10_000;

  /** The longest cap, in seconds: a day. */
  public static final int MOST_SECONDS = 24 * 60 * 60;

  /** Checks the numbers. */
  public Protocol {
    Check.between("trials", trials, 1, MOST_TRIALS);
    Check.given("warmups", warmups, "Warmups.UNTIL_STEADY for example");
    Check.given("cap", cap, "Duration.ofMinutes(1) for example");
    Check.between("seconds", cap.toSeconds(), 1, MOST_SECONDS);
  }

  /**
   * Creates a protocol with a fixed number of warm-ups and the default cap.
   *
   * @param trials counted trials per model, from 1 to {@value #MOST_TRIALS}
   * @param warmups trials per model before the counted ones, from 0 to {@value #MOST_TRIALS}
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
    Run run =
        new Run(this, workload, models, listener, earlier, Machine.here().running(plan.code()));
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
      summary = run.summary(workload.name() + ": ");
      state = RunState.COMPLETE;
      return run.measurement();
    } catch (InterruptedException | StoppedError stopped) {
      state = RunState.INTERRUPTED;
      summary = run.stopped();
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
}
