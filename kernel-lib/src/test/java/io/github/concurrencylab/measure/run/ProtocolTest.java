package io.github.concurrencylab.measure.run;

import static io.github.concurrencylab.Figures.details;
import static io.github.concurrencylab.Figures.measured;
import static io.github.concurrencylab.Figures.reason;
import static io.github.concurrencylab.Figures.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.base.CpuClock;
import io.github.concurrencylab.measure.Measurement;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunPlan;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.measure.RunState;
import io.github.concurrencylab.measure.Source;
import io.github.concurrencylab.measure.Trial;
import io.github.concurrencylab.measure.WrongResultException;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelId;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.Timeline;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.RandomSource;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import io.github.concurrencylab.workload.Waiting;
import io.github.concurrencylab.workload.Workload;
import io.github.concurrencylab.workload.WorkloadData;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
@Slow
class ProtocolTest {
  private static final ModuloSum WORK = ModuloSum.article().tasks(3).terms(2_000);

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  /** A plain loop under another name, which does something first. */
  private record Named(String name, Action first) implements Model {
    @FunctionalInterface
    interface Action {
      void run() throws InterruptedException;
    }

    @Override
    public ModelId id() {
      return ModelId.own(name);
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
      first.run();
      return new Blocking().execute(workload, progress);
    }
  }

  private Model logged(String name) {
    return new Named(name, () -> log.add(name));
  }

  /** Does something in its n-th execution. */
  private static Model at(String name, int n, Named.Action action) {
    AtomicInteger executions = new AtomicInteger();
    return new Named(
        name,
        () -> {
          if (executions.incrementAndGet() == n) {
            action.run();
          }
        });
  }

  /** A listener that counts how often the end was told. */
  private static final class Ends implements RunListener {
    private final List<RunProgress> told = Collections.synchronizedList(new ArrayList<>());
    private final List<String> summaries = Collections.synchronizedList(new ArrayList<>());
    private final List<RunProgress> wrong = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void update(RunProgress progress) {
      told.add(progress);
      if (!summaries.isEmpty() || !(progress.share() >= 0 && progress.share() <= 1)) {
        wrong.add(progress); // on another thread: the test asks for it
      }
    }

    @Override
    public void ended(String summary) {
      summaries.add(summary);
    }
  }

  private List<List<String>> rounds(int models) {
    List<List<String>> rounds = new ArrayList<>();
    for (int from = 0; from < log.size(); from += models) {
      rounds.add(List.copyOf(log.subList(from, from + models)));
    }
    return rounds;
  }

  @Test
  void should_run_every_model_once_a_round_in_an_order_drawn_anew() {
    var ignored =
        new Protocol(20, 1, 7)
            .measure(WORK, List.of(logged("a"), logged("b"), logged("c")), RunListener.SILENT);
    assertThat(rounds(3))
        .hasSize(21)
        .allSatisfy(round -> assertThat(round).containsExactlyInAnyOrder("a", "b", "c"));
    assertThat(new HashSet<>(rounds(3))).hasSizeGreaterThan(3);
  }

