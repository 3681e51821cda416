package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.measured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import java.util.List;
import org.junit.jupiter.api.Test;

@Slow
class FactorialTest {
  private static final ModuloSum WORK = ModuloSum.article().terms(2_000).tasks(3);
  private static final Experiment QUICK = Experiment.standard().trials(2).warmups(0);

  private static Factorial measured(Model... models) {
    return QUICK.factorial(WORK, List.of(RandomSource.NONE, RandomSource.SHARED), models);
  }

  @Test
  void should_run_each_source_under_each_model_and_the_baseline() {
    Factorial factorial = measured(new Threads(2));

    assertThat(factorial.table().stringColumn("random source").asList())
        .containsExactly("NONE", "NONE", "SHARED", "SHARED");
    assertThat(factorial.table().stringColumn("model").asList())
        .containsExactly("blocking", "threads(2)", "blocking", "threads(2)");
    assertThat(factorial.interaction().rowCount()).isEqualTo(1);
    assertThat(factorial.report(RandomSource.SHARED).table().rowCount()).isEqualTo(4);
    assertThat(factorial.header())
        .hasSize(2)
        .anyMatch(line -> line.contains("no random numbers"))
        .anyMatch(line -> line.contains("one shared generator"));
    assertThat(factorial.remarks()).allMatch(note -> note.kind() == Note.Kind.WAITED);
    assertThat(factorial.toString()).contains("time / baseline", "threads(2), SHARED: ");
  }

  @Test
  void should_keep_the_baseline_where_it_was_asked_for() {
    assertThat(measured(new Threads(2), new Blocking()).table().stringColumn("model").asList())
        .startsWith("threads(2)", "blocking");
  }

  @Test
  void should_fail_if_sources_are_none_twice_or_not_there() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.factorial(WORK, List.of(), new Blocking()))
        .withMessageStartingWith("sources must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            QUICK.factorial(WORK, List.of(RandomSource.NONE, RandomSource.NONE), new Blocking()))
        .withMessage("sources must be different, got NONE twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> measured(new Blocking()).report(RandomSource.PER_TASK))
        .withMessage("source must be one of NONE, SHARED, got PER_TASK");
  }

  @Test
  @SuppressWarnings("NullAway") // what a notebook may hand over
  void should_fail_if_something_is_null() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.factorial(null, List.of(RandomSource.NONE), new Blocking()))
        .withMessageStartingWith("workload must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QUICK.factorial(WORK, null, new Blocking()))
        .withMessageStartingWith("sources must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> measured((Model) null))
        .withMessageStartingWith("model must be given");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> measured((Model[]) null))
        .withMessageStartingWith("models must be given");
  }
}
