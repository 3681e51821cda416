package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimelineTest {
  @Test
  void should_count_overlapping_tasks_as_a_sweep_would() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      List<Span> spans = new ArrayList<>();
      int[] under = new int[60];
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(50);
        int to = from + 1 + random.nextInt(9);
        spans.add(new Span(i, "w" + i, from, to));
        for (int t = from; t < to; t++) {
          under[t]++;
        }
      }
      assertThat(Timeline.of(spans).mostAtOnce()).isEqualTo(Arrays.stream(under).max().getAsInt());
    }
  }
}
