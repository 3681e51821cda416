package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTimeTest {
  private static final long MS = 1_000_000;

  @Test
  void should_tell_cores_only_where_they_are_known_to_two_digits() {
    // A tick of 10 ms: 20 of them are a figure, 19 are not.
    assertThat(new CpuTime(210 * MS, 10 * MS).cores(300 * MS)).hasValue(0.7);
    assertThat(new CpuTime(190 * MS, 10 * MS).cores(300 * MS)).isEmpty();
    assertThat(new CpuTime(190 * MS, MS / 100).cores(190 * MS)).hasValue(1);
    assertThat(new CpuTime(1, 0).cores(0)).isEmpty();
  }

  @Test
  void should_tell_that_hardly_a_processor_was_used_where_a_step_is_nothing_of_the_time() {
    assertThat(new CpuTime(20 * MS, 10 * MS).cores(10_000 * MS)).hasValue(0.002);
    assertThat(new CpuTime(0, 10 * MS).cores(1_000 * MS)).isEmpty();
  }

  @Test
  void should_doubt_more_than_the_processors_could_give_and_cap_nothing() {
    CpuTime beyond = new CpuTime(112 * MS, 0).within(100 * MS, 1);

    assertThat(beyond.nanos()).isEqualTo(112 * MS);
    assertThat(beyond.cores(100 * MS)).isEmpty();
    assertThat(new CpuTime(112 * MS, 0).within(100 * MS, 2).cores(100 * MS)).hasValue(1.12);
    assertThat(new CpuTime(100 * MS + MS / 10, 0).within(100 * MS, 1).cores(100 * MS))
        .as("clocks are not read at the same instant, which two digits do not show")
        .hasValue(1.001);
  }

  @Test
  void should_doubt_what_may_have_been_used_outside_of_the_stretch() {
    CpuTime whole = new CpuTime(100 * MS, MS);

    assertThat(whole.part(90 * MS, 100 * MS)).isEqualTo(new CpuTime(90 * MS, 11 * MS));
    assertThat(whole.part(100 * MS, 100 * MS)).isEqualTo(whole);
  }

  @Test
  void should_add_what_is_uncertain_and_not_take_it_away() {
    CpuTime one = new CpuTime(10, 3);

    assertThat(one.plus(new CpuTime(5, 4))).isEqualTo(new CpuTime(15, 7));
    assertThat(one.since(new CpuTime(4, 3))).isEqualTo(new CpuTime(6, 3));
    assertThat(one.since(new CpuTime(12, 3)).nanos()).isZero();
  }
}
