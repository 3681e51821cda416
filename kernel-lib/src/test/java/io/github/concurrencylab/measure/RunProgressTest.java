package io.github.concurrencylab.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.measure.RunProgress.Count;
import io.github.concurrencylab.measure.RunProgress.Phase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  private static String words(Phase phase, @Nullable Double secondsLeft) {
    return new RunProgress(phase, "threads(16)", new Count(6, 20), 0.5, secondsLeft).words();
  }

  @Test
  void should_say_what_a_run_does() {
    assertThat(words(Phase.WARMING_UP, null)).isEqualTo("warming up: threads(16)");
    assertThat(words(Phase.MEASURING, null)).isEqualTo("threads(16): trial 7 of 20");
    assertThat(RunProgress.waiting("another measurement").words())
        .isEqualTo("waiting for another measurement");
  }

  @Test
  void should_round_what_is_only_estimated() {
    assertThat(words(Phase.MEASURING, 0.2)).endsWith(", about 1 s left");
    assertThat(words(Phase.MEASURING, 7.4)).endsWith(", about 7 s left");
    assertThat(words(Phase.MEASURING, 41.2)).endsWith(", about 40 s left");
    assertThat(words(Phase.MEASURING, 59.0)).endsWith(", about 1 min left");
    assertThat(words(Phase.MEASURING, 94.0)).endsWith(", about 1 min 30 s left");
    assertThat(words(Phase.MEASURING, 1234.0)).endsWith(", about 21 min left");
  }
}
