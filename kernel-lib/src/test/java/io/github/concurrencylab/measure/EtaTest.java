package io.github.concurrencylab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EtaTest {
  private static final List<String> MODELS = List.of("slow", "fast");

  @Test
  void should_know_nothing_at_first() {
    assertThat(new Eta(100, 3).secondsLeft(MODELS, "slow", 0, 1)).isNull();
  }

  @Test
  void should_go_by_what_is_done_of_the_first_trial() {
    assertThat(new Eta(100, 1).secondsLeft(List.of("slow"), "slow", 0.25, 2))
        .isEqualTo(6, within(1e-9));
  }

  @Test
  void should_take_a_model_to_need_its_last_time_again() {
    Eta eta = new Eta(100, 3);
    eta.ended("slow", 10);
    eta.ended("fast", 1);
    assertThat(eta.secondsLeft(MODELS, "slow", 0, 4)).isEqualTo(2 * 10 + 2 * 1 - 4, within(1e-9));
  }

  @Test
  void should_not_go_below_zero() {
    Eta eta = new Eta(100, 1);
    eta.ended("slow", 1);
    assertThat(eta.secondsLeft(List.of("slow"), "slow", 0.9, 50)).isZero();
  }

  @Test
  void should_say_a_time_in_words() {
    assertThat(Eta.words(4.26)).isEqualTo("4.3 s");
    assertThat(Eta.words(9.97)).isEqualTo("10 s");
    assertThat(Eta.words(185)).isEqualTo("3 min 5 s");
  }
}
