package io.github.concurrencylab.report;

import static io.github.concurrencylab.Figures.here;
import static io.github.concurrencylab.Figures.measuredBy;
import static io.github.concurrencylab.Figures.texts;
import static io.github.concurrencylab.Figures.trials;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.Note;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.machine.Conditions;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.results.store.Store;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Task;
import io.github.concurrencylab.workload.Workload;
import io.github.concurrencylab.workload.WorkloadData;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tech.tablesaw.api.Table;

/** Runs as they are kept, seen from a cell. The build names a store of the tests' own. */
@Timeout(120)
@Slow
class KeptRunsTest {
  private static final Experiment THREE = Experiment.standard().trials(3).warmups(0);
  private static final AtomicInteger SEED = new AtomicInteger();

  /** Work that no other test has. */
  private final ModuloSum work =
      ModuloSum.article().terms(2_000).tasks(3).seed(System.nanoTime() + SEED.incrementAndGet());

  /** A plain loop that presses the stop button in one of its executions. */
  private record Stopping(int at, AtomicInteger executions) implements Model {
    @Override
    public ModelId id() {
      return ModelId.own("stopping");
    }

    @Override
    public int workers() {
      return 1;
    }

    @Override
    public String description() {
      return "a plain loop";
    }

    @Override
    public Execution execute(Workload workload, Progress progress) throws InterruptedException {
      if (executions.incrementAndGet() == at) {
        throw new InterruptedException();
      }
      return new Blocking().execute(workload, progress);
    }
  }

