package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.run.WorkSample;
import io.github.concurrencylab.model.ModelKind;
import io.github.concurrencylab.model.registry.ModelRegistry;
import io.github.concurrencylab.report.Advice.Reason;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Waiting;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Advice, with its evidence, and compared with measurements. */
@Slow
class AdviceTest {
  private static final Object LOCK = new Object();

  private static Reason reason(double seconds, double waitShare, double speedUp) {
    return Advice.reason(new WorkSample(9, (long) (1e9 * seconds), waitShare, speedUp, 2), "");
  }

  @Test
  void should_advise_virtual_threads_for_tasks_that_wait() {
    Advice advice = Advice.of(Waiting.of(20, Duration.ofMillis(50)));
    assertThat(advice.reason()).isEqualTo(Reason.WAITING);
    assertThat(advice.toString()).contains("Use virtualThreads(): tasks mostly wait");
    assertThat(advice.table().rowCount()).isEqualTo(4);
  }

  @Test
  void should_advise_a_plain_loop_for_tiny_tasks() {
    Advice advice = Advice.of(OwnTasks.of("tiny", 5_000, i -> i));
    assertThat(advice.model()).isEqualTo("blocking()");
    assertThat(advice.sample().waitShare()).as("over too soon to tell").isNaN();
  }

  @Test
  void should_tell_tasks_that_share_from_tasks_that_do_not() {
    assertThat(reason(0.02, 0.01, 0.3)).isEqualTo(Reason.SHARED);
    assertThat(reason(0.02, 0.01, 1.8)).isEqualTo(Reason.COMPUTING);
    assertThat(reason(0.02, 0.01, Double.NaN)).isEqualTo(Reason.COMPUTING);
    assertThat(reason(0.02, Double.NaN, 1.8)).isEqualTo(Reason.COMPUTING);
    assertThat(Advice.reason(new WorkSample(9, 20_000_000, 0.01, 1, 2), "a lock"))
        .isEqualTo(Reason.SHARED);
  }

  private static Advice advice(double speedUp) {
    WorkSample sample = new WorkSample(9, 20_000_000, 0.01, speedUp, 2);
    return new Advice(ModuloSum.article(), sample, "", Advice.reason(sample, ""));
  }

  @Test
  void should_not_say_that_processors_help_where_threads_gain_nothing() {
    assertThat(advice(0.85).sentence()).startsWith("Use blocking(): ").contains("gain nothing");
    assertThat(advice(1.3).sentence())
        .startsWith("Use threads(")
        .contains("less than there are processors")
        .doesNotContain("every processor helps");
    assertThat(advice(1.9).sentence()).startsWith("Use threads(").contains("every processor helps");
  }

  @Test
  void should_give_each_figure_its_unit_and_its_reading() {
    assertThat(advice(1.88).table().rowCount()).isEqualTo(4);
    assertThat(advice(1.88).text().lines().map(line -> line.replaceAll("  +", "|")))
        .contains(
            "tasks sampled alone|9",
            "time of a task|20.0 ms|long enough to be handed to a thread",
            "of it waiting|1 %|tasks compute",
            "speed-up by 2 threads|1.88|threads gain");
    assertThat(advice(0.7).table().stringColumn("what it says").get(3)).isEqualTo("threads lose");
    assertThat(advice(Double.NaN).table().stringColumn("what it says").get(3))
        .startsWith("not run as a whole");
  }

  @Test
  void should_tell_tasks_that_wait_from_those_that_wait_partly() {
    assertThat(reason(0.02, 0.9, 1.9)).isEqualTo(Reason.WAITING);
    assertThat(reason(0.02, 0.3, 1.2)).isEqualTo(Reason.MIXED);
  }

  @Test
  void should_advise_only_models_that_a_program_could_choose() {
    List<ModelKind> candidates =
        ModelRegistry.candidates(4).stream().map(model -> model.id().kind()).toList();
    WorkSample sample = new WorkSample(9, 1_000_000_000, 0, 1, 2);

    for (Reason reason : Reason.values()) {
      Advice advice = new Advice(ModuloSum.article(), sample, "", reason);
      assertThat(candidates).contains(advice.choice().id().kind());
    }
    assertThat(AdviceCheck.models())
        .extracting(model -> model.id().kind())
        .containsExactlyElementsOf(candidates);
  }

  @Test
  void should_not_take_computing_for_waiting() {
    assertThat(WorkSample.of(new Waiting(4, 50, 0)).waitShare()).isLessThan(0.5);
  }

  @Test
  @Lengthy
  void should_see_in_a_profile_that_own_tasks_wait_for_a_lock() {
    // A wait in the lock: whatever the processors do meanwhile, nobody else gets it.
    Advice advice =
        Advice.of(
            OwnTasks.of(
                "locked",
                20,
                i -> {
                  synchronized (LOCK) {
                    Thread.sleep(20);
                  }
                  return i;
                }));
    assertThat(advice.reason()).isEqualTo(Reason.SHARED);
    assertThat(advice.contention()).contains("the lock of one java.lang.Object");
    assertThat(advice.toString()).contains("From a profile under threads(");
  }

  @Lengthy
  @Test
  void should_be_no_race_between_advice_and_the_plain_loop_where_tasks_wait() {
    Waiting waiting = Waiting.of(30, Duration.ofMillis(20));
    AdviceCheck check =
        Experiment.standard()
            .trials(1)
            .warmups(1)
            .checkAdvice(waiting, ModuloSum.article().tasks(4).terms(50_000));
    AdviceCheck.Case waits = check.cases().getFirst();
    assertThat(waits.advice().model()).isEqualTo("virtualThreads()");
    assertThat(waits.seconds(id("virtualThreads")))
        .as("thirty waits at once, and not one after another")
        .isLessThan(waits.seconds(id("blocking")) / 2);
    assertThat(waits.best()).isNotEqualTo("blocking");
    for (AdviceCheck.Case one : check.cases()) {
      assertThat(one.report().results().series()).hasSize(7);
      assertThat(one.bestSeconds()).isPositive();
      assertThat(one.cost()).isGreaterThanOrEqualTo(1);
      assertThat(one.advice().choice().name())
          .as("what is advised was measured")
          .isIn(
              (Object[])
                  check.models(one.advice().workload().name()).column("model").asObjectArray());
    }
    assertThat(check.table().rowCount()).isEqualTo(2);
    assertThat(check.toString()).contains("advised / fastest", "virtualThreads");
  }

  @Test
  void should_fail_if_there_is_no_workload_to_check() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Experiment.standard().checkAdvice())
        .withMessage(
            "workloads must be at least 1, got 0: name at least one, waiting(50, 0.01) for example");
  }
}
