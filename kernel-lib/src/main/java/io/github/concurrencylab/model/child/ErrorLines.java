package io.github.concurrencylab.model.child;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Uninterruptibly;
import io.github.concurrencylab.model.Printed;
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
 * What a process writes to its error stream: its last lines are kept, and all are shown to whoever
 * wants to see what tasks print. A thread of its own reads all of it, so that the process never
 * waits, and keeps little of it, however much and however long lines come.
 *
 * <p>A line may begin with what printed it, between the characters {@link #LABEL} and {@link
 * #TEXT}. Without such a label it is the process itself, or code that goes past Java or Python.
 */
final class ErrorLines {
  /** Begins a label. */
  static final char LABEL = '\u001e';

  /** Ends a label. */
  static final char TEXT = '\u001f';

  private static final int KEPT_LINES = 5;
  private static final int LONGEST_KEPT = 300;
  private static final int LONGEST_LINE = 1_000;
  private static final int LONGEST_LABEL = 40;

  /** How long to wait for a process that may just be ending, and then for its last lines. */
  private static final Duration MOMENT = Duration.ofMillis(200);

  private final Process process;
  private final String name;
  private final Predicate<String> worthKeeping;
  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;
  private volatile Printed shown = (by, text) -> {};

  /**
   * Creates a reader and starts it.
   *
   * @param process whose error stream
   * @param name the process's name
   * @param worthKeeping which lines may be among the last; those without text never are
   */
  ErrorLines(Process process, String name, Predicate<String> worthKeeping) {
    this.process = process;
    this.name = name;
    this.worthKeeping = worthKeeping;
    this.reader = Thread.ofPlatform().daemon().name(name + "-err").unstarted(this::read);
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
          take(line);
        } else if (line.length() < LONGEST_LINE) {
          line.append((char) next);
        }
      }
      take(line);
    } catch (IOException ended) {
      // It is gone: there is nothing more to read.
    }
  }

  private void take(StringBuilder line) {
    String text = line.toString();
    line.setLength(0);
    String by = name;
    int end = text.indexOf(TEXT);
    if (end > 0 && end <= LONGEST_LABEL && text.charAt(0) == LABEL) {
      by = Check.plain(text.substring(1, end));
      text = text.substring(end + 1);
    }
    if (text.isBlank() || !worthKeeping.test(text)) {
      return;
    }
    shown.line(by, Check.plain(text.stripTrailing().replace('\t', ' ')));
    synchronized (lines) {
      lines.addLast(Check.line(text, LONGEST_KEPT));
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
  }

  /** Shows all further lines. */
  void show(Printed printed) {
    shown = printed;
  }

  /**
   * How the process ended and what it last wrote.
   *
   * @return one line
   * @throws InterruptedException if interrupted while waiting for it a moment
   */
  String lastWords() throws InterruptedException {
    boolean ended = process.waitFor(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) {
      reader.join(MOMENT);
    }
    String end = ended ? "exit status " + process.exitValue() : "still running";
    synchronized (lines) {
      return lines.isEmpty() ? end : end + "; it said: " + String.join(" | ", lines);
    }
  }

  /** Returns when all was read that an ended process wrote, or after a moment. */
  void awaitEnd() {
    long deadline = System.nanoTime() + MOMENT.toNanos();
    Uninterruptibly.await(() -> {
      var ignored = reader.join(Duration.ofNanos(deadline - System.nanoTime()));
    });
  }
}
