package io.github.concurrencylab.model.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.model.child.RemoteThrowable;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.example.UsersCode;
import org.junit.jupiter.api.Test;

/** Tasks of one's own on their way to an executor, as far as it goes without Spark. */
@Slow
class OwnWorkTest {
  private record Pair(int x, Helper.Kind kind) {}

  private static final class Helper {
    private enum Kind {
      EVEN,
      ODD
    }

    private static Pair pair(int i) {
      return new Pair(i * i, i % 2 == 0 ? Kind.EVEN : Kind.ODD);
    }
  }

  private static Object unserializable(int i) {
    return i == 0 ? (Object) Thread.currentThread() : i;
  }

  @Test
  void should_have_the_results_that_own_tasks_have_here() throws Exception {
    OwnTasks work = OwnTasks.of("pairs", 3, Helper::pair);
    Transfer transfer = Transfer.of("spark()", work);
    SparkWork here = SparkWork.own(3, transfer.serialized());
    InputStream in = new ByteArrayInputStream(Frames.bytes(new DriverMessage.Run(here)));
    SparkWork there = ((DriverMessage.Run) Objects.requireNonNull(DriverMessage.read(in))).work();
    List<Task> tasks = work.newTasks();
    for (int i = 0; i < 3; i++) {
      TaskOutcome outcome = there.run(i, "there");
      assertThat(outcome.error()).isEmpty();
      assertThat(transfer.result(outcome.result())).isEqualTo(tasks.get(i).run(Safepoint.NONE));
    }
  }

  @Test
  @Lengthy
  void should_say_what_to_do_about_a_result_that_cannot_travel() throws IOException {
    OwnTasks work = OwnTasks.of("threads", 2, OwnWorkTest::unserializable);
    SparkWork sent = SparkWork.own(2, Transfer.of("spark()", work).serialized());
    assertThat(sent.run(0, "here").error())
        .isEqualTo(
            "its result holds a java.lang.Thread, which is not serializable: let the class"
                + " implement java.io.Serializable, return a record, or use threads(n)");
    assertThat(sent.run(1, "here").error()).isEmpty();
  }

  private static Object printing(int i) {
    for (int line = 0; line < 30; line++) {
      System.out.println("line " + line);
    }
    System.err.print("the end");
    return UsersCode.failing(i);
  }

  @Test
  @Lengthy
  void should_bring_home_what_a_task_prints_and_throws() throws IOException {
    OwnTasks work = OwnTasks.of("printing", 1, OwnWorkTest::printing);
    TaskOutcome outcome =
        SparkWork.own(1, Transfer.of("spark()", work).serialized()).run(0, "here");
    assertThat(outcome.printed())
        .startsWith("line 0", "line 1")
        .contains("… 11 more lines …")
        .endsWith("line 28", "line 29", "the end");
    assertThat(outcome.error()).isEqualTo("java.lang.IllegalStateException: planted");
    assertThat(RemoteThrowable.read(ByteBuffer.wrap(outcome.thrown())))
        .hasMessage("java.lang.IllegalStateException: planted")
        .cause()
        .hasMessage("java.lang.ArithmeticException: / by zero")
        .satisfies(
            cause -> assertThat(cause.getStackTrace()[0].getMethodName()).isEqualTo("reciprocal"));
  }
}
