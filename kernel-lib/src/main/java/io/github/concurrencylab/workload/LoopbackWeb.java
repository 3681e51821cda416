package io.github.concurrencylab.workload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A web server on loopback and the client that asks it, or the client alone if the server is
 * another process's. It closes itself when nobody has used it for a while: a run may end in any way
 * and need not tell.
 */
final class LoopbackWeb {
  /** How long it stays open after its last use. */
  static final Duration IDLE = Duration.ofSeconds(3);

  /** How long it waits for the first request of a child process, which has to start. */
  private static final Duration LENT = Duration.ofMinutes(1);

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final int BACKLOG = 4_096;
  private static final long LOOK_MILLIS = 200;
  private static final String OWN = "own";
  private static final String CHILD = "child";
  private static final Pattern PATH =
      Pattern.compile("/(" + OWN + "|" + CHILD + ")/(\\d{1,12})/(\\d{1,6})");

  /** Those that are open, by the port that was asked for; guarded by the class. */
  private static final Map<Integer, LoopbackWeb> OPEN = new HashMap<>();

  static {
    // The server's defaults are for a few clients: it would close the connections of all others
    // after each answer, and hold short answers back for 40 ms.
    setUnlessSet("sun.net.httpserver.maxIdleConnections", Integer.toString(HttpGets.MOST_TASKS));
    setUnlessSet("sun.net.httpserver.nodelay", "true");
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final @Nullable HttpServer server;
  private final HttpClient client;
  private final int port;
  private int users; // these two are guarded by the class likewise
  private long closesAt;

  private LoopbackWeb(int asked) {
    server = asked == 0 ? serve() : null;
    port = server == null ? asked : server.getAddress().getPort();
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(threads)
            .build();
  }

  private HttpServer serve() {
    try {
      HttpServer made = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), BACKLOG);
      made.setExecutor(threads);
      made.createContext("/", this::answer);
      made.start();
      return made;
    } catch (IOException refused) {
      throw new UncheckedIOException(
          "no port could be opened on loopback: %s; use waiting(tasks, duration)"
              .formatted(refused.getMessage()),
          refused);
    }
  }

  /**
   * Takes what is open, or opens it. Each use ends with {@link #release}.
   *
   * @param asked the port of another process's server; 0 for one here
   */
  static synchronized LoopbackWeb at(int asked) {
    LoopbackWeb web = OPEN.get(asked);
    if (web == null) {
      web = new LoopbackWeb(asked);
      OPEN.put(asked, web);
      LoopbackWeb opened = web;
      Thread.ofVirtual().name("loopback-web").start(() -> opened.closeWhenIdle(asked));
    }
    web.use();
    return web;
  }

  private void use() {
    synchronized (LoopbackWeb.class) {
      users++;
    }
  }

  /** Ends a use. */
  void release() {
    release(IDLE);
  }

  private void release(Duration idle) {
    synchronized (LoopbackWeb.class) {
      users--;
      closesAt = System.nanoTime() + idle.toNanos();
    }
  }

  /** Opens the server for child processes that are about to ask it, and returns its port. */
  static int lend() {
    LoopbackWeb web = at(0);
    web.release(LENT);
    return web.port;
  }

  HttpClient client() {
    return client;
  }

  /** Where a task's answer is. */
  URI address(long delayNanos, int task) {
    String who = server == null ? CHILD : OWN;
    return URI.create("http://127.0.0.1:%s/%s/%s/%s".formatted(port, who, delayNanos, task));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
      if (!path.matches() || nanos(path) > TimeUnit.MILLISECONDS.toNanos(HttpGets.MOST_MILLIS)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      // A task of this process is counted where it asks, and no longer once it is stopped.
      boolean counted = path.group(1).equals(CHILD);
      if (counted) {
        use();
      }
      try {
        TimeUnit.NANOSECONDS.sleep(nanos(path));
        byte[] body = path.group(3).getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      } finally {
        if (counted) {
          release();
        }
      }
    }
  }

  private static long nanos(Matcher path) {
    return Long.parseLong(path.group(2));
  }

  private void closeWhenIdle(int asked) {
    try {
      while (!forgotten(asked)) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  private boolean forgotten(int asked) {
    synchronized (LoopbackWeb.class) {
      boolean idle = users == 0 && System.nanoTime() - closesAt > 0;
      return idle && OPEN.remove(asked, this);
    }
  }
}
