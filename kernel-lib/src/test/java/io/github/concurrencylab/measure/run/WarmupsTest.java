package io.github.concurrencylab.measure.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.run.Warmups.State;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmupsTest {
  private static State after(Double... seconds) {
    return Warmups.UNTIL_STEADY.after(Arrays.asList(seconds), true);
  }

  @Test
  void should_be_steady_when_the_last_two_take_about_as_long() {
    assertThat(after()).isEqualTo(State.GOING_ON);
    assertThat(after(1.3)).isEqualTo(State.GOING_ON);
    assertThat(after(1.3, 1.0)).isEqualTo(State.GOING_ON);
    assertThat(after(1.3, 1.0, 1.04)).isEqualTo(State.STEADY);
    assertThat(after(1.3, 1.0, 0.96)).isEqualTo(State.STEADY);
    assertThat(after(1.3, 1.0, 0.9)).isEqualTo(State.GOING_ON);
  }

  @Test
  void should_end_after_five_that_still_change() {
    assertThat(after(1.6, 1.4, 1.2, 1.0)).isEqualTo(State.GOING_ON);
    assertThat(after(1.6, 1.4, 1.2, 1.0, 0.8)).isEqualTo(State.NOT_STEADY);
  }

  @Test
  void should_have_one_of_a_long_trial_and_end_after_ten_seconds() {
    assertThat(after(4.1)).isEqualTo(State.DONE);
    assertThat(after(3.9)).isEqualTo(State.GOING_ON);
    assertThat(after(3.9, 3.5, 3.0)).isEqualTo(State.NOT_STEADY);
  }

  @Test
  void should_have_one_where_nothing_is_compiled() {
    assertThat(Warmups.UNTIL_STEADY.after(List.of(), false)).isEqualTo(State.GOING_ON);
    assertThat(Warmups.UNTIL_STEADY.after(List.of(0.1), false)).isEqualTo(State.DONE);
  }

  @Test
  void should_give_short_trials_time_to_be_compiled() {
    List<Double> brief = Collections.nCopies(19, 0.01);
    assertThat(Warmups.UNTIL_STEADY.after(brief, true)).isEqualTo(State.GOING_ON);
    assertThat(Warmups.UNTIL_STEADY.after(Collections.nCopies(21, 0.01), true))
        .isEqualTo(State.STEADY);
    // However short: their number is bounded too, and a millisecond is no difference.
    assertThat(Warmups.UNTIL_STEADY.after(Collections.nCopies(29, 1e-4), true))
        .isEqualTo(State.GOING_ON);
    assertThat(Warmups.UNTIL_STEADY.after(Collections.nCopies(30, 1e-4), true))
        .isEqualTo(State.STEADY);
    assertThat(after(0.02, 0.001, 0.03, 0.07, 0.04)).isEqualTo(State.GOING_ON);
  }

  @Test
  void should_count_where_a_number_was_asked_for() {
    assertThat(Warmups.fixed(0).after(List.of(), true)).isEqualTo(State.DONE);
    assertThat(Warmups.fixed(2).after(List.of(9.0), true)).isEqualTo(State.GOING_ON);
    assertThat(Warmups.fixed(2).after(List.of(9.0, 1.0), false)).isEqualTo(State.DONE);
    assertThat(Warmups.fixed(2)).hasToString("2");
    assertThat(Warmups.UNTIL_STEADY).hasToString("until steady");
  }

  @Test
  void should_fail_if_the_number_is_negative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Warmups.fixed(-1))
        .withMessage("warmups must be at least 0, got -1");
  }
}
