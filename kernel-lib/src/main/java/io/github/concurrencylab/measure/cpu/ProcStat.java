package io.github.concurrencylab.measure.cpu;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Linux's own counters, read from {@code /proc/stat}: a quarter of the cost of asking a library.
 * The file stays open, and only its first lines, one for each processor, are looked at.
 */
public final class ProcStat implements ProcessorCounters {
  // The numbers of a processor's line. What guests used is in the first two already.
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STOLEN = 7;
  private static final int COUNTED = 8;

  // Not a channel: an interruption of the reading thread would close it.
  private final RandomAccessFile file;
  private byte[] bytes = new byte[4_096];

  /**
   * Creates a reader of the file.
   *
   * @param path the file
   * @throws IOException if it cannot be read, or has no processor in it
   */
  public ProcStat(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
    try {
      if (readAll().isEmpty()) {
        throw new IOException("no processors in " + path);
      }
    } catch (IOException | RuntimeException unusable) {
      file.close();
      throw unusable;
    }
  }

  @Override
  public List<ProcessorTicks> read() {
    try {
      return readAll();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private List<ProcessorTicks> readAll() throws IOException {
    file.seek(0);
    int length = 0;
    while (true) {
      int more = file.read(bytes, length, bytes.length - length);
      if (more > 0) {
        length += more;
      }
      if (more <= 0 || hasAllProcessors(length)) {
        return parse(length);
      }
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * length);
      }
    }
  }

  /** Whether a line has been reached that is no processor's. */
  private boolean hasAllProcessors(int length) {
    for (int at = 1; at < length; at++) {
      if (bytes[at - 1] == '\n' && bytes[at] != 'c') {
        return true;
      }
    }
    return false;
  }

  private List<ProcessorTicks> parse(int length) {
    List<ProcessorTicks> processors = new ArrayList<>();
    int at = 0;
    while (at + 3 < length && bytes[at] == 'c' && bytes[at + 1] == 'p' && bytes[at + 2] == 'u') {
      boolean one = bytes[at + 3] != ' '; // the first line is all of them
      while (at < length && bytes[at] != ' ' && bytes[at] != '\n') {
        at++;
      }
      long all = 0;
      long idle = 0;
      long stolen = 0;
      for (int i = 0; at < length && bytes[at] != '\n'; ) {
        if (bytes[at] == ' ') {
          at++;
          continue;
        }
        long number = 0;
        for (; at < length && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
          number = 10 * number + (bytes[at] - '0');
        }
        all += i < COUNTED ? number : 0;
        idle += i == IDLE || i == IO_WAIT ? number : 0;
        stolen = i == STOLEN ? number : stolen;
        i++;
        if (at < length && bytes[at] != ' ' && bytes[at] != '\n') {
          return processors; // not a line of numbers
        }
      }
      at++;
      if (one) {
        processors.add(new ProcessorTicks(all, idle, stolen));
      }
    }
    return processors;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException closedEnough) {
      // Nothing was written.
    }
  }
}
