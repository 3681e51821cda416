package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.workload.Algorithm;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.RandomSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every model. */
@Timeout(240)
@Slow
class ModelsTest {
  private static final ModuloSum WORK = ModuloSum.article().tasks(7).terms(200_000);

  static Stream<Model> all() {
    return Models.all();
  }

  static Stream<IntFunction<Model>> pools() {
    return Stream.of(Threads::new, ForkJoin::new, Gil::new, Processes::new);
  }

  @ParameterizedTest
  @MethodSource("pools")
  void should_fail_if_workers_is_zero(IntFunction<Model> model) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.apply(0))
        .withMessage("workers must be at least 1, got 0");
    assertThatIllegalArgumentException().isThrownBy(() -> model.apply(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> model.apply(Integer.MAX_VALUE))
        .withMessageContaining("workers must be at most ");
  }

  @Property(tries = 30)
  void should_return_equal_sums_for_any_small_workload(
      @ForAll @IntRange(min = 1, max = 40) int tasks,
      @ForAll @LongRange(min = 1, max = 70_000) long terms,
      @ForAll @DoubleRange(min = 0, max = 1) double skip,
      @ForAll long seed,
      @ForAll RandomSource source,
      @ForAll Algorithm algorithm)
      throws InterruptedException {
    ModuloSum work = new ModuloSum(tasks, terms, skip, seed, source, algorithm);
    List<Object> expected = new Blocking().execute(work, new Progress()).results();
    for (Model model : Models.inThisProcess()) {
      List<Object> results = model.execute(work, new Progress()).results();
      assertThat(work.validate(results)).as(model.name()).isEmpty();
      if (work.deterministic()) {
        assertThat(results).as(model.name()).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_return_the_same_sums_from_every_repeatable_source(Model model)
      throws InterruptedException {
    for (RandomSource source : RandomSource.values()) {
      ModuloSum work = WORK.random(source).terms(20_000);
      if (work.deterministic()) {
        assertThat(model.execute(work, new Progress()).results())
            .isEqualTo(new Blocking().execute(work, new Progress()).results());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_say_when_and_where_each_task_ran(Model model) throws InterruptedException {
    Execution execution = model.execute(WORK, new Progress());
    assertThat(execution.timeline().tasks())
        .extracting(Span::task)
        .containsExactlyElementsOf(IntStream.range(0, WORK.tasks()).boxed().toList());
    assertThat(execution.timeline().tasks())
        .allMatch(span -> span.startNanos() <= span.endNanos())
        .allMatch(span -> span.startNanos() >= 0 && span.endNanos() <= execution.nanos());
    assertThat(execution.poolStartNanos()).isBetween(0L, execution.nanos());
    long workers = execution.timeline().tasks().stream().map(Span::worker).distinct().count();
    int most = model instanceof VirtualThreads ? WORK.tasks() : model.workers();
    assertThat(workers).isBetween(1L, (long) most);
    assertThat(execution.timeline().tasks())
        .allMatch(span -> span.worker().matches("[a-z]+(-([a-z]+|\\d+))*"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_count_all_of_the_work(Model model) throws InterruptedException {
    Progress progress = new Progress();
    var ignored = model.execute(WORK, progress);
    assertThat(progress.done()).isEqualTo(WORK.units());
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_start_the_clock_before_the_pool_is_made_and_stop_it_with_the_last_result(Model model)
      throws InterruptedException {
    long before = System.nanoTime();
    Execution execution = model.execute(WORK, new Progress());
    assertThat(execution.nanos()).isBetween(0L, System.nanoTime() - before);
    long lastEnd =
        execution.timeline().tasks().stream().mapToLong(Span::endNanos).max().orElseThrow();
    assertThat(execution.nanos()).isGreaterThanOrEqualTo(lastEnd);
  }

  static Stream<Model> inThisProcess() {
    return Models.inThisProcess().stream();
  }

  @ParameterizedTest
  @MethodSource("inThisProcess")
  void should_name_task_model_and_cause_if_a_task_throws(Model model) throws Exception {
    Set<Thread> before = Leftovers.threads();
    Progress progress = new Progress();
    assertThatThrownBy(() -> model.execute(new FailingWork(20, 3), progress))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("task 4 of 20 (failing work) failed under " + model.name() + " on ")
        .hasMessageEndingWith(": java.lang.ArithmeticException: planted");
    Leftovers.assertNone(before, progress);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void should_be_named_as_the_call_that_makes_it() {
    assertThat(Models.all().map(Model::name))
        .containsExactly(
            "blocking",
            "threads(1)",
            "threads(5)",
            "eventLoop",
            "eventLoop().createTasksFirst()",
            "virtualThreads",
            "forkJoin(1)",
            "forkJoin(3)",
            "parallelStream",
            "executor(\"mine\", 3)",
            "gil(1)",
            "gil(5)",
            "gil(3).switchInterval(0.1)",
            "gil(3).everyTicks(100)",
            "processes(2)");
    assertThat(Models.all()).allMatch(model -> model.toString().equals(model.name()));
    assertThat(Models.all()).allMatch(model -> !model.description().endsWith("."));
  }

  @Test
  void should_take_a_switch_interval_as_milliseconds_or_as_a_duration() {
    Gil gil = new Gil(2);
    assertThat(gil.switchInterval(5)).isEqualTo(gil);
    assertThat(gil.everyTicks(100).switchInterval(Duration.ofMillis(5))).isEqualTo(gil);
    assertThatIllegalArgumentException().isThrownBy(() -> gil.switchInterval(0));
    assertThatIllegalArgumentException().isThrownBy(() -> gil.switchInterval(Double.NaN));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gil.switchInterval(Duration.ofMinutes(2)))
        .withMessageContaining("switch interval in ns must be at most 60,000,000,000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> gil.everyTicks(0))
        .withMessage("ticks must be at least 1, got 0");
  }
}
