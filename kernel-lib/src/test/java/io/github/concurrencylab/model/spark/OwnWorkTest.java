package io.github.concurrencylab.model.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
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
    Transfer shipment = Transfer.of("spark()", work);
    SparkWork here = SparkWork.own(3, shipment.parcel());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DriverMessage.write(new DataOutputStream(bytes), new DriverMessage.Run(here));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    SparkWork there = ((DriverMessage.Run) Objects.requireNonNull(DriverMessage.read(in))).work();
    List<Task> tasks = work.newTasks();
    for (int i = 0; i < 3; i++) {
      TaskOutcome outcome = there.run(i, "there");
      assertThat(outcome.error()).isEmpty();
      assertThat(shipment.result(outcome.result())).isEqualTo(tasks.get(i).run(Safepoint.NONE));
    }
  }

  @Test
  void should_say_what_to_do_about_a_result_that_cannot_travel() throws IOException {
    OwnTasks work = OwnTasks.of("threads", 2, OwnWorkTest::unserializable);
    SparkWork sent = SparkWork.own(2, Transfer.of("spark()", work).parcel());
    assertThat(sent.run(0, "here").error())
        .isEqualTo(
            "its result holds a java.lang.Thread, which is not serializable: let the class"
                + " implement java.io.Serializable, return a record, or use threads(n)");
    assertThat(sent.run(1, "here").error()).isEmpty();
  }
}
