package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.texts;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Slow
class CostTest {
  private static final ModuloSum WORK = ModuloSum.article().terms(1_000);
  private static final Experiment QUICK = Experiment.standard().trials(2).warmups(0);

  private static Cost growing(double... seconds) {
    List<Cost.Sized> runs = new ArrayList<>();
    long size = 10_000;
    for (double s : seconds) {
      runs.add(new Cost.Sized(size, new Report(here(trials("blocking", s, 0.99 * s, 1.01 * s)))));
      size *= 10;
    }
    return new Cost(runs);
  }

  @Test
  void should_measure_each_size_smallest_first() {
    Cost cost = QUICK.cost(WORK, new Blocking(), 3_000, 1_000, 2_000);

    assertThat(cost.table().longColumn("n").asList()).containsExactly(1_000L, 2_000L, 3_000L);
    assertThat(cost.header().getFirst()).startsWith("blocking, largest: ").contains("3,000 terms");
    assertThat(
            QUICK
                .cost(n -> WORK.tasks(n.intValue()), new Threads(2), 5, 10)
                .table()
                .longColumn("n")
                .asList())
        .containsExactly(5L, 10L);
  }

  @Test
  void should_say_how_time_grows() {
    Cost cost = growing(0.01, 0.1, 1, 10);

    assertThat(cost.order()).isEqualTo("time grows as n^1.00 (95 %: 1.00 to 1.00)");
    assertThat(cost.table().doubleColumn("order from the row before").get(3))
        .isBetween(0.999, 1.001);
    assertThat(texts(cost.notes())).isEmpty();
    assertThat(ScalingTest.svg(cost.chart())).contains("time grows as n^1.00", "100,000");
    assertThat(cost.toString()).contains("n = 100,000: 0.100 s (95 %");
  }

  @Test
  void should_say_that_own_tasks_take_the_same_time_at_ten_times_the_steps() {
    assertThat(texts(new Cost(Cost.remarked(growing(1, 1.1).runs())).notes()))
        .contains(
            "n = 100,000: 1.1 times the time at 10 times the size: what takes time does not depend"
                + " on the size, or the compiler left the work out, since nothing uses its result;"
                + " return what it computes");
    assertThat(Cost.remarked(growing(1, 4).runs())).isEqualTo(growing(1, 4).runs());
    List<Cost.Sized> twice = growing(1, 1.1).runs();
    assertThat(Cost.remarked(List.of(twice.getFirst())))
        .hasSize(1)
        .first()
        .isEqualTo(twice.getFirst());
  }

  @Test
  @Lengthy
  void should_say_so_of_own_tasks_alone_when_measured() {
    String words = "times the size: what takes time does not depend on the size";
    assertThat(
            texts(
                QUICK
                    .cost(
                        n ->
                            OwnTasks.of(
                                "constant",
                                2,
                                i -> {
                                  Thread.sleep(20);
                                  return i;
                                }),
                        new Blocking(),
                        10,
                        10_000)
                    .notes()))
        .anyMatch(note -> note.contains(words));
    // The lab's own work checks its results: nothing of it can be left out.
    assertThat(
            texts(
                QUICK
                    .cost(n -> WORK.binomial().terms(n), new Blocking(), 1_000, 10_000_000)
                    .notes()))
        .noneMatch(note -> note.contains(words));
  }

  @Test
  void should_say_that_the_line_is_bent() {
    assertThat(texts(growing(0.01, 0.011, 0.02, 0.11, 1.01).notes()))
        .singleElement()
        .asString()
        .startsWith("the line is bent: at the end time grows as n^0.96");
  }

  @Test
  void should_draw_whatever_there_is() {
    assertThat(ScalingTest.svg(growing().chart())).contains("<svg");
    assertThat(ScalingTest.svg(growing(1).chart())).contains("<svg");
    assertThat(ScalingTest.svg(growing(0, 0).chart())).contains("<svg");
    assertThat(growing().toString()).contains("nothing was measured", "no order of growth");
  }

  @Test
  @SuppressWarnings("NullAway") // what a notebook may hand over
  void should_refuse_in_one_line() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.cost(WORK, new Blocking(), 10, 10))
        .withMessage("sizes must be different, got 10 twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.cost(WORK, new Blocking(), 0))
        .withMessage("size must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.cost(WORK, new Blocking()))
        .withMessage("sizes must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.cost((ModuloSum) null, new Blocking(), 1))
        .withMessageStartingWith("workload must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.cost(WORK, null, 1))
        .withMessageStartingWith("model must be given");
  }
}
