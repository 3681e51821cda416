package io.github.concurrencylab.model.gil;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.model.LockSpan;
import io.github.concurrencylab.model.LockSpan.State;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LockHistoryTest {
  private static long total(List<LockSpan> spans, State state) {
    return spans.stream()
        .filter(span -> span.state() == state)
        .mapToLong(span -> span.endNanos() - span.startNanos())
        .sum();
  }

  @Property(tries = 200)
  void should_keep_totals_and_order_in_bounded_memory(
      @ForAll @Size(min = 1, max = 400) List<@IntRange(min = 1, max = 1_000) Integer> lengths,
      @ForAll @IntRange(min = 2, max = 9) int most) {
    AtomicLong clock = new AtomicLong();
    LockHistory turns = new LockHistory("thread-1", clock::get, most);
    long waited = 0;
    long held = 0;
    for (int length : lengths) {
      turns.waits();
      waited += length / 2;
      clock.addAndGet(length / 2);
      turns.taken();
      assertThat(turns.holds()).isTrue();
      held += length;
      clock.addAndGet(length);
      turns.dropped(turns.now());
      assertThat(turns.holds()).isFalse();
    }
    List<LockSpan> spans = turns.spans();
    assertThat(spans).hasSizeLessThanOrEqualTo(2 * most);
    assertThat(total(spans, State.WAITING)).isEqualTo(waited);
    assertThat(total(spans, State.HOLDING)).isEqualTo(held);
    assertThat(spans.getFirst().startNanos()).isZero();
    assertThat(spans.getLast().endNanos()).isEqualTo(clock.get());
    for (int i = 1; i < spans.size(); i++) {
      assertThat(spans.get(i).startNanos()).isEqualTo(spans.get(i - 1).endNanos());
    }
  }
}
