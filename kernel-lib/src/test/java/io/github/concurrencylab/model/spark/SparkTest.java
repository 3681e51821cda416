package io.github.concurrencylab.model.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Traffic;
import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.workload.ModuloSum;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What needs no Spark; the rest is tested through the kernel. */
class SparkTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"local", "local[1]", "local[*]", "spark://a:7077", "yarn", "k8s://https://a"})
  void should_take_any_of_sparks_masters(String master) {
    assertThat(new Spark(master).name()).isEqualTo("spark(\"" + master + "\")");
    assertThat(new Spark(master).workers()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "local[0]", "local[-1]", "localhost", "http://a", "spark:// a"})
  void should_fail_if_the_master_is_none(String master) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Spark(master))
        .withMessageStartingWith("master must be Spark's name of one, got \"");
  }

  @Test
  void should_say_in_one_line_how_to_get_spark_if_it_is_not_there(@TempDir Path empty) {
    assertThatThrownBy(() -> SparkJars.find("spark(\"local[*]\")", empty))
        .isInstanceOf(ModelUnavailableException.class)
        .hasMessage(
            "spark(\"local[*]\"): Spark 4.2.0 is not here yet (220 MB): run binder/lab spark once,"
                + " then this cell again");
  }

  @Test
  void should_look_where_the_lab_puts_it_on_each_system() {
    Path home = Path.of(System.getProperty("user.home"));
    Path end = Path.of("concurrency-lab", "spark", "4.2.0");
    assertThat(SparkJars.folder(Map.of(), "Linux")).isEqualTo(home.resolve(".cache").resolve(end));
    assertThat(SparkJars.folder(Map.of(), "Mac OS X"))
        .isEqualTo(home.resolve("Library").resolve("Caches").resolve(end));
    assertThat(SparkJars.folder(Map.of("LOCALAPPDATA", "x"), "Windows 11"))
        .isEqualTo(Path.of("x").resolve(end));
    assertThat(SparkJars.folder(Map.of("XDG_CACHE_HOME", "c"), "Linux"))
        .isEqualTo(Path.of("c").resolve(end));
    assertThat(SparkJars.folder(Map.of("CONCURRENCY_LAB_SPARK", "s"), "Linux"))
        .isEqualTo(Path.of("s"));
  }

  @Test
  void should_read_what_it_wrote() throws IOException {
    ModuloSum work = ModuloSum.article().jumps();
    DriverMessage done =
        new DriverMessage.Done(
            1, "executor 2", new DriverMessage.Times(3, 4, 5), ByteBuffer.wrap(new byte[] {6}));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Frames.bytes(new DriverMessage.Run(new SparkWork(work.data(), work.tasks()))));
    bytes.writeBytes(Frames.bytes(done));
    bytes.writeBytes(Frames.bytes(new DriverMessage.Executors(2, 8)));
    bytes.writeBytes(Frames.bytes(new DriverMessage.Counted(new Traffic(9_000, 1_500))));
    DriverMessage printed = new DriverMessage.Printed(1, "日本");
    bytes.writeBytes(Frames.bytes(printed));
    DriverMessage failed = new DriverMessage.Failed(1, "a", "b", ByteBuffer.wrap(new byte[] {6}));
    bytes.writeBytes(Frames.bytes(failed));
    InputStream in = new ByteArrayInputStream(bytes.toByteArray());
    assertThat(DriverMessage.read(in))
        .isInstanceOfSatisfying(
            DriverMessage.Run.class,
            run -> assertThat(run.work().data().workload()).isEqualTo(work));
    assertThat(DriverMessage.read(in)).isEqualTo(done);
    assertThat(DriverMessage.read(in)).isEqualTo(new DriverMessage.Executors(2, 8));
    assertThat(DriverMessage.read(in))
        .isEqualTo(new DriverMessage.Counted(new Traffic(9_000, 1_500)));
    assertThat(DriverMessage.read(in)).isEqualTo(printed);
    assertThat(DriverMessage.read(in)).isEqualTo(failed);
    assertThat(DriverMessage.read(in)).isNull();
  }

  @Test
  void should_fail_if_a_message_is_none_of_ours() throws IOException {
    byte[] other = Frames.bytes(fields -> fields.writeByte('?'));
    assertThatThrownBy(() -> DriverMessage.read(new ByteArrayInputStream(other)))
        .hasMessage("no frame of ours: kind 63");
  }

  @Test
  void should_make_an_outcome_of_what_a_task_throws() {
    SparkWork work = new SparkWork(ModuloSum.article().tasks(2).terms(10).data(), 2);
    assertThat(work.run(1, "here").error()).isEmpty();
    assertThat(ByteBuffer.wrap(work.run(1, "here").result()).getLong()).isBetween(0L, 5L);
    assertThat(work.run(2, "here").error()).startsWith("java.lang.IndexOutOfBoundsException");
  }
}
