package io.github.concurrencylab.model.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.Workload;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

@Slow
class ReusedModelTest {
  private static final Workload SMALL = ModuloSum.article().tasks(2).terms(100);

  @AutoClose private final ReusedModel kept = new ReusedModel(Python.of(new Blocking()));

  /** The interpreters that run now: what a session of CPython's keeps. */
  private static Set<ProcessHandle> children() {
    return ProcessHandle.current().children().collect(Collectors.toSet());
  }

  private Set<ProcessHandle> run(Workload workload) throws InterruptedException {
    Progress progress = new Progress();
    try (Session session = kept.open()) {
      assertThat(session.execute(workload, progress).results()).hasSize(workload.tasks());
      assertThat(session.runtime()).startsWith("CPython");
    }
    return progress.children().keySet();
  }

  @Test
  void should_find_what_the_last_run_started() throws InterruptedException {
    Set<ProcessHandle> first = run(SMALL);
    Set<ProcessHandle> second = run(ModuloSum.article().terms(10));

    assertThat(first).isNotEmpty().isEqualTo(second);
    assertThat(children()).containsAll(first);
    kept.close();
    assertThat(children()).doesNotContainAnyElementsOf(first);
  }

  @Test
  void should_start_anew_after_a_failure() throws InterruptedException {
    Set<ProcessHandle> first = run(SMALL);
    first.forEach(ProcessHandle::destroyForcibly);

    assertThatThrownBy(() -> run(SMALL)).isInstanceOf(TaskFailedException.class);
    assertThat(run(SMALL)).isNotEmpty().doesNotContainAnyElementsOf(first);
  }

  @Test
  void should_be_the_model_that_it_keeps() {
    Model model = Python.of(new Threads(3));
    try (ReusedModel same = new ReusedModel(model)) {
      assertThat(same).hasToString(model.toString());
      assertThat(same.name()).isEqualTo(model.name());
      assertThat(same.description()).isEqualTo(model.description());
      assertThat(same.workers()).isEqualTo(3);
      assertThat(same.withWorkers(2)).isEqualTo(model.withWorkers(2));
      assertThat(same.runsHere()).isEqualTo(model.runsHere());
      assertThat(same.warmsUp()).isEqualTo(model.warmsUp());
      assertThat(same.resultsFamily(SMALL)).isEqualTo(model.resultsFamily(SMALL));
    }
  }
}
