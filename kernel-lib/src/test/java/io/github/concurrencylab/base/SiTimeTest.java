package io.github.concurrencylab.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SiTimeTest {
  @Test
  void should_choose_the_unit_of_the_longest() {
    assertThat(SiTime.of(65.97)).isEqualTo(SiTime.SECONDS);
    assertThat(SiTime.of(0.1)).isEqualTo(SiTime.SECONDS);
    assertThat(SiTime.of(0.099)).isEqualTo(SiTime.MILLIS);
    assertThat(SiTime.of(99e-6)).isEqualTo(SiTime.MICROS);
    assertThat(SiTime.of(9e-9)).isEqualTo(SiTime.NANOS);
    assertThat(SiTime.of(0)).isEqualTo(SiTime.SECONDS);
  }

  @Test
  void should_write_a_time_by_itself_with_three_digits() {
    assertThat(SiTime.words(12.3e-9)).isEqualTo("12.3 ns");
    assertThat(SiTime.words(0.001)).isEqualTo("1.00 ms");
    assertThat(SiTime.words(0.0123)).isEqualTo("12.3 ms");
    assertThat(SiTime.words(17)).isEqualTo("17.0 s");
    assertThat(SiTime.words(1234)).isEqualTo("1,234 s");
    assertThat(SiTime.words(0)).isEqualTo("0 ns");
  }
}
