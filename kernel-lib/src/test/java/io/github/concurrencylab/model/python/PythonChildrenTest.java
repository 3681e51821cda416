package io.github.concurrencylab.model.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.workload.ModuloSum;
import org.junit.jupiter.api.Test;

/** Whose processor time counts. */
@Slow
class PythonChildrenTest {
  private static final ModuloSum WORK = ModuloSum.article().terms(20_000).tasks(6);

  @Test
  void should_name_the_interpreter_and_what_it_had_used_before() throws InterruptedException {
    try (Session session = Python.of(new Blocking()).open()) {
      session.execute(WORK.terms(1_000_000), new Progress());
      Progress progress = new Progress();
      session.execute(WORK, progress);

      assertThat(progress.children()).hasSize(1);
      assertThat(progress.children().values()).allMatch(before -> before > 100_000_000);
    }
  }

  @Test
  void should_name_the_pool_s_processes() throws InterruptedException {
    Progress progress = new Progress();
    // Long enough for its processes to be there still when their names are read.
    Python.of(new Processes(3)).execute(WORK.terms(1_000_000), progress);

    assertThat(progress.children()).hasSize(4);
    assertThat(progress.children().values()).filteredOn(before -> before == 0).hasSizeBetween(3, 4);
  }
}
