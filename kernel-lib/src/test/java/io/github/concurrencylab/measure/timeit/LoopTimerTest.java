package io.github.concurrencylab.measure.timeit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.concurrencylab.Optimized;
import io.github.concurrencylab.table.TimedTables;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

@Optimized
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
  void should_see_that_ten_times_the_loops_take_the_same_time() throws Throwable {
    // What is left of a loop that was left out: reading the clock, however many loops.
    LoopTiming nothing = new LoopTimer(3_000, 5).time("nothing", (count, sink) -> spin(1_500));

    assertThat(nothing.furtherNanos()).isLessThan(0.2);
    assertThat(nothing.leftOut()).isTrue();
  }

  @Test
  void should_not_take_fast_work_for_none() throws Throwable {
    // Each loop takes half a nanosecond and more, so that ten times as many take longer.
    LoopTiming fast = new LoopTimer(100_000, 5).time("fast", (count, sink) -> spin(count / 2));

    assertThat(fast.leftOut()).isFalse();
  }

  @Test
  void should_run_no_loop_more_than_asked_for_unless_it_is_too_fast_to_be_true() throws Throwable {
    AtomicLong loops = new AtomicLong();
    LoopTiming slow =
        new LoopTimer(1_000, 2)
            .time(
                "slow",
                (count, sink) -> {
                  loops.addAndGet(count);
                  spin(50 * count);
                });

    assertThat(slow.furtherNanos()).isNaN();
    assertThat(loops.get()).isEqualTo(3_000);
  }

  private static void spin(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      Thread.onSpinWait();
    }
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
