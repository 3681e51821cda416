package io.github.concurrencylab.measure.memory;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How much of the memory of processes is resident, as Linux tells it. Source: proc(5), the files
 * status, smaps and smaps_rollup.
 */
final class ResidentMemory {
  private static final Path PROC = Path.of("/proc");
  private static final Pattern ADDRESS = Pattern.compile("0x([0-9a-f]{8,16})");
  private static final int LONGEST = 8_192;
  private static final long KILO = 1_024;
  private static final byte[] RESIDENT = "VmRSS:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SHARE = "\nPss:".getBytes(StandardCharsets.US_ASCII);

  // Where the heap lies: from the first address of the reserved range to the last.
  private final long heapFrom;
  private final long heapTo;
  private final byte[] buffer = new byte[LONGEST];

  private ResidentMemory(long heapFrom, long heapTo) {
    this.heapFrom = heapFrom;
    this.heapTo = heapTo;
  }

  /** Finds out where this virtual machine's heap lies, if it says so: ZGC's does not. */
  static ResidentMemory here() {
    long from = Long.MAX_VALUE;
    long to = 0;
    Matcher addresses = ADDRESS.matcher(heapInfo());
    while (addresses.find()) {
      long address = Long.parseUnsignedLong(addresses.group(1), 16);
      from = Math.min(from, address);
      to = Math.max(to, address);
    }
    return new ResidentMemory(from, to);
  }

  private static String heapInfo() {
    try {
      Object said =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcHeapInfo",
                  new Object[0],
                  new String[0]);
      return String.valueOf(said);
    } catch (JMException | RuntimeException anotherMachine) {
      return "";
    }
  }

  /** Whether all of it can be told: this is Linux, and the heap's place is known. */
  boolean tells() {
    return heapTo > heapFrom && own() > 0;
  }

  /** Resident memory of this process in bytes; 0 where the system does not tell. */
  long own() {
    return bytes("/proc/self/status", RESIDENT);
  }

  /**
   * The share of a process in resident memory, in bytes: a page that three have counts as a third.
   *
   * @return 0 where the system does not tell, or tells no more
   */
  long share(ProcessHandle process) {
    return bytes("/proc/" + process.pid() + "/smaps_rollup", SHARE);
  }

  /** The number of kilobytes after a word, in bytes: without any garbage worth the name. */
  private synchronized long bytes(String file, byte[] word) {
    int length;
    try (FileInputStream in = new FileInputStream(file)) {
      length = in.read(buffer);
    } catch (IOException gone) {
      return 0;
    }
    for (int at = 0; at + word.length < length; at++) {
      if (Arrays.equals(buffer, at, at + word.length, word, 0, word.length)) {
        long number = 0;
        for (int i = at + word.length; i < length && buffer[i] != '\n'; i++) {
          boolean digit = buffer[i] >= '0' && buffer[i] <= '9';
          number = digit ? 10 * number + (buffer[i] - '0') : number;
        }
        return KILO * number;
      }
    }
    return 0;
  }

  /**
   * The resident part of the heap, in bytes. It looks at each mapping of the process: some ten
   * milliseconds.
   */
  long heap() {
    long kilobytes = 0;
    boolean heap = false;
    try (BufferedReader lines =
        Files.newBufferedReader(PROC.resolve("self/smaps"), StandardCharsets.ISO_8859_1)) {
      String line;
      while ((line = lines.readLine()) != null) {
        if (!line.isEmpty() && Character.digit(line.charAt(0), 16) >= 0 && isRange(line)) {
          heap = isHeap(line);
        } else if (heap && line.startsWith("Rss:")) {
          kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    } catch (IOException | NumberFormatException notLinux) {
      return 0;
    }
    return KILO * kilobytes;
  }

  /** A mapping's first line: {@code e0000000-e4200000 rw-p ...}; all others begin with a word. */
  private static boolean isRange(String line) {
    int dash = line.indexOf('-');
    return dash > 0 && dash < line.indexOf(' ');
  }

  private boolean isHeap(String line) {
    int dash = line.indexOf('-');
    long from = Long.parseUnsignedLong(line.substring(0, dash), 16);
    long to = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
    return Long.compareUnsigned(from, heapFrom) >= 0 && Long.compareUnsigned(to, heapTo) <= 0;
  }
}
