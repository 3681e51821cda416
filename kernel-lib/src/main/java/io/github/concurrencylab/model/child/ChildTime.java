package io.github.concurrencylab.model.child;

import io.github.concurrencylab.base.CpuClock;
import io.github.concurrencylab.model.CpuTime;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The processor time of one child process, to be asked again and again: its file stays open, which
 * takes half the time. For one thread at a time.
 */
public final class ChildTime implements AutoCloseable {
  private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

  /** A tick of the files below {@code /proc}: a hundredth of a second on all of Linux's systems. */
  private static final long TICK_NANOS = 10_000_000;

  // Fields of /proc/PID/stat after the name in brackets, which may itself contain anything.
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  /** A line's bytes; the fields asked for stand far before. */
  private static final int LONGEST = 512;

  private final ProcessHandle child;
  private final byte[] bytes = new byte[LONGEST];

  // Not a channel: an interruption of the reading thread would close it.
  private final @Nullable RandomAccessFile file;

  /**
   * Creates the clock of a process, which may have ended.
   *
   * @param child the process
   */
  public ChildTime(ProcessHandle child) {
    this.child = child;
    this.file = LINUX ? open(child.pid()) : null;
  }

  private static @Nullable RandomAccessFile open(long pid) {
    try {
      return new RandomAccessFile("/proc/" + pid + "/stat", "r");
    } catch (IOException gone) {
      return null;
    }
  }

  /**
   * The processor time used by a process so far, without its own children's.
   *
   * @param child the process
   * @return nanoseconds; 0 where the system does not tell, or tells no more
   */
  public static long nanos(ProcessHandle child) {
    try (ChildTime time = new ChildTime(child)) {
      return time.nanos();
    }
  }

  /**
   * The processor time used by a process so far, and how well it is known.
   *
   * @param child the process, which may just have ended
   * @return its time, without its own children's
   */
  public static CpuTime cpuTime(ProcessHandle child) {
    long fine = CpuClock.nanos(child.pid());
    // By the system's handle: it has the time of one that has just ended too.
    return fine >= 0
        ? new CpuTime(fine, CpuClock.stepNanos())
        : new CpuTime(
            child.info().totalCpuDuration().map(Duration::toNanos).orElse(0L),
            CpuClock.coarseStepNanos());
  }

  /**
   * The processor time used by the process so far, without its own children's.
   *
   * @return nanoseconds; 0 where the system does not tell, or tells no more
   */
  public long nanos() {
    long fine = CpuClock.nanos(child.pid());
    if (fine >= 0) {
      return fine;
    }
    if (file != null) {
      return fromProc(file);
    }
    // The handle's own answer takes several times as long: it reads the owner and the command too.
    return LINUX ? 0 : child.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private long fromProc(RandomAccessFile proc) {
    int length;
    try {
      proc.seek(0);
      length = proc.read(bytes);
    } catch (IOException gone) {
      return 0;
    }
    int at = length;
    while (at > 0 && bytes[at - 1] != ')') {
      at--;
    }
    // Field 0 begins after the bracket and a blank.
    long ticks = 0;
    int field = -1;
    long number = 0;
    for (; at < length; at++) {
      if (bytes[at] == ' ') {
        ticks += field == USER || field == SYSTEM ? number : 0;
        field++;
        number = 0;
      } else {
        number = 10 * number + (bytes[at] - '0');
      }
    }
    return ticks * TICK_NANOS;
  }

  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException closedEnough) {
        // Nothing was written.
      }
    }
  }
}