  @Test
  void should_show_the_newest_run() {
    Report run = THREE.run(work, new Blocking(), new Threads(2));
    History history = History.now();

    assertThat(history.get(1).results()).isEqualTo(run.results());
    Table table = history.table();
    assertThat(table.intColumn("run").get(0)).isEqualTo(1);
    assertThat(table.stringColumn("started").get(0))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    assertThat(table.stringColumn("workload").get(0)).isEqualTo(work.toString());
    assertThat(table.stringColumn("models").get(0)).isEqualTo("blocking, threads(2)");
    assertThat(table.stringColumn("trials").get(0)).isEqualTo("6 of 6");
    assertThat(table.stringColumn("state").get(0)).isEqualTo("complete");
    assertThat(history.toString()).contains("the newest first", "blocking, threads(2)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history.get(0))
        .withMessage("run must be at least 1, got 0");
  }

  @Test
  void should_go_on_where_a_run_was_stopped() {
    Model stopping = new Stopping(3, new AtomicInteger());
    Model blocking = new Blocking();
    RunInterruptedException stopped =
        catchThrowableOfType(
            RunInterruptedException.class, () -> THREE.run(work, blocking, stopping));
    assertThat(Thread.interrupted()).isFalse();
    int finished = stopped.finished().trials().size();
    assertThat(stopped)
        .hasMessage("stopped: %d of 6 trials are kept, resume(...) goes on", finished);
    Report cut = History.now().get(1);
    assertThat(texts(cut.notes())).contains("stopped (interrupted): " + finished + " of 6 trials");
    assertThat(cut.table().rowCount()).isEqualTo(finished);

    Report whole = THREE.resume(work, blocking, stopping);

    assertThat(whole.table().rowCount()).isEqualTo(6);
    assertThat(texts(whole.notes()))
        .contains("resumed: " + finished + " of 6 trials are from an earlier run");
    assertThat(whole.table().stringColumn("checksum").unique().size()).isEqualTo(1);
    assertThat(whole.results().measurements().getFirst().trials())
        .containsAll(stopped.finished().trials());
    assertThat(History.now().table().stringColumn("state").asList().subList(0, 2))
        .containsExactly("complete", "interrupted, continued");
    assertThat(texts(THREE.resume(work, blocking, stopping).notes()))
        .noneMatch(warning -> warning.startsWith("resumed"));
  }

  @Test
  @Lengthy
  void should_not_take_over_other_work_models_or_numbers_of_trials() {
    Model stopping = new Stopping(3, new AtomicInteger());
    var _ = catchThrowableOfType(RunInterruptedException.class, () -> THREE.run(work, stopping));

    assertThat(texts(THREE.resume(work.seed(1), stopping).notes()))
        .noneMatch(w -> w.contains("resumed"));
    assertThat(texts(THREE.resume(work, new Blocking(), stopping).notes()))
        .noneMatch(w -> w.contains("resumed"));
    assertThat(texts(THREE.trials(4).resume(work, stopping).notes()))
        .noneMatch(w -> w.contains("resumed"));
    assertThat(texts(THREE.resume(work, stopping).notes()))
        .contains("resumed: 2 of 3 trials are from an earlier run");
  }

  @Test
  @Lengthy
  void should_say_in_what_a_run_that_was_stopped_is_unlike_the_one_that_is_run_anew() {
    Model stopping = new Stopping(3, new AtomicInteger());
    var _ = catchThrowableOfType(RunInterruptedException.class, () -> THREE.run(work, stopping));

    String unlike = "run anew, since the run that was stopped is unlike this one: ";
    assertThat(texts(THREE.trials(4).resume(work, stopping).notes()))
        .contains(unlike + "3 and 4 trials");
    assertThat(texts(THREE.warmups(1).resume(work, stopping).notes()))
        .anyMatch(note -> note.startsWith(unlike + "how it is measured, "));
    assertThat(texts(THREE.resume(work, stopping).notes()))
        .contains("resumed: 2 of 3 trials are from an earlier run");
  }

  @Test
  @Lengthy
  void should_keep_the_hash_of_own_code_and_not_join_figures_of_other_code() {
    Report one = THREE.run(OwnTasks.of("own", 4, i -> i * 2), new Blocking());
    Report other = THREE.run(OwnTasks.of("own", 4, i -> i * 2 + 1), new Blocking());
    Report again = THREE.run(OwnTasks.of("own", 4, i -> i * 2), new Blocking());

    String code = one.results().measurements().getFirst().machine().conditions().code();
    assertThat(code).matches("[0-9a-f]{16,}");
    assertThat(texts(one.with(other).notes()))
        .anyMatch(note -> note.startsWith("here 1 and here 2 are unlike: the code of the tasks, "));
    assertThat(texts(MachineComparison.of(one, other).notes()))
        .anyMatch(note -> note.contains(" are unlike: the code of the tasks, "));
    assertThat(texts(one.with(again).notes())).noneMatch(note -> note.contains("unlike"));
    assertThat(one.with(again).results().measurements()).hasSize(1);
    assertThat(History.now().get(1).results().measurements().getFirst().machine().conditions())
        .isEqualTo(again.results().measurements().getFirst().machine().conditions());
  }

  @Test
  void should_say_in_what_figures_of_two_machines_are_unlike() {
    Conditions there = new Conditions("25.0.5 (Other Vendor)", "-Xint", "2", "");
    Conditions before = new Conditions("25.0.3 (One Vendor)", "-Xint", "2", "");
    MachineComparison both =
        MachineComparison.of(on(Source.HERE, before), on(Source.LOADED, there));

    assertThat(both.notes()).extracting(Note::kind).containsExactly(Note.Kind.UNLIKE);
    assertThat(texts(both.notes()))
        .containsExactly(
            "here and loaded are unlike: Java 25.0.3 (One Vendor) and 25.0.5 (Other Vendor)");
    assertThat(
            texts(MachineComparison.of(on(Source.HERE, there), on(Source.LOADED, there)).notes()))
        .isEmpty();
  }

  private static Report on(Source source, Conditions conditions) {
    Machine machine = new Machine("Some Processor", 2, "Some System", "Java 25", conditions);
    return Report.of(
        new Measurement(source, "some work", machine, trials("a", 1, 1.01, 0.99), List.of()));
  }

  @Test
  void should_not_take_over_own_work_of_another_name_and_refuse_other_code() {
    Model stopping = new Stopping(3, new AtomicInteger());
    OwnTasks own = OwnTasks.of("aaa", 4, i -> i * 2);
    var _ = catchThrowableOfType(RunInterruptedException.class, () -> THREE.run(own, stopping));

    assertThat(texts(THREE.resume(OwnTasks.of("bbb", 4, i -> i * 2), stopping).notes()))
        .noneMatch(w -> w.contains("resumed"));
    assertThatThrownBy(() -> THREE.resume(OwnTasks.of("aaa", 4, i -> i * 3), stopping))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the code of tasks \"aaa\", or a variable that it uses, must be that of the run that was"
                + " stopped, got other code: use run(...) to start anew");
    assertThat(texts(THREE.resume(own, stopping).notes()))
        .contains("resumed: 2 of 3 trials are from an earlier run");
  }

