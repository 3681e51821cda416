package io.github.concurrencylab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.WorkSample;
import io.github.concurrencylab.report.Advice.Reason;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Waiting;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Advice, with its evidence. */
class AdviceTest {
  @Test
  void should_advise_virtual_threads_for_tasks_that_wait() {
    Advice advice = Advice.of(Waiting.of(20, Duration.ofMillis(50)));
    assertThat(advice.reason()).isEqualTo(Reason.WAITING);
    assertThat(advice.toString()).contains("Use virtualThreads(): tasks mostly wait");
    assertThat(advice.table().rowCount()).isEqualTo(4);
  }

  @Test
  void should_advise_a_plain_loop_for_tiny_tasks() {
    assertThat(Advice.of(OwnTasks.of("tiny", 5_000, i -> i)).model()).isEqualTo("blocking()");
  }

  @Test
  void should_tell_tasks_that_share_from_tasks_that_do_not() {
    assertThat(Advice.reason(new WorkSample(9, 0.02, 0.01, 0.3, 2))).isEqualTo(Reason.SHARED);
    assertThat(Advice.reason(new WorkSample(9, 0.02, 0.01, 1.8, 2))).isEqualTo(Reason.COMPUTING);
    assertThat(Advice.reason(new WorkSample(9, 0.02, 0.01, Double.NaN, 2)))
        .isEqualTo(Reason.COMPUTING);
  }

  @Test
  void should_not_take_computing_for_waiting() {
    assertThat(WorkSample.of(new Waiting(4, 50, 0)).waitShare()).isLessThan(0.5);
  }
}
