package io.github.concurrencylab.measure.machine;

import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.base.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was left over in this virtual machine from before a run, and was waited for.
 *
 * @param compilers how long its compilers were still at work; negative if they still are
 * @param garbageBytes what its heap held that nothing needed any more
 */
public record Readiness(Duration compilers, long garbageBytes) {
  private static final Duration WORTH_TELLING = Duration.ofMillis(50);

  /**
   * Waits for the compilers, for a bounded time, and collects the garbage.
   *
   * @param compilers this virtual machine's
   * @return what there was
   * @throws InterruptedException if the thread is interrupted
   */
  public static Readiness reach(JitCompilers compilers) throws InterruptedException {
    Duration waited = compilers.awaitIdle(Defaults.COMPILERS);
    long before = usedBytes();
    System.gc();
    return new Readiness(waited, Math.max(0, before - usedBytes()));
  }

  private static long usedBytes() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /**
   * What a reader may want to know.
   *
   * @return one line; empty if the compilers were idle, so that nothing was waited for
   */
  public String line() {
    List<String> parts = new ArrayList<>();
    if (compilers.isNegative()) {
      parts.add(
          "the compilers are still busy with other code after "
              + Words.duration(Defaults.COMPILERS.toMillis() / 1e3));
    } else if (compilers.compareTo(WORTH_TELLING) >= 0) {
      parts.add("the compilers were waited for, " + Words.duration(compilers.toMillis() / 1e3));
    }
    if (parts.isEmpty()) {
      return "";
    }
    parts.add(String.format(Locale.ROOT, "%d MB of garbage were collected", garbageBytes >> 20));
    return "before the run: " + String.join("; ", parts);
  }
}
