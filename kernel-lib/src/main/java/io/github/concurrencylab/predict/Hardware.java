package io.github.concurrencylab.predict;

import io.github.concurrencylab.base.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What cannot be measured here and is assumed of the other machine: by default, processors like the
 * one that was measured, each as fast as if it were alone.
 *
 * @param smtYield what the second hardware thread of a core adds to the first, from 0 to 1; 1 for
 *     whole processors
 * @param loadedClock the clock when all cores are busy by the clock when one is, above 0
 * @param bytesPerSecond what the line between a cluster's driver and its network carries, each way;
 *     infinite if nothing has to cross one
 * @param sources where each assumption comes from, a line each; empty if nothing is assumed
 */
public record Hardware(
    double smtYield, double loadedClock, double bytesPerSecond, List<String> sources) {
  /** A processor's clock does not change more than that. */
  private static final double MOST = 4;

  /** Of a network: a modem's speed, and beyond what any line carries, in Gbit/s. */
  private static final double SLOWEST = 1e-6;

  private static final double FASTEST = 1e5;
  private static final double BYTES_PER_GIGABIT = 1e9 / 8;

  /** Processors like those that were measured. */
  public static final Hardware ALIKE = new Hardware(1, 1, Double.POSITIVE_INFINITY, List.of());

  /** Checks the numbers and copies the list. */
  public Hardware {
    Check.share("SMT yield", smtYield);
    if (!(loadedClock >= 1 / MOST && loadedClock <= MOST)) {
      throw Check.refusal(
          String.format(
              Locale.ROOT,
              "clock with all cores busy must be between %s and %s times that with one, got %s",
              1 / MOST,
              MOST,
              loadedClock));
    }
    sources = List.copyOf(sources);
  }

  /**
   * The same with two hardware threads a core.
   *
   * @param share what the second adds to the first, from 0 to 1
   * @param source who says so
   * @return other assumptions
   */
  public Hardware smt(double share, String source) {
    String words =
        String.format(
            Locale.ROOT,
            "a core's second hardware thread adds %s of the first (%s)",
            share,
            named(source));
    return new Hardware(share, loadedClock, bytesPerSecond, more(words));
  }

  /**
   * The same with cores that are slower, or faster, the more of them are busy: evenly, from one to
   * all.
   *
   * @param loaded the clock when all are busy by the clock when one is, from 0.25 to 4
   * @param source who says so
   * @return other assumptions
   */
  public Hardware clock(double loaded, String source) {
    String words =
        String.format(
            Locale.ROOT,
            "with all cores busy the clock is %s of that with one (%s)",
            loaded,
            named(source));
    return new Hardware(smtYield, loaded, bytesPerSecond, more(words));
  }

  /**
   * The same with a network between a cluster's driver and its executors.
   *
   * @param gigabits what the driver's line carries each way, in Gbit/s
   * @param source who says so
   * @return other assumptions
   */
  public Hardware network(double gigabits, String source) {
    if (!(gigabits >= SLOWEST && gigabits <= FASTEST)) {
      throw Check.refusal(
          "network must carry between 0.000001 and 100,000 Gbit/s, got %s: use 1 or 10 for example"
              .formatted(gigabits));
    }
    String words =
        String.format(
            Locale.ROOT,
            "the driver's line carries %s Gbit/s each way (%s)",
            gigabits,
            named(source));
    return new Hardware(smtYield, loadedClock, gigabits * BYTES_PER_GIGABIT, more(words));
  }

  /** Whether a network lies between a cluster's driver and its executors. */
  boolean hasNetwork() {
    return Double.isFinite(bytesPerSecond);
  }

  private static String named(String source) {
    return Check.line(Check.given("source", source, "\"the maker's data sheet\" for example"), 200);
  }

  private List<String> more(String words) {
    List<String> more = new ArrayList<>(sources);
    more.add(words);
    return more;
  }

  /**
   * How much such processors do at once.
   *
   * @param processors how many hardware threads there are
   * @param runnable how many threads want to run, at least 1
   * @return processor seconds per second, those of a processor that is alone
   */
  double capacity(int processors, int runnable) {
    int busy = Math.min(processors, runnable);
    if (smtYield == 1 && loadedClock == 1) {
      return busy;
    }
    int cores = smtYield == 1 ? processors : Math.ceilDiv(processors, 2);
    int busyCores = Math.min(busy, cores);
    double clock = cores == 1 ? 1 : 1 + (loadedClock - 1) * (busyCores - 1) / (cores - 1);
    return clock * (busyCores + smtYield * (busy - busyCores));
  }
}
