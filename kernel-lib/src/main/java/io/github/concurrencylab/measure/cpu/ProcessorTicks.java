package io.github.concurrencylab.measure.cpu;

/**
 * What a processor has counted since the system's start, in ticks of its own length.
 *
 * @param all all ticks
 * @param idle those in which it had nothing to do, or waited for a disk
 * @param stolen those in which it had something to do, but was lent to others by its host
 */
public record ProcessorTicks(long all, long idle, long stolen) {
  /** The share of the time since then in which it was busy, stolen time included; 0 to 1. */
  public double busyShareSince(ProcessorTicks before) {
    return share(before, (all - before.all) - (idle - before.idle));
  }

  /** The share of the time since then in which it was stolen; 0 to 1. */
  public double stolenShareSince(ProcessorTicks before) {
    return share(before, stolen - before.stolen);
  }

  private double share(ProcessorTicks before, long part) {
    long more = all - before.all;
    return more > 0 ? Math.clamp((double) part / more, 0, 1) : 0;
  }
}
