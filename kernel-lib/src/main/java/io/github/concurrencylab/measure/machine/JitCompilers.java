package io.github.concurrencylab.measure.machine;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * What the virtual machine's just-in-time compilers do. They work on threads of their own, which on
 * one processor take turns with what is measured: beside one thread they get half of its time,
 * beside sixteen a seventeenth. So nothing is timed while they are at work.
 *
 * <p>HotSpot's diagnostic commands tell: {@code Compiler.queue} what is still to be compiled, in a
 * third of a millisecond, and {@code Compiler.codelist} all compiled methods with their tiers, in
 * about ten. Another virtual machine may have no such commands; then nothing is {@linkplain #told
 * told}.
 */
public final class JitCompilers {
  /** The tier of HotSpot's optimizing compiler, C2: code of all others is only on its way. */
  private static final String OPTIMIZED = " 4 ";

  private static final long PERIOD_MILLIS = 5;
  private static final String QUEUE = "compilerQueue";
  private static final String CODE = "compilerCodelist";

  /** {@code 1234 % 4 package.Type::method @ 6 (51 bytes)}, with flags in any order. */
  private static final Pattern QUEUED = Pattern.compile("\\d+ .*::.* \\(\\d+ bytes\\)");

  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  /**
   * What of the JDK is counted: what computes. All else of it the kernel's own work runs as well,
   * so that it is compiled at any time; whether that matters to a model, its times must show.
   */
  private static final List<String> COMPUTES =
      List.of(
          "java.math.",
          "java.security.",
          "java.util.DualPivotQuicksort",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.TimSort",
          "java.util.random.",
          "java.util.zip.");

  /** Code that runs beside what is measured, or only before and after it, by its packages. */
  private static final List<String> BYSTANDERS =
      List.of(
          "io.github.concurrencylab.base.",
          "io.github.concurrencylab.measure.",
          "io.github.concurrencylab.results.",
          "io.github.concurrencylab.stats.",
          "io.github.concurrencylab.findings.",
          "io.github.concurrencylab.table.",
          "io.github.concurrencylab.plot.",
          "io.github.concurrencylab.report.",
          "io.github.concurrencylab.notebook.",
          "com.fasterxml.jackson.",
          "org.apache.batik.",
          "org.apache.commons.statistics.",
          "org.dflib.jjava.",
          "org.jfree.",
          "oshi.",
          "tech.tablesaw.");

  private final Function<String, Optional<String>> commands;
  private final @Nullable CompilationMXBean time;
  private final BitSet seen = new BitSet();
  private long seenMillis = -1;

  JitCompilers(Function<String, Optional<String>> commands, @Nullable CompilationMXBean time) {
    this.commands = commands;
    this.time = time;
  }

  /** This virtual machine's. */
  public static JitCompilers here() {
    return new JitCompilers(JitCompilers::command, ManagementFactory.getCompilationMXBean());
  }

  private static Optional<String> command(String name) {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
      Object told = server.invoke(commands, name, new Object[0], new String[0]);
      return Optional.of(String.valueOf(told));
    } catch (JMException | RuntimeException notHotSpot) {
      return Optional.empty();
    }
  }

  /** Whether this virtual machine tells what its compilers do. */
  public boolean told() {
    return pending().isPresent();
  }

  /** Methods that wait to be compiled or are just being compiled; empty if that is not told. */
  Optional<Integer> pending() {
    return commands.apply(QUEUE).map(text -> (int) QUEUED.matcher(text).results().count());
  }

  /**
   * Waits until nothing is left to compile.
   *
   * @param most how long at most
   * @return how long it took; negative if there still was something to compile at the end
   * @throws InterruptedException if the thread is interrupted
   */
  public Duration awaitIdle(Duration most) throws InterruptedException {
    long start = System.nanoTime();
    while (pending().orElse(0) > 0) {
      if (System.nanoTime() - start >= most.toNanos()) {
        return most.negated().minusNanos(1);
      }
      TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * The methods that the optimizing compiler has finished since the last call and that may be part
   * of what is measured: those of the workload, of the models, of cells, of any library that is not
   * the lab's own, and of that part of the JDK which computes. The first call returns all there
   * are.
   *
   * @return their names with their classes; none if that is not told
   */
  public synchronized List<String> newlyOptimized() {
    long millis = time == null ? -1 : time.getTotalCompilationTime();
    if (millis >= 0 && millis == seenMillis) {
      return List.of(); // nothing was compiled: the list need not be read
    }
    seenMillis = millis;
    String list = commands.apply(CODE).orElse("");
    List<String> fresh = new ArrayList<>();
    int end;
    for (int start = 0; start < list.length(); start = end + 1) {
      end = list.indexOf('\n', start);
      end = end < 0 ? list.length() : end;
      optimized(list, start, end).filter(JitCompilers::mayBeMeasured).ifPresent(fresh::add);
    }
    return List.copyOf(fresh);
  }

  /**
   * The method of a line if the optimizing compiler made its code and it was not seen before. By
   * hand, since there are thousands of {@code 1234 4 0 package.Type.method(signature) [addresses]}.
   */
  private Optional<String> optimized(String list, int start, int end) {
    int id = 0;
    int at = start;
    for (; at < end && Character.digit(list.charAt(at), 10) >= 0; at++) {
      id = 10 * id + Character.digit(list.charAt(at), 10);
    }
    if (at == start || !list.startsWith(OPTIMIZED, at) || seen.get(id)) {
      return Optional.empty();
    }
    seen.set(id);
    int name = list.indexOf(' ', at + OPTIMIZED.length()) + 1;
    int signature = list.indexOf('(', name);
    return name > 0 && signature > name && signature < end
        ? Optional.of(list.substring(name, signature))
        : Optional.empty();
  }

  static boolean mayBeMeasured(String method) {
    return JDK.stream().anyMatch(method::startsWith)
        ? COMPUTES.stream().anyMatch(method::startsWith)
        : BYSTANDERS.stream().noneMatch(method::startsWith);
  }
}
