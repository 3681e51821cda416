package io.github.concurrencylab.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {
  @Property(tries = 300)
  void should_pass_a_number_within_its_bounds_and_no_other(
      @ForAll long value, @ForAll long a, @ForAll long b) {
    long low = Math.min(a, b);
    long high = Math.max(a, b);
    if (value >= low && value <= high) {
      assertThat(Check.between("thing", value, low, high)).isEqualTo(value);
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Check.between("thing", value, low, high))
          .withMessageContaining("thing must be at")
          .withMessageEndingWith(", got %,d".formatted(value));
    }
  }

  @Property(tries = 300)
  void should_pass_a_share_and_no_other_number(@ForAll double value) {
    Assume.that(!(value >= 0 && value <= 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.share("skip", value))
        .withMessage("skip must be between 0 and 1, got " + value);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.1, 1.0000001})
  void should_fail_if_a_share_is_no_share(double value) {
    assertThatIllegalArgumentException().isThrownBy(() -> Check.share("skip", value));
  }

  @Test
  void should_name_thing_bound_and_value() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.between("workers", 0, 1, 9))
        .withMessage("workers must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.between("workers", 1_000, 1, 9))
        .withMessage("workers must be at most 9, got 1,000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.given("workload", null, "use article()"))
        .withMessage("workload must be given, got null: use article()");
  }

  @Test
  void should_say_why_tasks_are_limited_and_what_to_do() {
    assertThat(Check.tasks(9, 9)).isEqualTo(9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.tasks(200_000, 100_000))
        .withMessage(
            "tasks must be at most 100,000, got 200,000: the result and the times of each are kept;"
                + " let each task do the work of several");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Check.tasks(0, 9))
        .withMessage("tasks must be at least 1, got 0");
  }

  @Test
  void should_quote_text_from_outside_in_one_short_line() {
    assertThat(Check.quoted("a\nb\u001b[31m\u202e")).isEqualTo("\"a?b?[31m?\"");
    assertThat(Check.quoted("x".repeat(1_000))).hasSizeLessThan(70);
    assertThat(Check.quoted(null)).isEqualTo("null");
  }
}
