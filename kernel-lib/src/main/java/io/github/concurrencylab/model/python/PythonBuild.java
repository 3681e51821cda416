package io.github.concurrencylab.model.python;

import io.github.concurrencylab.base.CpuClock;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which Python an interpreter is.
 *
 * @param implementation {@code CPython}, {@code PyPy} or {@code Jython}
 * @param version its version, {@code 3.13.0} for example; a build of CPython that can do without
 *     the global lock has a t at the end, {@code 3.14.0t}
 * @param lock whether a global lock lets one thread at a time run
 * @param jit whether a compiler is at work while programs run, so that they get faster at first
 */
public record PythonBuild(String implementation, String version, Lock lock, boolean jit) {
  /** The state of the global lock. */
  public enum Lock {
    /** One thread at a time runs Python code. */
    ON,

    /** There is one, which is switched off: threads run side by side. */
    OFF,

    /** There never was one: threads run side by side. */
    NONE
  }

  /** Needed of the standard library; older versions are from before 2017. */
  static final String OLDEST = "3.6";

  static final String CPYTHON = "CPython";
  static final String PYPY = "PyPy";
  static final String JYTHON = "Jython";

  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(\\D.*?|)(t?)");

  private static final int PARTS = 3;
  private static final int FACTOR = 1000;

  /** Whether the lab's script runs there. */
  boolean isUsable() {
    return switch (implementation) {
      case CPYTHON, PYPY -> isAtLeast(3, 6);
      case JYTHON -> isAtLeast(2, 7);
      default -> false;
    };
  }

  /**
   * Whether it has {@code concurrent.futures.InterpreterPoolExecutor}.
   *
   * @return true for CPython 3.14 and newer
   */
  public boolean hasInterpreters() {
    return implementation.equals(CPYTHON) && isAtLeast(3, 14);
  }

  /** By how much what it says of its processor time may be off, in nanoseconds. */
  long clockStepNanos() {
    // Jython asks its virtual machine, the others ask the system's clock.
    return implementation.equals(JYTHON) ? CpuClock.coarseStepNanos() : CpuClock.posixStepNanos();
  }

  /** Whether the version is at least so new. */
  boolean isAtLeast(int major, int minor) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches()) {
      return false;
    }
    int own = Integer.parseInt(numbers.group(1));
    return own > major || (own == major && Integer.parseInt(numbers.group(2)) >= minor);
  }

  /**
   * How it is called in tables and charts.
   *
   * @return {@code CPython 3.13}, {@code CPython 3.14t} or {@code PyPy 3.9} for example
   */
  public String label() {
    return implementation + " " + shortVersion();
  }

  /** Its version without what only bug fixes change: {@code 3.13}, {@code 3.14t}. */
  String shortVersion() {
    Matcher numbers = VERSION.matcher(version);
    return numbers.matches()
        ? numbers.group(1) + "." + numbers.group(2) + numbers.group(4)
        : version;
  }

  /** The word that means it in a cell: {@code 3.13}, {@code 3.14t}, {@code pypy3.9}. */
  String word() {
    return implementation.equals(CPYTHON)
        ? shortVersion()
        : implementation.toLowerCase(Locale.ROOT) + shortVersion();
  }

  /** A number that is larger for a newer version. */
  long number() {
    long number = 0;
    String[] parts = version.split("\\D+", -1);
    for (int i = 0; i < PARTS; i++) {
      number =
          number * FACTOR
              + (i < parts.length && !parts[i].isEmpty() ? Long.parseLong(parts[i]) : 0);
    }
    return number;
  }

  @Override
  public String toString() {
    return "%s %s, GIL %s%s"
        .formatted(
            implementation,
            version,
            switch (lock) {
              case ON -> "on";
              case OFF -> "off";
              case NONE -> "none";
            },
            jit ? ", JIT" : "");
  }
}
