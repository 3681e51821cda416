package io.github.concurrencylab.bench;

import io.github.concurrencylab.base.poll.PolledCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Bodies as a cell may have them, loaded with the polls of a cell or without. Runs one once for
 * each line it is sent and answers with the nanoseconds of processor time that it took.
 */
public final class PolledBodies {
  static final List<String> NAMES = List.of("sum", "array", "roots", "recursion", "primes");

  private PolledBodies() {}

  static List<String> command(String body, boolean polled) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        PolledBodies.class.getName(),
        body,
        Boolean.toString(polled));
  }

  /**
   * Runs until standard input ends.
   *
   * @param args the body, and whether it is to poll
   */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    Method body = load(Boolean.parseBoolean(args[1])).getMethod(args[0]);
    var threads = ManagementFactory.getThreadMXBean();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      long start = threads.getCurrentThreadCpuTime();
      Object result = body.invoke(null);
      long nanos = threads.getCurrentThreadCpuTime() - start;
      if (!(result instanceof Number)) {
        throw new IllegalStateException("a body must have a result, got " + result);
      }
      System.out.println(nanos);
    }
  }

  private static Class<?> load(boolean polled) throws IOException {
    byte[] bytes;
    try (InputStream in = PolledBodies.class.getResourceAsStream("PolledBodies$Bodies.class")) {
      bytes = in.readAllBytes();
    }
    byte[] loaded = polled ? PolledCode.of(bytes) : bytes;
    return new ClassLoader(PolledBodies.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(Bodies.class.getName(), loaded, 0, loaded.length);
      }
    }.define();
  }

  /** The bodies. */
  public static final class Bodies {
    private Bodies() {}

    public static long sum() {
      long sum = 0;
      for (long i = 0; i < 40_000_000; i++) {
        sum += i % 7 ^ sum >> 3;
      }
      return sum;
    }

    public static long array() {
      int[] values = IntStream.range(0, 1 << 16).map(i -> i * 31 % 101).toArray();
      long total = 0;
      for (int round = 0; round < 4_000; round++) {
        int sum = 0;
        for (int i = 0; i < values.length; i++) {
          sum += values[i];
        }
        total += sum;
      }
      return total;
    }

    public static double roots() {
      double sum = 0;
      for (int i = 0; i < 40_000_000; i++) {
        sum += Math.sqrt(i);
      }
      return sum;
    }

    public static int recursion() {
      return fibonacci(36);
    }

    private static int fibonacci(int n) {
      return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    public static int primes() {
      int count = 0;
      for (int i = 2; i < 600_000; i++) {
        if (isPrime(i)) {
          count++;
        }
      }
      return count;
    }

    private static boolean isPrime(long n) {
      for (long divisor = 2; divisor * divisor <= n; divisor++) {
        if (n % divisor == 0) {
          return false;
        }
      }
      return true;
    }
  }
}