  @Test
  void should_keep_a_run_that_failed() {
    Workload wrong = new Wrong(work);

    var _ = catchThrowableOfType(RuntimeException.class, () -> THREE.run(wrong, new Blocking()));

    assertThat(History.now().table().stringColumn("state").get(0)).isEqualTo("failed");
  }

  /** Work whose results are never right. */
  private record Wrong(ModuloSum inner) implements Workload {
    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public int tasks() {
      return inner.tasks();
    }

    @Override
    public long units() {
      return inner.units();
    }

    @Override
    public List<Task> newTasks() {
      return inner.newTasks();
    }

    @Override
    public boolean deterministic() {
      return true;
    }

    @Override
    public Optional<String> validate(List<?> results) {
      return Optional.of("never right");
    }

    @Override
    public String checksum(List<?> results) {
      return inner.checksum(results);
    }

    @Override
    public WorkloadData data() {
      throw new UnsupportedOperationException("it cannot travel");
    }
  }

  @Test
  void should_compare_machines_model_by_model() {
    Report here = new Report(here(trials("a", 2, 2.01, 1.99), trials("b", 1, 1.02, 0.99)));
    Report there =
        new Report(
            measuredBy(Source.LOADED, "some work", trials("a", 1, 1.01, 0.99), trials("c", 1)));

    MachineComparison both = MachineComparison.of(here, there);

    Table table = both.table();
    assertThat(table.stringColumn("model").asList()).containsExactly("a", "b", "c");
    assertThat(table.doubleColumn("speed-up").get(0)).isBetween(1.95, 2.05);
    assertThat(table.stringColumn("verdict").asList())
        .satisfiesExactly(
            verdict -> assertThat(verdict).matches("2\\.0\\d?x faster than here \\(.*\\)"),
            verdict -> assertThat(verdict).isEqualTo("loaded has no b"),
            verdict -> assertThat(verdict).isEqualTo("here has no c"));
    assertThat(texts(both.notes())).isEmpty();
    assertThat(both.header()).hasSize(2);
    assertThat(both.bars()).isNotNull();
    assertThat(both.toString()).contains("a, loaded", "b, here");
  }

  @Test
  void should_compare_one_machine_at_two_times_and_note_other_work() {
    Report first = new Report(here(trials("a", 2, 2.1)));
    Report second = new Report(measuredBy(Source.HERE, "other work", trials("a", 2, 2.1)));

    MachineComparison both = MachineComparison.of(first, second);

    assertThat(both.table().stringColumn("machine").asList()).containsExactly("here 2");
    assertThat(texts(both.notes())).anyMatch(w -> w.startsWith("the workloads differ"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MachineComparison.of(first))
        .withMessageStartingWith("reports must be at least 2, got 1");
  }

  @Test
  void should_look_at_what_only_a_running_kernel_sees() {
    Doctor doctor = Doctor.now();

    assertThat(doctor.table().stringColumn("thing").asList())
        .containsExactly(
            "python3", "processors", "memory", "heap", "clock", "lock", "store", "chart");
    assertThat(doctor.table().stringColumn("verdict").asList()).isSubsetOf("ok", "note", "MEND");
    assertThat(doctor.findings()).noneMatch(finding -> finding.text().contains("\n"));
    assertThat(doctor.toString()).contains(Store.usual().folder().toString().substring(0, 5));
  }
}
