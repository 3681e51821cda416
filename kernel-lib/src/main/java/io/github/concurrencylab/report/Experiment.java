package io.github.concurrencylab.report;

import io.github.concurrencylab.measure.Protocol;
import io.github.concurrencylab.measure.RunListeners;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.workload.Check;
import io.github.concurrencylab.workload.Workload;
import java.util.Arrays;

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
}
