package io.github.concurrencylab.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class LockSpansTest {
  public static List<LockSpan> turns(String worker, int count) {
    List<LockSpan> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spans.add(new LockSpan(worker, State.WAITING, 10L * i, 10L * i + 7));
      spans.add(new LockSpan(worker, State.HOLDING, 10L * i + 7, 10L * i + 10));
    }
    return spans;
  }

  private static long held(List<LockSpan> spans) {
    return spans.stream()
        .filter(span -> span.state() == State.HOLDING)
        .mapToLong(span -> span.endNanos() - span.startNanos())
        .sum();
  }

  @Test
  void should_leave_few_spans_alone() {
    List<LockSpan> spans = turns("a", 5);

    assertThat(LockSpans.joined(spans, 10)).isSameAs(spans);
  }

  @Test
  void should_keep_how_long_the_lock_was_held() {
    List<LockSpan> spans = new ArrayList<>(turns("a", 5_000));
    spans.addAll(turns("b", 3));

    List<LockSpan> fewer = LockSpans.joined(spans, 100);

    assertThat(fewer).hasSizeLessThanOrEqualTo(100);
    assertThat(held(fewer)).isEqualTo(held(spans));
    assertThat(LockSpans.byWorker(fewer)).containsOnlyKeys("a", "b");
    assertThat(fewer.getFirst().startNanos()).isZero();
    assertThat(fewer.stream().mapToLong(LockSpan::endNanos).max()).hasValue(50_000);
  }
}
