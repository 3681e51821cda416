package io.github.concurrencylab.measure.machine;

import com.sun.management.OperatingSystemMXBean;
import io.github.concurrencylab.base.MemoryLimit;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.python.Python;
import io.github.concurrencylab.model.thread.Blocking;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Looks at what a measurement needs of a running kernel: the interpreter, heap, hardware, clock.
 */
public final class HealthChecks {
  private static final double GIGABYTE = 1L << 30;
  private static final double SMALL_GIGABYTES = 1.9;
  private static final double LITTLE_HEAP_GIGABYTES = 0.2;
  private static final int CLOCK_STEPS = 1_000;
  private static final long COARSE_NANOS = 100_000;

  /** An interpreter is up within a tenth of a second; one that hangs must not hold up the rest. */
  private static final long PATIENCE_MILLIS = 1_500;

  /** What Docker and Podman put into each container. */
  private static final List<Path> CONTAINER =
      List.of(Path.of("/.dockerenv"), Path.of("/run/.containerenv"));

  private HealthChecks() {}

  /**
   * Looks at everything but what is kept and drawn, within two seconds.
   *
   * @return what was found
   */
  public static List<HealthCheck> findings() {
    return List.of(python(), processors(), memory(), heap(), clock(), lock());
  }

  /** What CPython says of itself, asked in the background: there is no telling what answers. */
  private static HealthCheck python() {
    CompletableFuture<HealthCheck> answer = new CompletableFuture<>();
    Thread asking =
        Thread.ofPlatform()
            .daemon()
            .name("checkup-python")
            .start(() -> {
              try (Session session = Python.of(new Blocking()).open()) {
                answer.complete(HealthCheck.ok("python3", session.runtime()));
              } catch (ModelUnavailableException missing) {
                answer.complete(HealthCheck.note("python3", String.valueOf(missing.getMessage())));
              } catch (InterruptedException | RuntimeException late) {
                answer.complete(HealthCheck.note("python3", String.valueOf(late)));
              }
            });
    try {
      return answer.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException silent) {
      asking.interrupt();
      return HealthCheck.note(
          "python3",
          "says nothing for %s ms; the models that run CPython need it".formatted(PATIENCE_MILLIS));
    } catch (InterruptedException stopped) {
      asking.interrupt();
      Thread.currentThread().interrupt();
      return HealthCheck.note("python3", "not asked: interrupted");
    }
  }

  private static HealthCheck processors() {
    int count = Runtime.getRuntime().availableProcessors();
    return count > 1
        ? HealthCheck.ok("processors", String.valueOf(count))
        : HealthCheck.note("processors", "1: no model can be faster than another by using more");
  }

  private static HealthCheck memory() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    double total = system.getTotalMemorySize() / GIGABYTE;
    String text =
        String.format(
            Locale.ROOT, "%.1f GB, %.1f GB free", total, system.getFreeMemorySize() / GIGABYTE);
    return total < SMALL_GIGABYTES
        ? HealthCheck.note("memory", text + ": use the small size, CONCURRENCY_LAB_SIZE=small")
        : HealthCheck.ok("memory", text);
  }

  private static HealthCheck heap() {
    Runtime runtime = Runtime.getRuntime();
    double most = runtime.maxMemory() / GIGABYTE;
    double used = (runtime.totalMemory() - runtime.freeMemory()) / GIGABYTE;
    String text = String.format(Locale.ROOT, "%.1f GB used of at most %.1f GB", used, most);
    return most - used < LITTLE_HEAP_GIGABYTES
        ? HealthCheck.note("heap", text + ": " + MemoryLimit.moreHeap())
        : HealthCheck.ok("heap", text);
  }

  private static HealthCheck clock() {
    long smallest =
        Stream.generate(HealthChecks::clockStep)
            .limit(CLOCK_STEPS)
            .min(Long::compare)
            .orElse(Long.MAX_VALUE);
    return smallest > COARSE_NANOS
        ? HealthCheck.note(
            "clock",
            String.format(
                Locale.ROOT,
                "steps of %.1f ms: short trials are measured coarsely",
                smallest / 1e6))
        : HealthCheck.ok("clock", "steps of " + smallest + " ns");
  }

  private static long clockStep() {
    long start = System.nanoTime();
    long now = start;
    while (now == start) {
      now = System.nanoTime();
    }
    return now - start;
  }

  private static HealthCheck lock() {
    boolean container = CONTAINER.stream().anyMatch(Files::exists);
    return MachineLock.HERE
        .sharedFolder()
        .map(folder ->
            HealthCheck.ok(
                "lock",
                container
                    ? "one measurement at a time in this container (%s); others are not seen"
                        .formatted(folder)
                    : "one measurement at a time on this machine (%s)".formatted(folder)))
        .orElseGet(() ->
            HealthCheck.note("lock", "other users' measurements, if there are any, are not seen"));
  }
}
