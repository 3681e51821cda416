package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.gil.Gil;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.ForkJoin;
import io.github.concurrencylab.model.thread.ParallelStream;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.workload.OwnTasks;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.example.UsersCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A failure tells where it happened, the same under every model. */
@Slow
@Timeout(240)
class TaskFailureTest {
  static Stream<Model> onThreadsOfTheirOwn() {
    return Stream.of(
        new Threads(2),
        new VirtualThreads(),
        new ForkJoin(2),
        new ParallelStream(),
        new Gil(2),
        new Processes(2));
  }

  static Stream<Model> all() {
    return Stream.concat(
        Stream.of(
            new Blocking(),
            EventLoopModel.gathering(),
            EventLoopModel.gathering().createTasksFirst()),
        onThreadsOfTheirOwn());
  }

  private static Throwable failure(Model model, OwnTasks work) {
    // On a thread whose stack has nobody else's frames.
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    var _ =
        Thread.ofPlatform()
            .start(() -> {
              Throwable thrown = thrown(model, work);
              assertThat(Thread.currentThread().isInterrupted()).isFalse();
              ended.complete(thrown);
            });
    Throwable thrown = ended.orTimeout(60, TimeUnit.SECONDS).join();
    assertThat(thrown).isInstanceOf(TaskFailedException.class);
    return thrown;
  }

  private static @Nullable Throwable thrown(Model model, OwnTasks work) {
    try {
      var ignored = model.execute(work, new Progress());
      return null;
    } catch (Exception failed) {
      return failed;
    }
  }

  private static List<String> methods(Throwable thrown) {
    return Stream.of(thrown.getStackTrace()).map(StackTraceElement::getMethodName).toList();
  }

  private static Throwable cause(Throwable thrown) {
    return Objects.requireNonNull(thrown.getCause());
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_show_causes_and_the_users_own_frames(Model model) {
    Throwable cause = cause(failure(model, OwnTasks.of("failing", 4, UsersCode::failing)));
    assertThat(cause.getMessage()).endsWith("planted");
    assertThat(methods(cause)).containsExactly("failing");
    Throwable first = cause(cause);
    assertThat(first.getMessage()).endsWith("/ by zero");
    assertThat(methods(first)).containsExactly("reciprocal", "failing");
    assertThat(first.getStackTrace()[0].getFileName()).isEqualTo("UsersCode.java");
    assertThat(first.getCause()).isNull();
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_be_short_about_an_endless_recursion(Model model) {
    Throwable thrown = failure(model, OwnTasks.of("endless", 4, UsersCode::endless));
    assertThat(thrown).hasMessageContaining("java.lang.StackOverflowError");
    assertThat(methods(cause(thrown))).hasSizeBetween(1, 5).containsOnly("endless");
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_call_a_task_failed_that_throws_an_interruption(Model model) {
    Throwable thrown = failure(model, OwnTasks.of("interrupted", 4, UsersCode::interrupted));
    assertThat(thrown)
        .hasMessageMatching(
            "task [1-4] of 4 \\(interrupted\\) failed under .*: java.lang.InterruptedException:"
                + " by itself");
  }

  @ParameterizedTest
  @MethodSource("onThreadsOfTheirOwn")
  void should_call_a_task_failed_that_interrupts_itself(Model model) {
    Throwable thrown = failure(model, OwnTasks.of("interrupting", 4, UsersCode::interrupting));
    assertThat(thrown)
        .hasMessageMatching(
            "task [1-4] of 4 \\(interrupting\\) failed under .*: ("
                + Recording.INTERRUPTED_ITSELF
                + "|java.lang.InterruptedException.*)");
  }

  @Test
  void should_take_an_interruption_of_the_callers_thread_for_a_stop_whatever_runs_tasks_there() {
    OwnTasks work =
        OwnTasks.of(
            "sleeping",
            1,
            i -> {
              Thread.sleep(60_000);
              return i;
            });
    Recording recording = new Recording(new Blocking(), work);
    Progress progress = new Progress();
    recording.stopsWith(progress); // as for a pool that runs what it is given at once
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> recording.run(0, "main", progress))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void should_show_causes_and_lines_of_python() {
    String source =
        """
        def half(i):
            return 1 / i
        def task(i):
            try:
                return half(i)
            except ZeroDivisionError as error:
                raise ValueError('planted') from error
        """;
    OwnTasks work = OwnTasks.inPython("failing", 1, source);
    for (Model inner : List.of(new Blocking(), new Threads(2), new Processes(2))) {
      assertThatThrownBy(() -> Python.of(inner).execute(work, new Progress()))
          .isInstanceOf(TaskFailedException.class)
          .cause()
          .hasMessage("ValueError: planted")
          .satisfies(cause ->
              assertThat(cause.getStackTrace())
                  .extracting(StackTraceElement::toString)
                  .containsExactly("python.task(<tasks>:7)"))
          .cause()
          .hasMessage("ZeroDivisionError: division by zero")
          .satisfies(cause ->
              assertThat(cause.getStackTrace())
                  .extracting(StackTraceElement::toString)
                  .containsExactly("python.half(<tasks>:2)", "python.task(<tasks>:5)"));
    }
  }
}
