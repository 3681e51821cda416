package io.github.concurrencylab.base;

import java.util.Locale;

/** What to say where memory has run out: the limit that was met, and how to have more. */
public final class MemoryLimit {
  private static final long MEGABYTE = 1 << 20;
  private static final long GIGABYTE = 1 << 30;

  /** What an array of any type may hold in HotSpot. */
  private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 2;

  private MemoryLimit() {}

  /**
   * Explains an error of this virtual machine.
   *
   * @param full the error
   * @return the error, the limit that it met and the remedy, in one line
   */
  public static String explained(OutOfMemoryError full) {
    return explained(full, "the heap is " + megabytes() + " MB", moreHeap());
  }

  /**
   * Explains an error of a child process, whose heap is a share of the kernel's.
   *
   * @param full the error
   * @return the error, the limit that it met and the remedy, in one line
   */
  public static String explainedInChild(OutOfMemoryError full) {
    return explained(
        full,
        "the heap of a child is " + megabytes() + " MB, its share of the kernel's",
        "use fewer processes, or threads(n), or give %s more before the kernel starts"
            .formatted(Defaults.HEAP_VARIABLE));
  }

  /**
   * How to have a larger heap.
   *
   * @return a remedy with the setting that doubles the heap at least
   */
  public static String moreHeap() {
    long twice = 2 * Runtime.getRuntime().maxMemory();
    long gigabytes = Math.max(1, (twice + GIGABYTE - 1) / GIGABYTE);
    return String.format(
        Locale.ROOT,
        "let go of what is needed no longer (x = null), or start the kernel with more: %s=%dg binder/lab",
        Defaults.HEAP_VARIABLE,
        gigabytes);
  }

  private static long megabytes() {
    return Runtime.getRuntime().maxMemory() / MEGABYTE;
  }

  private static String explained(OutOfMemoryError full, String heap, String more) {
    String said = String.valueOf(full.getMessage());
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("native thread")) {
      return full + "; use fewer threads, or raise the system's limit on processes";
    }
    if (lower.contains("array size exceeds")) {
      return full + "; no array holds more than " + MOST_ELEMENTS + " elements: use several";
    }
    if (lower.contains("direct buffer")) {
      return full + "; direct buffers may take as much as the heap, and " + heap + ": " + more;
    }
    // The space for classes has no limit but the machine's.
    return lower.contains("metaspace") || lower.contains("class space")
        ? full + "; restart the kernel"
        : full + "; " + heap + ": " + more;
  }
}