  @Test
  @Lengthy
  void should_draw_the_same_order_from_the_same_seed() {
    List<Model> models = List.of(logged("a"), logged("b"), logged("c"));
    List<List<String>> logs = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      log.clear();
      var ignored = new Protocol(10, 0, seed).measure(WORK, models, RunListener.SILENT);
      logs.add(List.copyOf(log));
    }
    assertThat(logs.get(0)).isEqualTo(logs.get(1)).isNotEqualTo(logs.get(2));
  }

  @Test
  void should_run_warm_ups_first_and_not_count_them() {
    Measurement measured =
        new Protocol(2, 3, 1).measure(WORK, List.of(logged("a"), logged("b")), RunListener.SILENT);
    assertThat(log).hasSize(10);
    assertThat(measured.trials())
        .extracting(trial -> trial.model().label() + trial.number())
        .containsExactly("a1", "a2", "b1", "b2");
    assertThat(measured.trials()).allMatch(Trial.Measured.class::isInstance);
  }

  @Test
  void should_record_times_checksum_and_timeline() {
    Measurement measured =
        new Protocol(1, 0, 1)
            .measure(WORK, List.of(new Threads(2), new Gil(2)), RunListener.SILENT);
    assertThat(measured.trials())
        .allSatisfy(trial -> {
          long nanos = measured(trial).nanos();
          assertThat(nanos).isPositive();
          assertThat(details(trial).poolStartNanos()).isBetween(0L, nanos);
          assertThat(details(trial).cpuNanos()).isNotNegative();
          assertThat(measured(trial).timeline().tasks()).hasSize(3);
        });
    assertThat(measured.trials().stream().map(trial -> details(trial).checksum()).distinct())
        .hasSize(1);
    assertThat(measured(measured.trials().getFirst()).timeline().lock()).isEmpty();
    assertThat(measured(measured.trials().getLast()).timeline().lock()).isNotEmpty();
    assertThat(measured.source()).isEqualTo(Source.HERE);
  }

  private static long useOneProcessor(long nanos) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    while (threads.getCurrentThreadCpuTime() - start < nanos) {
      Thread.onSpinWait();
    }
    return nanos;
  }

  @Test
  void should_count_all_processor_time_of_a_trial_and_no_more_than_there_is() {
    long each = 30_000_000;
    OwnTasks work = OwnTasks.of("spin", 4, i -> useOneProcessor(each));
    Measurement measured =
        new Protocol(3, 0, 1)
            .measure(
                work, List.of(new Blocking(), new Threads(2), new ForkJoin(2)), RunListener.SILENT);

    // However busy the machine is: the tasks use so much, wherever and whenever they run.
    assertThat(measured.trials())
        .hasSize(9)
        .allSatisfy(trial -> {
          CpuTime cpu = details(trial).cpu();
          assertThat(cpu.nanos()).isGreaterThanOrEqualTo(4 * each - cpu.stepNanos());
          assertThat(measured(trial).meanCores().orElse(0))
              .isBetween(0.0, measured.machine().processors() + 0.005);
        });
    if (CpuClock.stepNanos() < 1_000_000) {
      assertThat(measured.trials())
          .as("a tenth of a second is long for a clock of nanoseconds")
          .anyMatch(trial -> measured(trial).meanCores().isPresent());
    }
  }

  @Test
  void should_tell_no_mean_cores_of_more_than_the_machine_has() {
    List<Trial> trials =
        List.of(
            new Trial.Measured(
                new Blocking().id(),
                1,
                100_000_000,
                new Trial.Details(0, new CpuTime(324_000_000, 0), "1", Timeline.EMPTY, List.of())));
    Machine two = new Machine("Some Processor", 2, "Some System", "Java 25");

    Measurement measured = new Measurement(Source.HERE, "work", two, trials, List.of());

    assertThat(measured.series().getFirst().meanCores()).isEmpty();
    assertThat(details(measured.trials().getFirst()).cpuNanos()).isEqualTo(324_000_000);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Protocol.MOST_TRIALS + 1})
  void should_fail_if_trials_are_out_of_bounds(int trials) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Protocol(trials, 0, 0))
        .withMessageStartingWith("trials must be at ");
  }

  @Test
  void should_fail_if_models_are_none_or_the_same() {
    Protocol protocol = new Protocol(1, 0, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> protocol.measure(WORK, List.of(), RunListener.SILENT))
        .withMessageStartingWith("models must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            protocol.measure(WORK, List.of(new Threads(2), new Threads(2)), RunListener.SILENT))
        .withMessage("models must be different, got threads(2) twice");
  }

  /** The article's workload with something wrong in it. */
  private record Wrong(boolean detectable) implements Workload {
    private static final AtomicInteger RUNS = new AtomicInteger();

    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public int tasks() {
      return WORK.tasks();
    }

    @Override
    public long units() {
      return WORK.units();
    }

    @Override
    public List<Task> newTasks() {
      List<Task> tasks = new ArrayList<>(WORK.newTasks());
      long error = detectable ? 1_000_000 : RUNS.incrementAndGet();
      Task right = tasks.get(1);
      tasks.set(1, safepoint -> (Long) right.run(safepoint) + error);
      return tasks;
    }

    @Override
    public boolean deterministic() {
      return true;
    }

    @Override
    public Optional<String> validate(List<?> results) {
      return detectable ? WORK.validate(results) : Optional.empty();
    }

    @Override
    public String checksum(List<?> results) {
      return WORK.checksum(results);
    }

    @Override
    public WorkloadData data() {
      return WORK.data();
    }
  }

  @Test
  void should_fail_if_a_result_is_wrong() {
    Ends ends = new Ends();
    assertThatThrownBy(
            () -> new Protocol(1, 1, 0).measure(new Wrong(true), List.of(logged("a")), ends))
        .isInstanceOf(WrongResultException.class)
        .hasMessageStartingWith("a, warm-up: sum of x = 2 must be ");
    assertThat(ends.summaries).singleElement().asString().startsWith("failed: 0 of 1 trials in ");
  }

  @Test
  void should_fail_if_two_models_do_not_agree() {
    assertThatThrownBy(() ->
            new Protocol(1, 0, 0)
                .measure(new Wrong(false), List.of(logged("a"), logged("b")), RunListener.SILENT))
        .isInstanceOf(WrongResultException.class)
        .hasMessageContaining("trial 1: results must be those of ")
        .hasMessageContaining("got others, with checksum ");
  }

  @Test
  void should_not_compare_sums_that_depend_on_the_order() {
    var measured =
        new Protocol(3, 0, 0)
            .measure(
                WORK.random(RandomSource.SHARED),
                List.of(logged("a"), new Threads(3)),
                RunListener.SILENT);
    assertThat(measured.trials()).hasSize(6);
  }

  @Test
  @Lengthy
  void should_tell_how_far_it_has_come_without_going_back() {
    Ends ends = new Ends();
    Waiting work = Waiting.of(1, Duration.ofMillis(150));
    Model twice = new Named("twice", () -> {});
    var ignored = new Protocol(2, 2, 0).measure(work, List.of(new Blocking(), twice), ends);

    assertThat(ends.summaries)
        .singleElement()
        .asString()
        .startsWith(work.name() + ": 4 trials in ");
    assertThat(ends.told)
        .extracting(RunProgress::phase)
        .contains(RunProgress.Phase.WARMING_UP, RunProgress.Phase.MEASURING);
    assertThat(ends.told).extracting(progress -> progress.trials().all()).containsOnly(4);
    assertThat(ends.told).extracting(RunProgress::share).isSorted();
    assertThat(ends.told)
        .filteredOn(progress -> progress.trials().finished() == 0)
        .extracting(RunProgress::secondsLeft)
        .containsOnlyNulls();
    assertThat(ends.told)
        .filteredOn(progress -> progress.trials().finished() > 0)
        .extracting(RunProgress::secondsLeft)
        .doesNotContainNull();
  }

  @Test
  void should_keep_the_finished_trials_if_interrupted() {
    Ends ends = new Ends();
    Model stopping = at("a", 3, () -> Thread.currentThread().interrupt());
    var stopped =
        catchThrowableOfType(
            RunInterruptedException.class,
            () -> new Protocol(5, 0, 0).measure(WORK, List.of(stopping), ends));
    assertThat(stopped.finished().trials()).extracting(Trial::number).containsExactly(1, 2);
    assertThat(stopped).hasMessageStartingWith("stopped: 2 of 5 trials in ");
    assertThat(ends.summaries).containsExactly(stopped.getMessage());
    assertThat(ends.wrong).isEmpty();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void should_go_on_with_the_other_models_if_one_fails() {
    Model failing =
        at(
            "failing",
            2,
            () -> {
              throw new TaskFailedException("task 1 of 3: planted", null);
            });
    Measurement measured =
        new Protocol(4, 0, 0).measure(WORK, List.of(failing, logged("a")), RunListener.SILENT);
    assertThat(measured.trials())
        .filteredOn(trial -> trial.model().equals(ModelId.own("a")))
        .hasSize(4);
    assertThat(measured.trials())
        .filteredOn(Trial.Failed.class::isInstance)
        .singleElement()
        .satisfies(trial -> {
          assertThat(trial.model()).isEqualTo(ModelId.own("failing"));
          assertThat(reason(trial)).isEqualTo("task 1 of 3: planted");
        });
  }

  @Test
  void should_fail_if_no_model_is_left() {
    Model failing =
        at(
            "failing",
            1,
            () -> {
              throw new TaskFailedException("planted", null);
            });
    assertThatThrownBy(
            () -> new Protocol(4, 0, 0).measure(WORK, List.of(failing), RunListener.SILENT))
        .isInstanceOf(TaskFailedException.class)
        .hasMessage("planted");
  }

  @Test
  void should_measure_one_at_a_time() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Model counting =
        new Named(
            "counting",
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.sleep(2);
              running.decrementAndGet();
            });
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                var ignored =
                    new Protocol(5, 0, 0).measure(WORK, List.of(counting), RunListener.SILENT);
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void should_tell_the_end_even_of_a_run_that_was_interrupted_while_it_waited_for_another()
      throws InterruptedException {
    CountDownLatch under = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Model holding =
        new Named(
            "holding",
            () -> {
              under.countDown();
              go.await();
            });
    Thread first =
        Thread.ofPlatform()
            .start(() -> {
              var ignored =
                  new Protocol(1, 0, 0).measure(WORK, List.of(holding), RunListener.SILENT);
            });
    under.await();
    Ends ends = new Ends();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> new Protocol(1, 0, 0).measure(WORK, List.of(logged("a")), ends))
        .isInstanceOf(RunInterruptedException.class);
    assertThat(ends.summaries).hasSize(1);
    assertThat(log).isEmpty();
    go.countDown();
    first.join();
  }

  @Test
  @Lengthy
  void should_let_a_task_measure_while_it_is_measured() {
    Model outer =
        new Named(
            "outer",
            () -> {
              var ignored =
                  new Protocol(1, 0, 0).measure(WORK, List.of(logged("in")), RunListener.SILENT);
            });
    Measurement measured = new Protocol(2, 0, 0).measure(WORK, List.of(outer), RunListener.SILENT);
    assertThat(measured.trials()).hasSize(2).allMatch(Trial.Measured.class::isInstance);
    assertThat(log).containsExactly("in", "in");
  }

  @Test
  void should_warm_up_until_steady_and_say_so() {
    Measurement measured =
        Protocol.standard().measure(WORK, List.of(logged("a"), logged("b")), RunListener.SILENT);
    assertThat(measured.trials()).hasSize(10);
    // However noisy the machine is, each model was either steady or named.
    assertThat(texts(measured.notes()).stream().filter(w -> w.contains(" warm-up")).toList())
        .isNotEmpty();
    assertThat(Collections.frequency(log, "a")).isGreaterThanOrEqualTo(5 + 2);
  }

  @Test
  void should_make_fewer_trials_where_the_cap_is_short() {
    Model slow = new Named("slow", () -> Thread.sleep(450));
    Measurement measured =
        new Protocol(50, Warmups.fixed(1), 0, Duration.ofSeconds(2))
            .measure(WORK, List.of(slow), RunListener.SILENT);
    int trials = measured.trials().size();
    assertThat(trials).isBetween(2, 4);
    assertThat(texts(measured.notes()))
        .anyMatch(note -> note.startsWith("cap of 2 s: " + trials + " of 50 trials"))
        .anyMatch(note -> note.endsWith("; within(seconds) sets another"));
  }

  @Test
  @Lengthy
  void should_keep_two_trials_however_short_the_cap_is() {
    Model slow = new Named("slow", () -> Thread.sleep(1_100));
    Measurement measured =
        new Protocol(5, Warmups.UNTIL_STEADY, 0, Duration.ofSeconds(1))
            .measure(WORK, List.of(slow), RunListener.SILENT);
    assertThat(measured.trials()).hasSize(2);
    assertThat(texts(measured.notes()))
        .contains(
            "slow: not steady after 1 warm-up: no time for more, within(seconds) gives it some")
        .anyMatch(
            note -> note.matches("cap of 1 s: 2 of 5 trials, in [3-9]\\.\\d s: no fewer than .*"));
  }

  @Test
  void should_reach_a_safepoint_that_does_nothing() throws Exception {
    assertThat(WORK.newTasks().getFirst().run(Safepoint.NONE)).isEqualTo(0L);
  }

  /** A listener that writes down what it is told. */
  private final class Told implements RunListener {
    @Override
    public void update(RunProgress progress) {}

    @Override
    public void ended(String summary) {
      log.add("ended");
    }

    @Override
    public void started(RunPlan plan, Measurement soFar) {
      log.add("started " + plan.models() + " with " + soFar.trials().size());
    }

    @Override
    public void finished(Trial trial, Machine machine) {
      log.add("finished " + trial.model() + " " + trial.number());
      assertThat(machine.processors()).isPositive();
    }

    @Override
    public void closed(RunState state, Measurement measured) {
      log.add(state + " with " + measured.trials().size());
    }
  }

  @Test
  void should_tell_of_the_start_each_counted_trial_and_the_end() {
    new Protocol(2, 1, 7)
        .measure(WORK, List.of(new Blocking()), RunListener.all(new Told(), RunListener.SILENT));

    assertThat(log)
        .containsExactly(
            "started [blocking] with 0",
            "finished blocking 1",
            "finished blocking 2",
            "COMPLETE with 2",
            "ended");
  }

  @Test
  void should_tell_how_a_run_was_stopped() {
    Model stopping =
        at(
            "stopping",
            2,
            () -> {
              throw new InterruptedException();
            });
    var _ =
        catchThrowableOfType(
            RunInterruptedException.class,
            () -> new Protocol(2, 0, 7).measure(WORK, List.of(stopping), new Told()));

    assertThat(log)
        .containsExactly(
            "started [stopping] with 0", "finished stopping 1", "INTERRUPTED with 1", "ended");
  }

  @Test
  void should_run_only_what_an_earlier_run_has_not() {
    Protocol protocol = new Protocol(3, 1, 7);
    Model a = logged("a");
    Model b = logged("b");
    List<Trial> all = protocol.measure(WORK, List.of(a, b), RunListener.SILENT).trials();
    List<Trial> earlier =
        all.stream()
            .filter(trial -> trial.model().equals(ModelId.own("a")) || trial.number() == 2)
            .toList();
    log.clear();

    Measurement whole = protocol.measure(WORK, List.of(a, b), RunListener.SILENT, earlier);

    assertThat(log).containsExactly("b", "b", "b"); // a warm-up, and trials 1 and 3
    assertThat(whole.trials()).containsAll(earlier).hasSize(6);
    assertThat(whole.trials().stream().map(trial -> trial.model().label() + trial.number()))
        .containsExactly("a1", "a2", "a3", "b1", "b2", "b3");
  }

  @Test
  void should_fail_if_an_earlier_run_has_other_sums() {
    Trial other =
        new Trial.Measured(
            new Blocking().id(),
            1,
            1,
            new Trial.Details(0, new CpuTime(1, 0), "1", Timeline.EMPTY, List.of()));

    assertThatThrownBy(() ->
            new Protocol(2, 0, 7)
                .measure(WORK, List.of(new Blocking()), RunListener.SILENT, List.of(other)))
        .isInstanceOf(WrongResultException.class)
        .hasMessageContaining("the checksum must be the earlier run's, 1, got");
  }

  @Test
  void should_have_equal_plans_for_equal_runs_only() {
    Protocol protocol = new Protocol(2, 0, 7);
    List<Model> models = List.of(new Blocking(), new Threads(2));

    assertThat(protocol.plan(WORK, models))
        .isEqualTo(protocol.plan(ModuloSum.article().tasks(3).terms(2_000), models))
        .isNotEqualTo(protocol.plan(WORK.seed(1), models))
        .isNotEqualTo(protocol.plan(WORK, List.of(new Blocking())))
        .isNotEqualTo(new Protocol(2, 1, 7).plan(WORK, models));
    assertThat(protocol.plan(WORK, models).allTrials()).isEqualTo(4);
  }
}
