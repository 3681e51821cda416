package io.github.concurrencylab.model.child;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How long each of some processes has given no sign of life. It is counted in ticks that this
 * process itself saw pass: if the whole machine sleeps, or this process is stopped, no other is to
 * blame.
 *
 * @param <P> what stands for a process
 */
public final class Liveness<P> {
  private static final int TICKS = 20;

  private final Duration most;
  private final long tickNanos;
  private final Map<P, Long> signs = new HashMap<>();
  private final Map<P, Integer> missed = new HashMap<>();
  private long ticked = System.nanoTime();

  /**
   * Creates a watch that begins now.
   *
   * @param most how long a process may be
   */
  public Liveness(Duration most) {
    this.most = most;
    this.tickNanos = Math.max(1, most.toNanos() / TICKS);
  }

  /**
   * How long to wait for something before asking again.
   *
   * @return a twentieth of what is allowed
   */
  public Duration tick() {
    return Duration.ofNanos(tickNanos);
  }

  /**
   * One of the processes that are at work and have been silent for too long.
   *
   * @param atWork the processes; one that was not among them before begins anew
   * @param sign any number that changes while a process lives
   * @return the process, or null if there is none
   */
  public @Nullable P tooLong(Collection<P> atWork, ToLongFunction<P> sign) {
    long now = System.nanoTime();
    if (now - ticked < tickNanos) {
      return null;
    }
    ticked = now;
    signs.keySet().retainAll(atWork);
    for (P process : atWork) {
      long current = sign.applyAsLong(process);
      Long before = signs.put(process, current);
      if (before == null || before != current) {
        missed.put(process, 0);
      } else if (missed.merge(process, 1, Integer::sum) > TICKS) {
        return process;
      }
    }
    return null;
  }

  /**
   * What to say of a process that was silent for too long.
   *
   * @return words without a subject
   */
  public String words() {
    return String.format(Locale.ROOT, "gave no sign of life for %.0f s", most.toMillis() / 1e3);
  }
}
