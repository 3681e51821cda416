package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Lab;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.workload.NoValue;
import io.github.concurrencylab.workload.OwnTasks;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of one's own, in this process and in children that know nothing of it. */
@Timeout(60)
@Slow
class OwnTasksTest {
  record Point(int x, List<String> names) {}

  static final class Closed {}

  static Stream<Model> all() {
    return Models.all();
  }

  private static List<Object> inChildren(OwnTasks work) throws InterruptedException {
    return new Processes(2).execute(work, new Progress()).results();
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_return_equal_results_of_any_type_under_every_model(Model model) throws Exception {
    Set<Thread> before = Leftovers.threads();
    int factor = 3;
    OwnTasks work =
        OwnTasks.of(
            "any", 6, i -> i == 5 ? null : Map.of(i, new Point(i * factor, List.of("p" + i))));
    Progress progress = new Progress();
    List<Object> results = model.execute(work, progress).results();
    assertThat(results.get(4)).isEqualTo(Map.of(4, new Point(12, List.of("p4"))));
    assertThat(results.get(5)).isEqualTo(NoValue.NULL);
    assertThat(progress.done()).isEqualTo(6);
    Leftovers.assertNone(before, progress);
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_name_task_and_cause_if_it_throws(Model model) {
    OwnTasks work = OwnTasks.of("division", 4, i -> 1 / (i - 2));
    assertThatThrownBy(() -> model.execute(work, new Progress()))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("task 3 of 4 (division) failed under " + model.name())
        .hasMessageContaining("java.lang.ArithmeticException: / by zero");
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_refuse_a_task_that_starts_a_measurement(Model model) {
    OwnTasks work =
        OwnTasks.of(
            "outer",
            2,
            i -> Lab.trials(1).warmups(0).run(OwnTasks.of("inner", 1, j -> j), Lab.blocking()));
    assertThatThrownBy(() -> model.execute(work, new Progress()))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("(outer) failed under " + model.name())
        .hasMessageContaining(
            "a task cannot start a measurement, got \"inner under blocking\": start it from the"
                + " cell");
  }

  @Test
  void should_name_what_is_captured_and_cannot_travel_and_its_fix() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OwnTasks work =
        OwnTasks.of(
            "open",
            2,
            i -> {
              out.write(i);
              return i;
            });
    assertThatThrownBy(() -> inChildren(work))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            "processes(2): tasks \"open\" cannot travel to another process: it captures 'out' of"
                + " type java.io.ByteArrayOutputStream, which is not serializable: open it inside"
                + " the task, or use threads(n)");
  }

  @Test
  void should_name_the_type_of_a_result_that_cannot_travel() {
    assertThatThrownBy(() -> inChildren(OwnTasks.of("closed", 1, i -> new Closed())))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("its result holds a " + Closed.class.getName())
        .hasMessageContaining("which is not serializable");
  }

  @Test
  void should_let_nothing_but_values_come_back() {
    OwnTasks work = OwnTasks.of("code", 1, i -> (java.io.Serializable & Runnable) () -> {});
    assertThatThrownBy(() -> inChildren(work))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining(
            "its result holds a java.lang.invoke.SerializedLambda, which is no plain value");
  }

  @Test
  void should_hand_over_the_global_lock_while_a_task_waits() throws Exception {
    var both = new java.util.concurrent.CyclicBarrier(2);
    OwnTasks work =
        OwnTasks.polling(
            "meeting",
            2,
            (i, safepoint) ->
                safepoint.waiting(() -> {
                  var ignored = both.await();
                  return i;
                }));
    assertThat(new Gil(2).execute(work, new Progress()).results()).containsExactly(0, 1);
  }
}
