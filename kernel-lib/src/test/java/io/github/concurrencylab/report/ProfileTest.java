package io.github.concurrencylab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.plot.ChartImages;
import io.github.concurrencylab.workload.ModuloSum;
import org.junit.jupiter.api.Test;

@Slow
class ProfileTest {
  private static final ModuloSum WORK = ModuloSum.article();

  @Test
  void should_answer_with_tables_a_sentence_and_a_chart() {
    Profile profile = Profile.of(WORK, new Gil(3), 1);

    assertThat(profile.methods().columnNames())
        .containsExactly("method", "share %", "samples", "workers");
    assertThat(profile.waits().stringColumn("object").asList()).contains("the global lock");
    assertThat(profile.states().stringColumn("worker").asList())
        .containsExactly("thread-1", "thread-2", "thread-3");
    assertThat(profile.states().columnNames()).contains("running (s)", "waiting for a lock (s)");
    assertThat(profile.garbage().rowCount()).isEqualTo(1);
    assertThat(profile.allocations()).isNotNull();
    assertThat(profile.header()).anyMatch(line -> line.startsWith("gil(3), watched for "));
    assertThat(profile.toString())
        .contains(profile.bottleneck(), "Where the time of gil(3) goes", "thread-2: ");
    assertThat(ChartImages.svg(profile.chart(), 760, 400))
        .contains(">thread-3<", "waiting for a lock");
  }

  @Test
  void should_fail_in_one_line_at_the_call() {
    Model children = new Processes(2);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Profile.of(WORK, children, 1))
        .withMessageContaining("got processes(2)")
        .satisfies(refusal ->
            assertThat(refusal.getStackTrace()[0].getClassName())
                .doesNotStartWith(Profile.class.getName() + "."));
  }
}
