package io.github.concurrencylab.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The processor time of child processes. */
public final class ChildTime {
  private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

  /** A tick of the files below {@code /proc}: a hundredth of a second on all of Linux's systems. */
  private static final long TICK_NANOS = 10_000_000;

  // Fields of /proc/PID/stat after the name in brackets, which may itself contain anything.
  private static final int USER = 11;
  private static final int SYSTEM = 12;

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
    try {
      String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * TICK_NANOS;
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException gone) {
      return 0;
    }
  }
}
