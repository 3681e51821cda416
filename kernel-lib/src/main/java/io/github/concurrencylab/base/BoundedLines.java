package io.github.concurrencylab.base;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The first and the last of any number of lines, and how many were between. For one thread. */
public final class BoundedLines {
  /** Lines at the beginning that are kept. */
  public static final int FIRST = 10;

  /** Lines at the end that are kept. */
  public static final int LAST = 10;

  private final List<String> first = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();
  private long between;

  /** Creates an empty buffer. */
  public BoundedLines() {}

  /**
   * Takes one more line.
   *
   * @param line the line
   * @return whether it is one of the first
   */
  public boolean add(String line) {
    if (first.size() < FIRST) {
      first.add(line);
      return true;
    }
    last.addLast(line);
    if (last.size() > LAST) {
      last.removeFirst();
      between++;
    }
    return false;
  }

  /**
   * All that is kept but the first lines.
   *
   * @return how many lines are left out, if any, then the last ones
   */
  public List<String> rest() {
    List<String> lines = new ArrayList<>();
    if (between > 0) {
      lines.add(
          String.format(Locale.ROOT, "… %,d more %s …", between, between == 1 ? "line" : "lines"));
    }
    lines.addAll(last);
    return lines;
  }

  /**
   * All that is kept.
   *
   * @return the first lines and the {@linkplain #rest rest}
   */
  public List<String> all() {
    List<String> lines = new ArrayList<>(first);
    lines.addAll(rest());
    return lines;
  }
}
