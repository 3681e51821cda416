package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.MACHINE;
import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.id;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.results.Results;
import io.github.concurrencylab.workload.ModuloSum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From how many tasks on one model is worth it rather than another. */
@Slow
class CrossoverTest {
  /** Two models that take so long for each number of tasks, of which the second starts 4 s late. */
  private static Crossover of(double start1, double each1, double start2, double each2) {
    List<Cost.Sized> runs = new ArrayList<>();
    for (long n : new long[] {10, 40, 160}) {
      double one = start1 + each1 * n;
      double two = start2 + each2 * n;
      runs.add(
          new Cost.Sized(
              n,
              new Report(
                  here(
                      trials("processes(2)", one, 1.001 * one),
                      trials("spark(\"local[2]\")", two, 1.001 * two)))));
    }
    return new Crossover(id("processes(2)"), id("spark(\"local[2]\")"), cold(), runs);
  }

  private static Report cold() {
    List<Trial> all = new ArrayList<>(trials("processes(2)", 0.1));
    Trial.Details late =
        new Trial.Details(
            4_000_000_000L, new CpuTime(1_000_000_000L, 0), "42", Timeline.EMPTY, List.of());
    all.add(new Trial.Measured(id("spark(\"local[2]\")"), 1, 5_000_000_000L, late));
    return new Report(
        Results.of(new Measurement(Source.HERE, "some work", MACHINE, all, List.of())));
  }

  @Test
  void should_say_from_how_many_tasks_on_a_dear_start_pays() {
    Crossover crossover = of(0.5, 0.001, 0.1, 0.003);
    assertThat(crossover.verdict())
        .isEqualTo(
            "once both have run: spark(\"local[2]\") costs less to start, processes(2) less for a task:"
                + " it pays from 200 tasks on");
    assertThat(crossover.coldVerdict())
        .isEqualTo(
            "run for the first time: spark(\"local[2]\") never pays: processes(2) costs less to start"
                + " and less for a task");
    assertThat(crossover.table().column("a task (ms)").size()).isEqualTo(2);
    assertThat((double) crossover.table().column("a task (ms)").get(1)).isBetween(2.99, 3.01);
    assertThat((double) crossover.table().column("started once (s)").get(1)).isBetween(3.8, 4.0);
    assertThat(crossover.times().rowCount()).isEqualTo(6);
    assertThat(crossover.toString()).contains("pays from 200 tasks on", "processes(2), n = 160: ");
    assertThat(ScalingTest.svg(crossover.chart())).contains("processes(2): start and tasks");
  }

  @Test
  void should_say_that_it_never_pays_where_start_and_task_both_cost_more() {
    assertThat(of(0.1, 0.001, 0.5, 0.003).verdict())
        .endsWith(
            "spark(\"local[2]\") never pays: processes(2) costs less to start and less for a"
                + " task");
  }

  @Test
  void should_not_tell_apart_what_may_be_the_same() {
    assertThat(scattered(0.1, 0.001, 0.102, 0.00102).verdict())
        .endsWith(
            "processes(2) costs about as much to start, and what a task costs cannot be told apart");
    assertThat(scattered(0.1, 0.001, 0.102, 0.003).verdict())
        .endsWith(
            "no size from which spark(\"local[2]\") pays was shown: processes(2) costs about as much"
                + " to start and less for a task");
    assertThat(scattered(0.1, 0.003, 0.102, 0.001).verdict())
        .endsWith(
            "no size from which processes(2) pays was shown: spark(\"local[2]\") costs about as much"
                + " to start and less for a task");
  }

  /** Each second time a tenth longer than its line says. */
  private static Crossover scattered(double start1, double each1, double start2, double each2) {
    List<Cost.Sized> runs = new ArrayList<>();
    double off = 1;
    for (long n : new long[] {10, 20, 40, 80, 160, 320}) {
      double one = off * (start1 + each1 * n);
      double two = off * (start2 + each2 * n);
      runs.add(
          new Cost.Sized(
              n,
              new Report(
                  here(
                      trials("processes(2)", one, one), trials("spark(\"local[2]\")", two, two)))));
      off = off == 1 ? 1.1 : 1;
    }
    return new Crossover(id("processes(2)"), id("spark(\"local[2]\")"), cold(), runs);
  }

  @Test
  void should_warn_of_a_crossing_far_beyond_what_was_measured() {
    assertThat(of(5, 0.001, 0.1, 0.0012).verdict()).endsWith("so far beyond what was measured");
  }

  @Test
  void should_measure_two_models_with_each_number_of_tasks() {
    ModuloSum work = ModuloSum.article().terms(1_000);
    Crossover crossover =
        Experiment.standard()
            .trials(2)
            .warmups(0)
            .crossover(work::tasks, new Blocking(), new Threads(2), 30, 10);
    assertThat(crossover.times().intColumn("tasks").asList()).containsExactly(10, 10, 30, 30);
    assertThat(crossover.header().getFirst()).contains("30 tasks");
  }

  @Test
  void should_fail_if_there_is_one_number_of_tasks_only() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            Experiment.standard()
                .crossover(ModuloSum.article()::tasks, new Blocking(), new Threads(2), 10, 10))
        .withMessage("different numbers of tasks must be at least 2, got 1");
  }
}
