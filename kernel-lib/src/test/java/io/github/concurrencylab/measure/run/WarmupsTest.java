package io.github.concurrencylab.measure.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.measure.run.Warmups.Round;
import io.github.concurrencylab.measure.run.Warmups.State;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmupsTest {
  private static Round quiet(double seconds) {
    return new Round(1, seconds, seconds, 0);
  }

  private static Round compiling(double seconds) {
    return new Round(1, seconds, seconds, 3);
  }

  private static State after(Round... rounds) {
    return Warmups.UNTIL_STEADY.after(List.of(rounds), true);
  }

  @Test
  void should_be_steady_once_nothing_was_compiled_in_two_rounds() {
    assertThat(after()).isEqualTo(State.GOING_ON);
    assertThat(after(compiling(1))).isEqualTo(State.GOING_ON);
    assertThat(after(compiling(1), quiet(1))).isEqualTo(State.GOING_ON);
    assertThat(after(compiling(1), quiet(1), quiet(1))).isEqualTo(State.STEADY);
    assertThat(after(quiet(1), quiet(1))).isEqualTo(State.STEADY);
  }

  @Test
  void should_leave_a_plateau_behind_while_something_is_compiled() {
    // As long one after another as can be: the times alone would be called steady.
    assertThat(after(quiet(1), compiling(1), compiling(1))).isEqualTo(State.GOING_ON);
    assertThat(after(quiet(1), compiling(1), quiet(1))).isEqualTo(State.GOING_ON);
    assertThat(after(compiling(1), compiling(1), compiling(1), quiet(0.5), quiet(0.5)))
        .isEqualTo(State.STEADY);
  }

  @Test
  void should_go_on_while_it_becomes_faster() {
    assertThat(after(quiet(1), quiet(0.94))).isEqualTo(State.GOING_ON);
    assertThat(after(quiet(1), quiet(0.94), quiet(0.93))).isEqualTo(State.STEADY);
    // Slower, as by what else the machine does, is no sign that it was not warm.
    assertThat(after(quiet(1), quiet(1.3))).isEqualTo(State.STEADY);
    // A millisecond is no difference.
    assertThat(after(new Round(100, 0.1, 0.0009, 0), new Round(100, 0.1, 0.0001, 0)))
        .isEqualTo(State.STEADY);
  }

  @Test
  void should_want_a_fifth_of_a_second_without_compiling() {
    assertThat(after(quiet(0.05), quiet(0.05), quiet(0.05))).isEqualTo(State.GOING_ON);
    assertThat(after(quiet(0.05), quiet(0.05), quiet(0.05), quiet(0.06))).isEqualTo(State.STEADY);
  }

  @Test
  void should_end_after_ten_seconds_and_say_what_was_not_steady() {
    assertThat(after(compiling(3.9), compiling(3.5), compiling(3.0)))
        .isEqualTo(State.STILL_COMPILED);
    assertThat(after(quiet(3.9), quiet(3.5), quiet(3.0))).isEqualTo(State.STILL_FASTER);
    assertThat(after(compiling(3.9), quiet(3.5), quiet(3.5))).isEqualTo(State.STEADY);
    List<Round> rounds = Collections.nCopies(19, compiling(0.1));
    assertThat(Warmups.UNTIL_STEADY.after(rounds, true)).isEqualTo(State.GOING_ON);
    assertThat(Warmups.UNTIL_STEADY.after(Collections.nCopies(20, compiling(0.1)), true))
        .isEqualTo(State.STILL_COMPILED);
  }

  @Test
  void should_have_one_of_a_long_trial() {
    assertThat(after(compiling(4.1))).isEqualTo(State.DONE);
    assertThat(after(compiling(3.9))).isEqualTo(State.GOING_ON);
  }

  @Test
  void should_have_one_where_nothing_is_compiled() {
    assertThat(Warmups.UNTIL_STEADY.after(List.of(), false)).isEqualTo(State.GOING_ON);
    assertThat(Warmups.UNTIL_STEADY.after(List.of(compiling(0.1)), false)).isEqualTo(State.DONE);
  }

  @Test
  void should_count_where_a_number_was_asked_for() {
    assertThat(Warmups.fixed(0).after(List.of(), true)).isEqualTo(State.DONE);
    assertThat(Warmups.fixed(2).after(List.of(quiet(9)), true)).isEqualTo(State.GOING_ON);
    assertThat(Warmups.fixed(2).after(List.of(quiet(9), quiet(1)), false)).isEqualTo(State.DONE);
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
