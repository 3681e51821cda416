package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.OwnTasks;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.example.UsersCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tasks print in other processes is heard, by task, whatever becomes of them. */
@Slow
@Timeout(240)
class TaskOutputTest {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Progress progress = new Progress((by, text) -> lines.add(by + ": " + text));

  @Test
  void should_hear_all_that_a_task_of_a_child_says_and_tell_it_nothing() throws Exception {
    OwnTasks work = OwnTasks.of("printing", 3, UsersCode::printing);
    assertThat(new Processes(2).execute(work, progress).results()).containsOnly(-1);
    for (int i = 0; i < 3; i++) {
      String by = "task " + (i + 1) + ": ";
      assertThat(lines)
          .contains(by + "out " + i, by + "err " + i, by + "a line without end " + i)
          .contains(by + "WARNING: logged " + i)
          .anyMatch(line -> line.startsWith(by + "Exception in thread"));
    }
    // The user's own frame, and none of the lab's.
    assertThat(lines)
        .anyMatch(line ->
            line.matches(
                ".* at org\\.example\\.UsersCode\\.lambda\\$printing\\$0\\(UsersCode\\.java:\\d+\\)"));
    assertThat(lines).noneMatch(line -> line.contains("io.github.concurrencylab"));
  }

  private static Object printAndFail(int i) {
    System.out.println("about to fail " + i);
    throw new IllegalStateException("planted");
  }

  private static Object printAndHalt(int i) {
    System.out.print("about to halt " + i);
    Runtime.getRuntime().halt(3);
    return i;
  }

  @Test
  void should_hear_a_task_that_fails() {
    OwnTasks work = OwnTasks.of("failing", 1, TaskOutputTest::printAndFail);
    assertThat(catchThrowable(() -> new Processes(1).execute(work, progress)))
        .isInstanceOf(TaskFailedException.class);
    assertThat(lines).contains("task 1: about to fail 0");
  }

  @Test
  void should_hear_a_task_that_ends_its_child() {
    OwnTasks work = OwnTasks.of("halting", 1, TaskOutputTest::printAndHalt);
    assertThat(catchThrowable(() -> new Processes(1).execute(work, progress)))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("it ended, exit status 3; it said: about to halt 0");
    assertThat(lines).contains("task 1: about to halt 0");
  }

  static Stream<Model> inPython() {
    return Stream.of(
            new Blocking(),
            new Threads(3),
            EventLoopModel.gathering(),
            EventLoopModel.gathering().createTasksFirst(),
            new Processes(2))
        .map(Python::of);
  }

  @ParameterizedTest
  @MethodSource("inPython")
  void should_hear_tasks_in_python(Model model) throws Exception {
    String source =
        """
        import asyncio, os, sys
        async def task(i):
            for word in 'a', 'b', 'c':
                print(word, end=' ')
                await asyncio.sleep(0.001)
            print(i)
            sys.stderr.write('no end %d' % i)
            os.write(1, b'past python\\n')
            return len(sys.stdin.read())
        """;
    OwnTasks work = OwnTasks.inPython("printing", 6, source);
    try (Session session = model.open()) {
      assertThat(session.execute(work, progress).results()).containsOnly(0L);
    }
    assertThat(lines)
        .containsAll(
            IntStream.range(0, 6).mapToObj(i -> "task %s: a b c %s".formatted(i + 1, i)).toList())
        .containsAll(
            IntStream.range(0, 6).mapToObj(i -> "task %s: no end %s".formatted(i + 1, i)).toList())
        .contains("python: past python");
  }

  @ParameterizedTest
  @MethodSource("inPython")
  void should_hear_a_task_in_python_that_fails(Model model) {
    OwnTasks work =
        OwnTasks.inPython("failing", 1, "def task(i):\n  print('about to fail')\n  return 1 / i");
    assertThat(
            catchThrowable(() -> {
              try (Session session = model.open()) {
                var ignored = session.execute(work, progress);
              }
            }))
        .isInstanceOf(TaskFailedException.class);
    assertThat(lines).contains("task 1: about to fail");
  }
}
