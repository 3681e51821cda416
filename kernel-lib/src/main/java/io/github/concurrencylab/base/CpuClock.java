package io.github.concurrencylab.base;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of processor time of this process and, on Linux, of others.
 *
 * <p>The platform's bean counts in the system's ticks, 10 ms on Linux. POSIX's {@code
 * clock_gettime} tells nanoseconds; it is asked through native access where that is enabled, as it
 * is in the kernel. Time that a thread is using at this moment on another processor may be missing
 * until the system's next look at it, a few milliseconds later; that of a thread that waits is
 * complete.
 */
public final class CpuClock {
  /** What a clock of nanoseconds is good for: a call, and the way into the kernel and back. */
  private static final long FINE_NANOS = 10_000;

  /** A hundredth of a second: the tick of times(2) on all of Linux's systems. */
  private static final long TICK_NANOS = 10_000_000;

  /** A tick of Windows's. */
  private static final long WINDOWS_TICK_NANOS = 15_625_000;

  private static final String SYSTEM = System.getProperty("os.name");
  private static final boolean LINUX = SYSTEM.startsWith("Linux");
  private static final boolean MAC = SYSTEM.startsWith("Mac");

  private static final OperatingSystemMXBean BEAN =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final @Nullable Posix POSIX = Posix.open();

  private CpuClock() {}

  /**
   * The processor time used by this process so far, by all its threads.
   *
   * @return nanoseconds
   */
  public static long nanos() {
    long fine = POSIX == null ? -1 : POSIX.nanos(Posix.THIS_PROCESS);
    return fine < 0 ? BEAN.getProcessCpuTime() : fine;
  }

  /**
   * The processor time used by a process so far, without its children's.
   *
   * @param pid its number
   * @return nanoseconds; -1 where this clock cannot tell: it is gone, or the system is not Linux
   */
  public static long nanos(long pid) {
    return POSIX == null || !LINUX ? -1 : POSIX.nanos(Posix.clockOf(pid));
  }

  /**
   * By how much a reading of {@link #nanos()} may be off.
   *
   * @return nanoseconds
   */
  public static long stepNanos() {
    return POSIX == null ? coarseStepNanos() : FINE_NANOS;
  }

  /**
   * By how much a reading of POSIX's clock by another program may be off.
   *
   * @return nanoseconds; those of the platform's own counters where there is no such clock
   */
  public static long posixStepNanos() {
    return LINUX || MAC ? FINE_NANOS : coarseStepNanos();
  }

  /**
   * By how much a reading of the platform's own counters may be off.
   *
   * @return nanoseconds
   */
  public static long coarseStepNanos() {
    return LINUX ? TICK_NANOS : MAC ? FINE_NANOS : WINDOWS_TICK_NANOS;
  }

  /** The call of the system's library. */
  private static final class Posix {
    /** CLOCK_PROCESS_CPUTIME_ID, as the two systems' headers have it. */
    static final int THIS_PROCESS = LINUX ? 2 : 12;

    /** CPUCLOCK_SCHED: what Linux makes a clock's number of, beside the process's (time(7)). */
    private static final int SCHEDULED = 2;

    private static final long SECOND = 1_000_000_000;

    private final MethodHandle gettime;
    private final MemorySegment timespec = Arena.ofAuto().allocate(ValueLayout.JAVA_LONG, 2);

    private Posix(MethodHandle gettime) {
      this.gettime = gettime;
    }

    static int clockOf(long pid) {
      return (int) (~pid << 3 | SCHEDULED);
    }

    /**
     * None without leave for native access, which would be warned of, or where it does not work.
     */
    @SuppressWarnings("restricted") // only where native access is enabled
    static @Nullable Posix open() {
      boolean wide = ValueLayout.ADDRESS.byteSize() == Long.BYTES;
      if (!(LINUX || MAC) || !wide || !CpuClock.class.getModule().isNativeAccessEnabled()) {
        return null;
      }
      Linker linker = Linker.nativeLinker();
      return linker
          .defaultLookup()
          .find("clock_gettime")
          .map(address ->
              linker.downcallHandle(
                  address,
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS)))
          .map(Posix::new)
          .filter(posix -> posix.nanos(THIS_PROCESS) > 0)
          .orElse(null);
    }

    /** Several threads ask, and share the place for the answer. */
    synchronized long nanos(int clock) {
      try {
        int failed = (int) gettime.invokeExact(clock, timespec);
        return failed != 0
            ? -1
            : timespec.getAtIndex(ValueLayout.JAVA_LONG, 0) * SECOND
                + timespec.getAtIndex(ValueLayout.JAVA_LONG, 1);
      } catch (Throwable impossible) {
        throw new LinkageError("clock_gettime", impossible);
      }
    }
  }
}
