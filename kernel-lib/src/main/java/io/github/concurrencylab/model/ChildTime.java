package io.github.concurrencylab.model;

import java.io.FileInputStream;
import java.io.IOException;
import java.time.Duration;

/** The processor time of child processes. */
public final class ChildTime {
  private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

  /** A tick of the files below {@code /proc}: a hundredth of a second on all of Linux's systems. */
  private static final long TICK_NANOS = 10_000_000;

  // Fields of /proc/PID/stat after the name in brackets, which may itself contain anything.
  private static final int USER = 11;
  private static final int SYSTEM = 12;

  /** A line's bytes; the fields asked for stand far before. */
  private static final int LONGEST = 1_024;

  private ChildTime() {}

  /**
   * The processor time used by a process so far, without its own children's.
   *
   * @param child the process
   * @return nanoseconds, to the system's clock tick; 0 where the system does not tell, or tells no
   *     more
   */
  public static long nanos(ProcessHandle child) {
    // The handle's own answer takes twice as long: it reads the owner and the command line too.
    return LINUX
        ? fromProc(child.pid())
        : child.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private static long fromProc(long pid) {
    byte[] bytes = new byte[LONGEST];
    int length;
    // The plainest way: it is asked of each child process, ten times a second.
    try (FileInputStream file = new FileInputStream("/proc/" + pid + "/stat")) {
      length = file.read(bytes);
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
}
