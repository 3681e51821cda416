package io.github.concurrencylab.measure.run;

import static io.github.concurrencylab.Figures.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.concurrencylab.base.Words;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeEstimateTest {

  @Test
  void should_know_nothing_at_first() {
    assertThat(
            new TimeEstimate(100)
                .secondsLeft(Map.of(id("slow"), 3, id("fast"), 3), id("slow"), 0, 1))
        .isNull();
  }

  @Test
  void should_go_by_what_is_done_of_the_first_trial() {
    assertThat(new TimeEstimate(100).secondsLeft(Map.of(id("slow"), 1), id("slow"), 0.25, 2))
        .isEqualTo(6, within(1e-9));
  }

  @Test
  void should_take_a_model_to_need_its_last_time_again() {
    TimeEstimate eta = new TimeEstimate(100);
    eta.ended(id("slow"), 10);
    eta.ended(id("fast"), 1);
    assertThat(eta.secondsLeft(Map.of(id("slow"), 2, id("fast"), 2), id("slow"), 0, 4))
        .isEqualTo(2 * 10 + 2 * 1 - 4, within(1e-9));
  }

  @Test
  void should_not_go_below_zero() {
    TimeEstimate eta = new TimeEstimate(100);
    eta.ended(id("slow"), 1);
    assertThat(eta.secondsLeft(Map.of(id("slow"), 0), id("slow"), 0.9, 50)).isZero();
  }

  @Test
  void should_count_a_model_that_has_not_run_as_the_mean_of_the_others() {
    TimeEstimate eta = new TimeEstimate(100);
    assertThat(eta.seconds(Map.of(id("a"), 1))).isNull();
    eta.ended(id("a"), 2);
    eta.ended(id("b"), 4);
    assertThat(eta.seconds(Map.of(id("a"), 1, id("b"), 2, id("c"), 3)))
        .isEqualTo(2 + 8 + 9, within(1e-9));
    assertThat(eta.lastSeconds(id("b"))).isEqualTo(4);
    assertThat(eta.lastSeconds(id("c"))).isInfinite();
  }

  @Test
  void should_say_a_time_in_words() {
    assertThat(Words.duration(4.26)).isEqualTo("4.3 s");
    assertThat(Words.duration(9.97)).isEqualTo("10 s");
    assertThat(Words.duration(185)).isEqualTo("3 min 5 s");
  }
}
