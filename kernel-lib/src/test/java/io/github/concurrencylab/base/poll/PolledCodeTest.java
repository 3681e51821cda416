package io.github.concurrencylab.base.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PolledCodeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static CountDownLatch begun = new CountDownLatch(0);

  /** What is polled: compiled as any code is, and loaded anew with polls. */
  public static final class Loops {
    private Loops() {}

    public static long counted() {
      long sum = 0;
      for (long i = 0; i < Long.MAX_VALUE; i++) {
        sum += i ^ sum >> 3;
      }
      return sum;
    }

    public static long nested() {
      long sum = 0;
      while (sum != -1) {
        for (int i = 0; i < 10; i++) {
          sum += sum == -2 ? 1 : 2 + i % 2;
        }
      }
      return sum;
    }

    public static void doWhile() {
      long sum = 0;
      do {
        sum += 2;
      } while (sum != 1);
    }

    @SuppressWarnings("StatementSwitchToExpressionSwitch") // its jumps are what is tried
    public static int choice() {
      int state = 0;
      while (true) {
        switch (state) {
          case 0:
            state = 1;
            continue;
          case 1:
            state = 0;
            continue;
          default:
            return state;
        }
      }
    }

    public static int recursive() {
      return fibonacci(90);
    }

    private static int fibonacci(int n) {
      return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }

    public static long catchesAll() {
      long sum = 0;
      while (true) {
        try {
          sum += sum % 7 + 1;
          if (sum == -1) {
            return sum;
          }
        } catch (Throwable swallowed) {
          sum = 0;
        }
      }
    }

    public static void loopsInFinally() {
      long sum = 0;
      try {
        while (sum != 1) {
          sum += 2;
        }
      } finally {
        while (sum != 1) {
          sum += 2;
        }
      }
    }

    @SuppressWarnings("UnnecessaryStringBuilder") // of a third type
    public static Object merges(int rounds) {
      Object one = rounds > 3 ? new ArrayList<String>() : "text";
      for (int i = 0; i < rounds; i++) {
        if (one instanceof List<?> list && list.size() > i) {
          one = new StringBuilder().append(i);
        }
      }
      return one;
    }

    public static long loopsInMonitor(Object monitor) {
      synchronized (monitor) {
        return counted();
      }
    }

    public static void sleeps() throws InterruptedException {
      Thread.sleep(1);
    }

    public static synchronized int isSynchronized(AtomicInteger number) {
      return number.get();
    }

    public static long sum(long[] values) {
      long sum = 0;
      for (long value : values) {
        sum += value;
      }
      return sum;
    }

    public static void refuses(long[] values) {
      for (long value : values) {
        if (value > 0) {
          return;
        }
      }
      throw new IllegalArgumentException("no value above 0");
    }
  }

  @AfterEach
  void disarm() {
    Polls.disarm();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "counted",
        "nested",
        "doWhile",
        "choice",
        "recursive",
        "catchesAll",
        "loopsInFinally"
      })
  void should_end_a_loop_of_any_kind(String loop) throws Exception {
    Method method = polled().getMethod(loop);
    begun = new CountDownLatch(1);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              begun.countDown();
              try {
                method.invoke(null);
              } catch (InvocationTargetException thrown) {
                end.set(thrown.getCause());
              } catch (IllegalAccessException closed) {
                end.set(closed);
              }
            });
    begun.await();
    Thread.sleep(100);
    assertThat(thread.isAlive()).isTrue();

    Polls.arm(thread::equals);

    assertThat(thread.join(PATIENCE)).isTrue();
    assertThat(end.get()).isInstanceOf(StoppedError.class);
  }

  @Test
  void should_compute_the_same_with_polls() throws Exception {
    Class<?> polled = polled();
    long[] values = {3, 5, 7};
    assertThat(polled.getMethod("sum", long[].class).invoke(null, (Object) values)).isEqualTo(15L);
    assertThat(polled.getMethod("merges", int.class).invoke(null, 5)).isEqualTo(List.of());
    assertThat(polled.getMethod("merges", int.class).invoke(null, 1)).isEqualTo("text");
  }

  @Test
  void should_let_other_threads_go_on() throws Exception {
    Method sum = polled().getMethod("sum", long[].class);
    Polls.arm(thread -> false);
    assertThat(sum.invoke(null, (Object) new long[] {1, 2})).isEqualTo(3L);

    Polls.arm(Thread.currentThread()::equals);
    assertThatThrownBy(() -> sum.invoke(null, (Object) new long[] {1, 2}))
        .hasCauseInstanceOf(StoppedError.class);

    Polls.disarm();
    assertThat(sum.invoke(null, (Object) new long[] {1, 2})).isEqualTo(3L);
  }

  @Test
  void should_poll_at_jumps_back_and_once_in_each_call() throws IOException {
    assertThat(polls("sum")).isEqualTo(2);
    assertThat(polls("fibonacci")).isEqualTo(1);
    assertThat(polls("choice")).isEqualTo(3);
    assertThat(polls("<init>")).isZero();
  }

  @Test
  void should_poll_before_no_loop_of_the_method() throws IOException {
    assertThat(instructions("fibonacci").findFirst().map(PolledCode::isPoll)).contains(true);
    assertThat(instructions("sum").findFirst().map(PolledCode::isPoll)).contains(false);
    assertThat(beforeLast("sum").map(PolledCode::isPoll)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sum", "refuses"})
  void should_end_a_loop_of_others_that_calls_what_loops_no_time(String called) throws Exception {
    Method method = polled().getMethod(called, long[].class);
    Polls.arm(Thread.currentThread()::equals);
    assertThatThrownBy(() -> method.invoke(null, (Object) new long[0]))
        .hasCauseInstanceOf(StoppedError.class);
  }

  @Test
  void should_poll_behind_what_may_wait() throws IOException {
    assertThat(pollsAfterWaits("loopsInMonitor")).isEqualTo(1);
    assertThat(pollsAfterWaits("sleeps")).isEqualTo(1);
    assertThat(pollsAfterWaits("isSynchronized")).isEqualTo(1);
    assertThat(pollsAfterWaits("nested")).isZero();
  }

  @Test
  void should_leave_a_monitor_when_it_is_stopped_right_behind_its_entry() throws Exception {
    Object monitor = new Object();
    Method loop = polled().getMethod("loopsInMonitor", Object.class);
    Polls.arm(Thread.currentThread()::equals);
    assertThatThrownBy(() -> loop.invoke(null, monitor)).hasCauseInstanceOf(StoppedError.class);
    assertThat(Thread.holdsLock(monitor)).isFalse();
  }

  @Test
  void should_yield_at_polls_only_when_asked_and_until_no_more() throws Exception {
    Method sum = polled().getMethod("sum", long[].class);
    Object values = new long[] {1, 2, 3};
    AtomicInteger yields = new AtomicInteger();
    Polls.onYield(yields::incrementAndGet);
    try {
      Polls.yieldWhenAsked();
      sum.invoke(null, values);
      assertThat(yields).hasValue(0);

      Polls.ask(true);
      sum.invoke(null, values);
      assertThat(yields).hasValue(4); // at each jump back, and where it is left

      Polls.arm(thread -> false);
      Polls.disarm();
      sum.invoke(null, values);
      assertThat(yields).hasValue(8);
    } finally {
      Polls.yieldNoMore();
      Polls.onYield(null);
    }
    Polls.ask(true);
    sum.invoke(null, values);
    Polls.ask(false);
    assertThat(yields).hasValue(8);
  }

  @Test
  void should_leave_a_class_without_code_as_it_is() throws IOException {
    byte[] bytes = bytes(Runnable.class);
    assertThat(PolledCode.of(bytes)).isSameAs(bytes);
  }

  @Test
  void should_know_a_stop_behind_other_errors() {
    StoppedError stop = new StoppedError();
    assertThat(StoppedError.isBehind(stop)).isTrue();
    assertThat(StoppedError.isBehind(new IllegalStateException(new RuntimeException(stop))))
        .isTrue();
    Exception circle = new IllegalStateException();
    circle.initCause(new RuntimeException(circle));
    assertThat(StoppedError.isBehind(circle)).isFalse();
  }

  private static long polls(String method) throws IOException {
    return instructions(method).filter(PolledCode::isPoll).count();
  }

  private static long pollsAfterWaits(String method) throws IOException {
    return instructions(method)
        .filter(code ->
            code instanceof InvokeDynamicInstruction call
                && call.name().equalsString(Polls.AFTER_WAIT_NAME))
        .count();
  }

  private static Stream<Instruction> instructions(String method) throws IOException {
    return ClassFile.of().parse(PolledCode.of(bytes(Loops.class))).methods().stream()
        .filter(each -> each.methodName().equalsString(method))
        .flatMap(each -> each.code().orElseThrow().elementStream())
        .filter(Instruction.class::isInstance)
        .map(Instruction.class::cast);
  }

  /** What stands before a method's last instruction. */
  private static Optional<Instruction> beforeLast(String method) throws IOException {
    List<Instruction> code = instructions(method).toList();
    return Optional.of(code.get(code.size() - 2));
  }

  private static Class<?> polled() throws IOException {
    byte[] bytes = PolledCode.of(bytes(Loops.class));
    return new ClassLoader(PolledCodeTest.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(Loops.class.getName(), bytes, 0, bytes.length);
      }
    }.define();
  }

  private static byte[] bytes(Class<?> type) throws IOException {
    try (InputStream in =
        type.getResourceAsStream(
            type.getName().substring(type.getPackageName().length() + 1) + ".class")) {
      return in.readAllBytes();
    }
  }
}
