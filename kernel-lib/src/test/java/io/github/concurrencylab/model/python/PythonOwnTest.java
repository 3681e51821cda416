package io.github.concurrencylab.model.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Waiting;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks of one's own in Python, the friendly and the hostile. */
@Timeout(60)
@Slow
class PythonOwnTest {
  static Stream<Model> all() {
    return Stream.of(
            new Blocking(),
            new Threads(2),
            EventLoopModel.gathering(),
            EventLoopModel.gathering().createTasksFirst(),
            new Processes(2))
        .map(Python::of);
  }

  private static List<Object> run(Model model, OwnTasks work) throws InterruptedException {
    return model.execute(work, new Progress()).results();
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_return_numbers_as_they_are_and_others_as_their_text(Model model) throws Exception {
    OwnTasks work = OwnTasks.inPython("mix", 3, "def task(i): return [7, 'a', {'b': 0.5}][i]");
    assertThat(run(model, work)).containsExactly(7L, "'a'", "{'b': 0.5}");
  }

  /** As repr writes them, but for an order that hashes would decide. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2] | [1, 2]",
        "[] | []",
        "(1, 'a') | (1, 'a')",
        "(1,) | (1,)",
        "() | ()",
        "{'b', 'a', 'c'} | {'a', 'b', 'c'}",
        "set() | set()",
        "frozenset('ba') | frozenset({'a', 'b'})",
        "frozenset() | frozenset()",
        "{'b': [2], 'a': (1,)} | {'a': (1,), 'b': [2]}",
        "[{'y', 'x'}, None] | [{'x', 'y'}, None]",
        "2 ** 70 | 0x400000000000000000",
      })
  void should_show_collections_as_python_writes_them(String value, String text) throws Exception {
    OwnTasks work = OwnTasks.inPython("shown", 1, "def task(i): return " + value);
    assertThat(run(Python.of(new Blocking()), work)).containsExactly(text);
  }

  @Test
  void should_show_a_list_that_holds_itself() throws Exception {
    String source = "def task(i):\n  ring = [1]\n  ring.append(ring)\n  return ring";
    OwnTasks work = OwnTasks.inPython("ring", 1, source);
    assertThat(run(Python.of(new Blocking()), work)).containsExactly("[1, [...]]");
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_await_a_coroutine(Model model) throws Exception {
    String source = "import asyncio\nasync def task(i):\n  await asyncio.sleep(0)\n  return -i";
    assertThat(run(model, OwnTasks.inPython("async", 2, source))).containsExactly(0L, -1L);
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_wait_as_java_does(Model model) throws Exception {
    assertThat(model.execute(new Waiting(3, 20, 0.5), new Progress()).results())
        .containsExactly(0L, 1L, 2L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "def task(i) return i | SyntaxError: ",
        "x = 1 | TypeError: python source must define task(i)",
        "def task(i): return 1 / 0 | ZeroDivisionError: division by zero (line 1)",
        "def task(i): raise SystemExit(3) | SystemExit: 3 (line 1)",
        "def task(i): return task(i) | RecursionError: ",
        "import no_such_module | ModuleNotFoundError: No module named 'no_such_module' (line 1)",
        "def task(i): import os; os._exit(7) | exit status 7",
      })
  void should_say_in_one_line_what_is_wrong_with_the_source(String source, String words) {
    OwnTasks work = OwnTasks.inPython("hostile", 2, source);
    assertThatThrownBy(() -> run(Python.of(new Blocking()), work))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("(hostile) failed under python(blocking)")
        .hasMessageContaining(words)
        .message()
        .hasLineCount(1);
  }

  @Test
  void should_say_that_tasks_of_javas_need_a_form_in_python() {
    assertThatThrownBy(() -> run(Python.of(new Blocking()), OwnTasks.of("java", 1, i -> i)))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessageContaining("tasks \"java\" are written in Java: add them in Python");
  }
}
