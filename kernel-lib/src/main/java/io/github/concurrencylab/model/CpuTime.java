package io.github.concurrencylab.model;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.CpuClock;
import java.util.OptionalDouble;

/**
 * Processor time that was used, and how well it is known.
 *
 * @param nanos nanoseconds
 * @param stepNanos by how much they may be off: the step of the clock, and what was used between
 *     reading it and reading the clock of the wall
 */
public record CpuTime(long nanos, long stepNanos) {
  /** None at all. */
  public static final CpuTime NONE = new CpuTime(0, 0);

  /** A figure that is off by less than this share of itself is known to two digits. */
  private static final double KNOWN = 0.05;

  /** A figure that is off by less has the right second decimal place. */
  private static final double HALF_A_HUNDREDTH = 0.005;

  /**
   * The processor time of this process so far.
   *
   * @return what its clock says
   */
  public static CpuTime now() {
    return new CpuTime(CpuClock.nanos(), CpuClock.stepNanos());
  }

  /**
   * What was used since an earlier reading of the same clock.
   *
   * @param before the earlier reading
   * @return the difference, which is as uncertain as the readings
   */
  public CpuTime since(CpuTime before) {
    Check.given("before", before, "CpuTime.now() for example");
    return new CpuTime(Math.max(0, nanos - before.nanos), Math.max(stepNanos, before.stepNanos));
  }

  /**
   * Two processes' time.
   *
   * @param other the other's
   * @return the sum, of the uncertainties too
   */
  public CpuTime plus(CpuTime other) {
    Check.given("other", other, "CpuTime.now() for example");
    return new CpuTime(nanos + other.nanos, stepNanos + other.stepNanos);
  }

  /**
   * The part of it that belongs to a stretch within the one it was read around: what was used
   * outside of it is not known, so that it is shared out evenly, and doubted.
   *
   * @param part the stretch's length in nanoseconds
   * @param whole the time between the readings
   * @return the part
   */
  public CpuTime part(long part, long whole) {
    if (part >= whole) {
      return this;
    }
    long within = Math.round((double) nanos * part / whole);
    return new CpuTime(within, stepNanos + nanos - within);
  }

  /**
   * The same, doubted if there were not as many processors as it takes to use so much.
   *
   * @param wallNanos in so many nanoseconds
   * @param processors how many there were
   * @return this, or the same time with nothing known of it
   */
  public CpuTime within(long wallNanos, int processors) {
    boolean possible = nanos <= (processors + HALF_A_HUNDREDTH) * wallNanos;
    return possible ? this : new CpuTime(nanos, Math.max(nanos, stepNanos));
  }

  /**
   * How many processors were busy on average.
   *
   * @param wallNanos in so many nanoseconds
   * @return processor time by wall time; none if it is not known to two digits
   */
  public OptionalDouble cores(long wallNanos) {
    boolean known =
        stepNanos < KNOWN * nanos || stepNanos < HALF_A_HUNDREDTH * wallNanos || stepNanos == 0;
    return wallNanos > 0 && known
        ? OptionalDouble.of((double) nanos / wallNanos)
        : OptionalDouble.empty();
  }
}
