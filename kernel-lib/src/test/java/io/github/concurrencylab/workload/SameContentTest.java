package io.github.concurrencylab.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which results of two models are taken for the same, and what is said of those that are not. */
class SameContentTest {
  private static final OwnTasks ONE = OwnTasks.of("one", 1, i -> i);

  @SuppressWarnings("ArrayRecordComponent") // such records are what users write
  record Sample(String name, double[] values, List<int[]> parts) {}

  static final class Plain {}

  static final class Throwing {
    private final String what;

    Throwing(String what) {
      this.what = what;
    }

    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("no " + what);
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("no hash of " + what);
    }
  }

  record Unspeakable(int x) {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  /** Each makes an equal value anew. */
  @SuppressWarnings("UnnecessaryStringBuilder") // a value like others here
  static Stream<Supplier<Object>> values() {
    return Stream.of(
        () -> 1_000_000L,
        () -> new String("text"),
        () -> new int[] {1, 2},
        () -> new double[][] {{1, Double.NaN}, {}},
        () -> List.of(new int[] {1}, new int[] {2}),
        () -> Map.of("a", new int[] {1}, "b", new int[] {2}),
        () -> Set.of(List.of("a"), List.of("b")),
        () -> new HashSet<>(List.of(new Sample("b", new double[0], List.of()))),
        () -> new Sample("a", new double[] {1}, List.of(new int[] {3})),
        () -> Optional.of(new long[] {4}),
        () -> new ArrayDeque<>(List.of(1, 2)),
        () -> new AtomicLong(5),
        () -> new StringBuilder("builder"),
        () -> Arrays.asList(null, "x"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void should_take_values_that_hold_the_same_for_equal(Supplier<Object> value) {
    assertThat(ONE.difference(List.of(value.get()), List.of(value.get()))).isEmpty();
    assertThat(ONE.checksum(List.of(value.get()))).isEqualTo(ONE.checksum(List.of(value.get())));
    assertThat(ONE.checksum(List.of(value.get()))).isNotEmpty();
  }

  private static String difference(Object one, Object other) {
    return ONE.difference(List.of(one), List.of(other)).orElse("");
  }

  @Test
  void should_tell_different_values() {
    assertThat(difference(0.25, 0.75))
        .isEqualTo(
            "for task 1 \"0.75\" instead of \"0.25\"; if they may differ, say .notDeterministic()");
    assertThat(difference(Map.of("a", new int[] {1}), Map.of("a", new int[] {2}))).isNotEmpty();
    assertThat(difference(Map.of("a", 1), Map.of("b", 1))).isNotEmpty();
    assertThat(difference(Set.of("a"), Set.of("b"))).isNotEmpty();
    assertThat(difference(List.of(1, 2), List.of(2, 1))).isNotEmpty();
    assertThat(difference(new int[] {1}, new long[] {1})).isNotEmpty();
    assertThat(difference(1, 1L)).isNotEmpty();
  }

  @Test
  void should_say_which_class_has_no_equals() {
    assertThat(difference(List.of(new Plain()), List.of(new Plain())))
        .isEqualTo(
            "or ones that cannot be compared, for task 1: "
                + Plain.class.getTypeName()
                + " has no equals; return a record, or say .notDeterministic()");
    assertThat(ONE.checksum(List.of(List.of(new Plain())))).isEmpty();
  }

  @Test
  void should_name_task_and_class_if_their_own_methods_throw() {
    String equals = difference(new Throwing("equality"), new Throwing("equality"));
    assertThat(equals)
        .contains("task 1", Throwing.class.getTypeName(), "no equality", ".notDeterministic()");
    assertThat(ONE.checksum(List.of(new Throwing("x")))).isEmpty();
    assertThat(difference(new Unspeakable(1), new Unspeakable(2)))
        .contains("task 1", Unspeakable.class.getTypeName(), "no words", ".notDeterministic()");
  }

  @Test
  void should_end_with_values_that_hold_themselves() {
    Object[] one = {1, null};
    one[1] = one;
    Object[] other = {1, null};
    other[1] = other;
    assertThat(difference(one, other)).isNotEmpty();
  }
}
