package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.concurrencylab.Fault;
import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.spark.Spark;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.workload.HttpGets;
import io.github.concurrencylab.workload.ModuloSum;
import io.github.concurrencylab.workload.Waiting;
import io.github.concurrencylab.workload.Workload;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody outside can reach a run. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells who listens")
@Timeout(240)
@Fault
class OpenPortsFaultsTest {
  static Stream<Model> models() {
    return Stream.concat(
        Models.all(),
        Stream.of(
            Python.of(new Blocking()),
            Python.of(new Threads(2)),
            Python.of(EventLoopModel.gathering()),
            Python.of(new Processes(2))));
  }

  /** What is open at any time of an execution and was not before. */
  private static Set<String> opened(Model model, Workload workload) throws Exception {
    Set<String> before = OpenPorts.ofAll();
    var ended = new CompletableFuture<Execution>();
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try {
                ended.complete(model.execute(workload, new Progress()));
              } catch (Throwable failed) {
                ended.completeExceptionally(failed);
              }
            });
    Set<String> opened = new HashSet<>();
    while (!ended.isDone()) {
      opened.addAll(OpenPorts.ofAll());
      TimeUnit.MILLISECONDS.sleep(50); // looking takes its time too
    }
    runner.join();
    assertThat(ended.get().results()).hasSize(workload.tasks());
    opened.removeAll(before);
    return opened;
  }

  @ParameterizedTest
  @MethodSource("models")
  void should_survive_without_any_open_port(Model model) throws Exception {
    assertThat(opened(model, Waiting.of(2, Duration.ofMillis(300)))).isEmpty();
  }

  @Test
  void should_keep_the_web_server_of_a_chapter_on_loopback() throws Exception {
    Set<String> opened = opened(new Threads(2), HttpGets.of(2, Duration.ofMillis(300)));
    assertThat(opened).hasSize(1).allMatch(OpenPorts::isLoopback);
  }

  @Lengthy
  @Test
  void should_keep_spark_on_loopback() throws Exception {
    Model spark = new Spark("local[2]");
    assumeThat(isHere(spark)).as("Spark is here: run binder/lab spark").isTrue();
    Set<String> opened = opened(spark, ModuloSum.article().tasks(2).terms(1_000));
    assertThat(opened).isNotEmpty().allMatch(OpenPorts::isLoopback);
  }

  private static boolean isHere(Model spark) throws InterruptedException {
    try (Session session = spark.open()) {
      return !session.runtime().isEmpty();
    } catch (ModelUnavailableException missing) {
      return false;
    }
  }
}
