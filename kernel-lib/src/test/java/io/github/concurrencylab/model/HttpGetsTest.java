package io.github.concurrencylab.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.concurrencylab.Lengthy;
import io.github.concurrencylab.Slow;
import io.github.concurrencylab.model.process.Processes;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.model.thread.EventLoopModel;
import io.github.concurrencylab.model.thread.Threads;
import io.github.concurrencylab.model.thread.VirtualThreads;
import io.github.concurrencylab.workload.HttpGets;
import io.github.concurrencylab.workload.WorkloadData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests over HTTP: right answers under every model, loopback only, and nothing left open. */
@Timeout(120)
@Slow
class HttpGetsTest {
  private static final HttpGets WORK = HttpGets.of(20, Duration.ofMillis(5));

  static Stream<Model> all() {
    return Stream.concat(
        Models.all(),
        Stream.of(new Blocking(), new Threads(4), EventLoopModel.gathering(), new Processes(2))
            .map(Python::of));
  }

  static Stream<Model> some() {
    return Stream.of(
        new Blocking(),
        new Threads(4),
        EventLoopModel.gathering(),
        new VirtualThreads(),
        new Processes(2));
  }

  private static int portOf(HttpGets work) {
    return ((HttpGets) work.dataForChild().workload()).port();
  }

  private static boolean accepts(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 5_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private static void assertCloses(int port) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(80);
    while (accepts(InetAddress.ofLiteral("127.0.0.1"), port) && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(accepts(InetAddress.ofLiteral("127.0.0.1"), port)).isFalse();
  }

  /**
   * The virtual machine starts its poller when a virtual thread first waits for a socket, and keeps
   * it: from here on it is there, whichever test runs first, and no test takes it for its own.
   */
  @BeforeAll
  static void startPoller() throws Exception {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket writer = new Socket(loopback, server.getLocalPort());
        Socket reader = server.accept()) {
      Thread waiting =
          Thread.startVirtualThread(() -> {
            try {
              var ignored = reader.getInputStream().read();
            } catch (IOException broken) {
              throw new UncheckedIOException(broken);
            }
          });
      while (waiting.getState() != Thread.State.WAITING) {
        Thread.sleep(1);
      }
      writer.getOutputStream().write(1);
      waiting.join();
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void should_return_what_the_server_answered(Model model) throws Exception {
    Progress progress = new Progress();
    Execution execution = model.execute(WORK, progress);
    assertThat(execution.results())
        .isEqualTo(LongStream.range(0, 20).mapToObj(i -> (Object) i).toList());
    assertThat(WORK.validate(execution.results())).isEmpty();
    assertThat(progress.done()).isEqualTo(20);
  }

  @Test
  void should_wait_for_many_answers_at_once() throws Exception {
    HttpGets many = HttpGets.of(500, Duration.ofMillis(1));
    for (Model model : List.of(EventLoopModel.gathering(), new VirtualThreads())) {
      assertThat(many.validate(model.execute(many, new Progress()).results())).isEmpty();
    }
  }

  @Test
  void should_close_its_port_and_end_its_threads_after_the_run() throws Exception {
    Set<Thread> before = Leftovers.threads();
    Progress progress = new Progress();
    int port = portOf(WORK);
    var ignored = new Threads(4).execute(WORK, progress);
    assertCloses(port);
    Leftovers.assertNone(before, progress);
  }

  @ParameterizedTest
  @MethodSource("some")
  @Lengthy
  void should_leave_nothing_if_interrupted(Model model) throws Exception {
    Set<Thread> before = Leftovers.threads();
    Progress progress = new Progress();
    CompletableFuture<String> ended = new CompletableFuture<>();
    HttpGets slow = HttpGets.of(8, Duration.ofSeconds(20));
    int port = portOf(slow);
    Thread runner =
        Thread.ofPlatform()
            .start(() -> {
              try {
                var ignored = model.execute(slow, progress);
                ended.complete("was not interrupted");
              } catch (InterruptedException expected) {
                ended.complete("interrupted");
              } catch (Throwable other) {
                ended.completeExceptionally(other);
              }
            });
    Thread.sleep(300);
    runner.interrupt();
    assertThat(ended.get(30, TimeUnit.SECONDS)).isEqualTo("interrupted");
    runner.join();
    if (!(model instanceof Processes)) { // the server cannot know that a child is gone
      assertCloses(port);
      Leftovers.assertNone(before, progress);
    }
  }

  @Test
  void should_listen_on_loopback_alone() throws Exception {
    int port = portOf(WORK);
    assertThat(accepts(InetAddress.ofLiteral("127.0.0.1"), port)).isTrue();
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    assertThat(others).noneMatch(address -> accepts(address, port));
    var ignored = new Blocking().execute(WORK, new Progress());
  }

  @Test
  void should_answer_nothing_but_its_own_requests() throws Exception {
    int port = portOf(WORK);
    for (String path : List.of("/", "/own/1", "/child/99999999999999/1", "/../etc/passwd")) {
      try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
        String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = socket.getInputStream().readAllBytes();
        assertThat(new String(answer, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 404");
      }
    }
    var ignored = new Blocking().execute(WORK, new Progress());
  }

  @Test
  void should_travel_as_data() {
    assertThat(WORK.data().workload()).isEqualTo(WORK);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkloadData(HttpGets.KIND, java.util.Map.of()).workload())
        .withMessage("workload \"http-gets\" lacks tasks");
  }

  @Test
  void should_name_the_task_whose_server_is_gone() throws Exception {
    HttpGets gone = new HttpGets(2, 0, 1);
    assertThatThrownBy(() -> new Blocking().execute(gone, new Progress()))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("task 1 of 2 (httpGets) failed under blocking");
  }

  @Test
  void should_fail_if_tasks_or_delay_are_out_of_bounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpGets.of(0, Duration.ZERO))
        .withMessage("tasks must be at least 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpGets.of(5_001, Duration.ZERO))
        .withMessage("tasks must be at most 5,000, got 5,001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpGets.of(1, Duration.ofMinutes(2)))
        .withMessage("milliseconds must be between 0 and 60,000, got 120000.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpGets.of(1, Duration.ofMillis(-1)))
        .withMessageContaining("milliseconds must be between 0 and 60,000, got -1");
  }
}
