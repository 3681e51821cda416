package io.github.concurrencylab.model.child;

import io.github.concurrencylab.base.Check;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The last lines that a process wrote to its error stream. A thread of its own reads all of it, so
 * that the process never waits, and keeps little of it, however much and however long lines come.
 */
public final class ErrorLines {
  private static final int KEPT_LINES = 5;
  private static final int LONGEST_LINE = 300;

  /** How long to wait for a process that may just be ending, and then for its last lines. */
  private static final Duration MOMENT = Duration.ofMillis(200);

  private final Process process;
  private final Predicate<String> worthKeeping;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  /**
   * Begins to read.
   *
   * @param process whose error stream
   * @param name the reading thread's
   */
  public ErrorLines(Process process, String name) {
    this(process, name, line -> true);
  }

  /**
   * Begins to read, and passes over some lines.
   *
   * @param process whose error stream
   * @param name the reading thread's
   * @param worthKeeping which lines may be among the last; those without text never are
   */
  public ErrorLines(Process process, String name, Predicate<String> worthKeeping) {
    this.process = process;
    this.worthKeeping = worthKeeping;
    this.reader = Thread.ofPlatform().daemon().name(name).unstarted(this::read);
    reader.start();
  }

  private void read() {
    try (Reader in =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      int next;
      while ((next = in.read()) >= 0) {
        if (next == '\n') {
          keep(line);
        } else if (line.length() < LONGEST_LINE) {
          line.append((char) next);
        }
      }
      keep(line);
    } catch (IOException ended) {
      // It is gone: there is nothing more to read.
    }
  }

  private void keep(StringBuilder line) {
    String text = line.toString();
    line.setLength(0);
    if (text.isBlank() || !worthKeeping.test(text)) {
      return;
    }
    synchronized (lines) {
      lines.addLast(Check.line(text, LONGEST_LINE));
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
  }

  /**
   * How the process ended and what it last wrote.
   *
   * @return one line
   * @throws InterruptedException if interrupted while waiting for it a moment
   */
  public String lastWords() throws InterruptedException {
    boolean ended = process.waitFor(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) {
      reader.join(MOMENT);
    }
    String end = ended ? "exit status " + process.exitValue() : "still running";
    synchronized (lines) {
      return lines.isEmpty() ? end : end + "; it said: " + String.join(" | ", lines);
    }
  }
}
