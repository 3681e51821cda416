package io.github.concurrencylab.measure.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.concurrencylab.Optimized;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.thread.Blocking;
import io.github.concurrencylab.workload.ModuloSum;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Optimized
class JitCompilersTest {
  private static final String EMPTY_QUEUE =
      """
      Current compiles:

      C1 compile queue:
      Empty

      C2 compile queue:
      Empty

      """;

  private static final String BUSY_QUEUE =
      """
      Current compiles:
      C2 CompilerThread0       4886   !   4       com.example.Own::hot (40 bytes)

      C1 compile queue:
      Empty

      C2 compile queue:
      4887 %     4       com.example.Own::loop @ 6 (51 bytes)
      4163       4       java.util.stream.MatchOps$MatchOp::getOpFlags (8 bytes)

      """;

  private static JitCompilers telling(String command, String... answers) {
    Queue<String> left = new ArrayDeque<>(List.of(answers));
    return new JitCompilers(
        asked -> asked.equals(command) ? Optional.ofNullable(left.poll()) : Optional.empty(), null);
  }

  @Test
  void should_count_what_is_compiled_and_what_waits_for_it() {
    assertThat(telling("compilerQueue", BUSY_QUEUE).pending()).hasValue(3);
    assertThat(telling("compilerQueue", EMPTY_QUEUE).pending()).hasValue(0);
    assertThat(telling("none").pending()).isEmpty();
  }

  @Test
  void should_wait_until_nothing_is_left_to_compile_but_not_for_ever() throws InterruptedException {
    JitCompilers soon = telling("compilerQueue", BUSY_QUEUE, BUSY_QUEUE, EMPTY_QUEUE);
    assertThat(soon.awaitIdle(Duration.ofSeconds(50)))
        .isBetween(Duration.ZERO, Duration.ofSeconds(40));
    JitCompilers never = new JitCompilers(asked -> Optional.of(BUSY_QUEUE), null);
    assertThat(never.awaitIdle(Duration.ofMillis(20))).isNegative();
    JitCompilers silent = telling("none");
    assertThat(silent.awaitIdle(Duration.ofSeconds(50))).isLessThan(Duration.ofSeconds(40));
    assertThat(silent.told()).isFalse();
  }

  @Test
  void should_tell_each_optimized_method_once_and_none_of_a_lower_tier() {
    JitCompilers compilers =
        telling(
            "compilerCodelist",
            """
            1 0 0 java.lang.invoke.MethodHandle.linkToStatic(I)V [0x7, 0x8 - 0x9]
            7 4 0 com.example.Own.hot(I)J [0x7, 0x8 - 0x9]
            8 3 0 com.example.Own.warm(I)J [0x7, 0x8 - 0x9]
            """,
            """
            6 4 0 com.example.Own.loop(Ljava/lang/String;)V [0x7, 0x8 - 0x9]
            7 4 0 com.example.Own.hot(I)J [0x7, 0x8 - 0x9]
            12 4 1 io.github.concurrencylab.workload.ModuloSum$Sum.run()V [0x7, 0x8 - 0x9]
            13 4 0 java.math.BigInteger.multiply(J)J [0x7, 0x8 - 0x9]
            14 4 0 java.util.HashMap.get(Ljava/lang/Object;)V [0x7, 0x8 - 0x9]
            15 4 0 io.github.concurrencylab.measure.cpu.CpuSampler.run()V [0x7, 0x8 - 0x9]
            16 4 0 org.dflib.jjava.shaded.zmq.Poller.run()V [0x7, 0x8 - 0x9]
            4\
            """);
    assertThat(compilers.newlyOptimized()).containsExactly("com.example.Own.hot");
    assertThat(compilers.newlyOptimized())
        .containsExactly(
            "com.example.Own.loop",
            "io.github.concurrencylab.workload.ModuloSum$Sum.run",
            "java.math.BigInteger.multiply");
    assertThat(compilers.newlyOptimized()).isEmpty();
  }

  @Test
  void should_see_this_virtual_machine_optimize_a_workload() throws InterruptedException {
    JitCompilers compilers = JitCompilers.here();
    assertThat(compilers.told()).isTrue();
    List<String> optimized = new ArrayList<>(compilers.newlyOptimized());
    while (optimized.stream().noneMatch(name -> name.contains(".workload.TermLoop"))) {
      new Blocking().execute(ModuloSum.article().terms(200_000), new Progress());
      var ignored = compilers.awaitIdle(Duration.ofSeconds(1));
      optimized.addAll(compilers.newlyOptimized());
    } // or the test's time is over
  }
}
