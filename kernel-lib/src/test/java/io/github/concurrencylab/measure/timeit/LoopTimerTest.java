package io.github.concurrencylab.measure.timeit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.table.TimedTables;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopTimerTest {
  @Test
  void should_take_as_many_samples_of_as_many_loops_as_asked_for() throws Throwable {
    AtomicLong loops = new AtomicLong();
    LoopTiming timing = new LoopTimer(7, 3).time("code", (count, sink) -> loops.addAndGet(count));

    assertThat(timing.nanos()).hasSize(3);
    assertThat(timing.loops()).isEqualTo(7);
    assertThat(loops.get()).isEqualTo(7 * 4); // one to warm up
  }

  @Test
  void should_find_out_how_many_loops_are_long_enough() throws Throwable {
    LoopTiming timing =
        new LoopTimer(0, 2)
            .time(
                "code",
                (count, sink) -> {
                  for (long i = 0; i < count; i++) {
                    sink.take(Math.sqrt((double) i));
                    sink.take(i % 2 == 0);
                    sink.take((int) i);
                    sink.take(Long.valueOf(i));
                  }
                });

    assertThat(timing.loops()).isGreaterThan(1_000);
    assertThat(timing.nanos()).hasSize(2).allSatisfy(nanos -> assertThat(nanos).isPositive());
  }

  @Test
  void should_see_that_a_loop_was_left_out_since_nothing_uses_its_result() throws Throwable {
    LoopTiming unused =
        new LoopTimer(0, 3)
            .time(
                "unused",
                (count, sink) -> {
                  for (long loop = 0; loop < count; loop++) {
                    long sum = 0;
                    for (int i = 0; i < 1_000; i++) {
                      sum += i;
                    }
                  }
                });
    assertThat(unused.leftOut()).isTrue();
    assertThat(TimedTables.line(unused))
        .startsWith("less than 0.200 ns a loop, which no processor can do")
        .contains("end the code with a value")
        .endsWith(": unused")
        .doesNotContain("0.000");

    LoopTiming used =
        new LoopTimer(0, 3)
            .time(
                "used",
                (count, sink) -> {
                  for (long loop = 0; loop < count; loop++) {
                    long sum = 0;
                    for (int i = 0; i < 1_000; i++) {
                      sum += i;
                    }
                    sink.take(sum);
                  }
                });
    assertThat(used.leftOut()).isFalse();
    assertThat(TimedTables.line(used)).contains(" a loop (median of 3 samples of ");
  }

  @Test
  void should_pass_on_what_the_code_throws() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() ->
            new LoopTimer(0, 2)
                .time(
                    "code",
                    (count, sink) -> {
                      throw new ArithmeticException("planted");
                    }));
  }

  @Test
  void should_stop_between_samples_if_interrupted() {
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() ->
            new LoopTimer(1, 100)
                .time("code", (count, sink) -> Thread.currentThread().interrupt()));
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void should_fail_if_loops_or_samples_are_out_of_bounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoopTimer(-1, 1))
        .withMessage("-n must be at least 0, got -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LoopTimer(1, 0))
        .withMessage("-r must be at least 1, got 0");
  }
}
