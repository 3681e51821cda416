package io.github.concurrencylab.plot.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineEndsTest {
  @Test
  void should_leave_alone_what_is_far_apart_and_part_what_is_not() {
    assertThat(LineEnds.apart(new double[] {90, 10}, 0, 100, 14)).containsExactly(90, 10);
    assertThat(LineEnds.apart(new double[] {52, 50}, 0, 100, 14)).containsExactly(58, 44);
    assertThat(LineEnds.apart(new double[] {100, 99}, 0, 100, 14)).containsExactly(100, 86);
  }

  @Property
  void should_keep_names_apart_in_order_and_within_the_chart(
      @ForAll @Size(max = 16) double @DoubleRange(min = -50, max = 350) [] wanted) {
    double[] places = LineEnds.apart(wanted, 7, 293, 14);

    for (int i = 0; i < wanted.length; i++) {
      assertThat(places[i]).isBetween(7 - 1e-6, 293 + 1e-6);
      for (int j = 0; j < wanted.length; j++) {
        if (wanted[i] < wanted[j]) {
          assertThat(places[j] - places[i]).isGreaterThan(14 - 1e-6);
        }
      }
    }
    double[] sorted = places.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      assertThat(sorted[i] - sorted[i - 1]).isGreaterThan(14 - 1e-6);
    }
  }
}
