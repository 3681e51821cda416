package io.github.concurrencylab.measure.machine;

import java.util.Locale;
import java.util.Optional;

/**
 * The processors' clock: whether it changes from trial to trial, or was slowed down for heat.
 * Virtual machines mostly do not tell.
 */
final class ClockSpeed {
  /** Processors that are asked: to ask each of a hundred would take longer than a short trial. */
  private static final int MOST_ASKED = 8;

  /** A change below is the usual wandering of a clock under load. */
  private static final double TOLERATED = 0.1;

  private final ProcessorClocks clocks;
  private final long throttledBefore;
  private double slowest = Double.POSITIVE_INFINITY;
  private double fastest;

  ClockSpeed(SystemFiles files) {
    this.clocks = new ProcessorClocks(files, MOST_ASKED);
    this.throttledBefore = clocks.throttled();
  }

  /** Looks at the clock, at the end of a trial. */
  void look() {
    clocks
        .gigahertz()
        .ifPresent(now -> {
          slowest = Math.min(slowest, now);
          fastest = Math.max(fastest, now);
        });
  }

  Optional<String> slowedDown() {
    long more = clocks.throttled() - throttledBefore;
    return more > 0
        ? Optional.of(
            "processors were slowed down for heat, " + more + (more == 1 ? " time" : " times"))
        : Optional.empty();
  }

  Optional<String> changed() {
    return slowest < (1 - TOLERATED) * fastest
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the processors' clock changed, from %.1f to %.1f GHz",
                slowest,
                fastest))
        : Optional.empty();
  }
}
