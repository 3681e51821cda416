package io.github.concurrencylab.workload;

import io.github.concurrencylab.base.Check;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Tasks that each ask a web server for something, over HTTP, and wait for the answer.
 *
 * <p>The server runs in this virtual machine and listens on loopback alone, at a port that the
 * system chooses. It starts when tasks are made and closes three seconds after the last of them
 * ended, however the run ends. Child processes ask the server of their parent, which cannot know
 * when one of them is gone: it then stays open for the delay, or if it was not asked yet for a
 * minute. What is waited for is the delay; the requests themselves are work, for this machine's
 * processors on both sides. A task's result is its index, as the server sent it back.
 *
 * @param tasks how many tasks, from 1 to {@value #MOST_TASKS}: each may need a connection
 * @param millis how long the server waits before each answer, from 0 to {@value #MOST_MILLIS}
 * @param port where another process's server listens; 0 for one here
 */
public record HttpGets(int tasks, double millis, int port) implements IndexedWorkload {
  /** Its kind as {@link WorkloadData}. */
  public static final String KIND = "http-gets";

  /** The most tasks. */
  public static final int MOST_TASKS = 5_000;

  /** The longest delay. */
  public static final int MOST_MILLIS = 60_000;

  /** Beyond the delay: only a server that is gone takes so long. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Checks the parameters. */
  public HttpGets {
    Check.between("tasks", tasks, 1, MOST_TASKS);
    if (!(millis >= 0 && millis <= MOST_MILLIS)) {
      throw Check.refusal(
          String.format(
              Locale.ROOT, "milliseconds must be between 0 and %,d, got %s", MOST_MILLIS, millis));
    }
    Check.between("port", port, 0, 65_535);
  }

  /**
   * Tasks that ask a server here.
   *
   * @param tasks how many
   * @param delay how long the server waits before each answer
   * @return the workload
   */
  public static HttpGets of(int tasks, Duration delay) {
    return new HttpGets(tasks, Check.millis("delay", delay), 0);
  }

  static HttpGets of(WorkloadData data) {
    return new HttpGets(
        Integer.parseInt(data.value("tasks")),
        Double.parseDouble(data.value("millis")),
        Integer.parseInt(data.value("port")));
  }

  @Override
  public String name() {
    return "httpGets";
  }

  @Override
  public long units() {
    return tasks;
  }

  @Override
  public List<Task> newTasks() {
    LoopbackWeb.at(port).release(); // the server's start is no task's time
    long nanos = Math.round(millis * 1e6);
    List<Task> list = new ArrayList<>(tasks);
    for (int i = 0; i < tasks; i++) {
      list.add(new One(i, nanos, port));
    }
    return list;
  }

  /** One task. */
  private record One(int i, long nanos, int port) implements AsyncTask {
    @Override
    public Object run(Safepoint safepoint) throws Exception {
      LoopbackWeb web = LoopbackWeb.at(port);
      try {
        HttpRequest request = request(web);
        Object answer =
            safepoint.waiting(() -> read(web.client().send(request, BodyHandlers.ofString())));
        safepoint.reached(1);
        return Objects.requireNonNull(answer);
      } finally {
        web.release();
      }
    }

    @Override
    public CompletableFuture<Object> start(Executor loop, Safepoint safepoint) {
      LoopbackWeb web = LoopbackWeb.at(port);
      var answer = web.client().sendAsync(request(web), BodyHandlers.ofString());
      CompletableFuture<Object> result =
          answer.thenApplyAsync(
              response -> {
                try {
                  Object index = read(response);
                  safepoint.reached(1);
                  return index;
                } catch (IOException | InterruptedException failed) {
                  throw new CompletionException(failed);
                }
              },
              loop);
      var ignored =
          result.whenComplete((value, failed) -> {
            answer.cancel(true);
            web.release();
          });
      return result;
    }

    private HttpRequest request(LoopbackWeb web) {
      URI address = web.address(nanos, i);
      return HttpRequest.newBuilder(address).timeout(PATIENCE.plusNanos(nanos)).build();
    }

    private static Object read(HttpResponse<String> response) throws IOException {
      if (response.statusCode() != 200) {
        throw new IOException("the server answered with status " + response.statusCode());
      }
      return Long.valueOf(response.body());
    }
  }

  @Override
  public WorkloadData data() {
    return data(port);
  }

  /** {@inheritDoc} Here the port of this process's server is added, which awaits its requests. */
  @Override
  public WorkloadData dataForChild() {
    return data(port == 0 ? LoopbackWeb.lend() : port);
  }

  private WorkloadData data(int asked) {
    Map<String, String> values = new HashMap<>();
    values.put("tasks", Integer.toString(tasks));
    values.put("millis", Double.toString(millis));
    values.put("port", Integer.toString(asked));
    return new WorkloadData(KIND, values);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d HTTP %s on loopback, each answered after %s ms",
        tasks,
        tasks == 1 ? "request" : "requests",
        String.format(Locale.ROOT, "%.3f", millis).replaceAll("\\.?0+$", ""));
  }
}
