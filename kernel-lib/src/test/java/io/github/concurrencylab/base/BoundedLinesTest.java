package io.github.concurrencylab.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BoundedLinesTest {
  @Property(tries = 60)
  void should_keep_the_first_and_the_last_and_count_the_others(
      @ForAll @IntRange(min = 0, max = 50) int count) {
    BoundedLines lines = new BoundedLines();
    List<String> all = IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    all.forEach(lines::add);
    if (count <= 20) {
      assertThat(lines.all()).isEqualTo(all);
    } else {
      assertThat(lines.all()).hasSize(21);
      assertThat(lines.all().subList(0, 10)).isEqualTo(all.subList(0, 10));
      assertThat(lines.all().get(10))
          .isEqualTo(count == 21 ? "… 1 more line …" : "… " + (count - 20) + " more lines …");
      assertThat(lines.all().subList(11, 21)).isEqualTo(all.subList(count - 10, count));
    }
  }
}
