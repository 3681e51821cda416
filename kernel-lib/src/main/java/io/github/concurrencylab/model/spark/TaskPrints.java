package io.github.concurrencylab.model.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.concurrencylab.base.BoundedLines;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one task prints on an executor, where other tasks run beside it: standard output and
 * standard error of its thread, and of threads that this one starts, are kept here, to travel with
 * its outcome. What others print goes where it went before.
 */
final class TaskPrints implements AutoCloseable {
  private static final int LONGEST_LINE = 1_000;

  private static final InheritableThreadLocal<@Nullable TaskPrints> OF_THREAD =
      new InheritableThreadLocal<>();

  private static boolean installed;

  private final BoundedLines lines = new BoundedLines();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private TaskPrints() {}

  /** Keeps what the calling thread prints, until closed. */
  static TaskPrints begin() {
    install();
    TaskPrints prints = new TaskPrints();
    OF_THREAD.set(prints);
    return prints;
  }

  private static synchronized void install() {
    if (!installed) {
      installed = true;
      System.setOut(new PrintStream(new Sorted(System.out), true, UTF_8));
      System.setErr(new PrintStream(new Sorted(System.err), true, UTF_8));
    }
  }

  /** Gives each thread's output to its task, if it has one. */
  private static final class Sorted extends OutputStream {
    private final PrintStream others;

    Sorted(PrintStream others) {
      this.others = others;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      TaskPrints task = OF_THREAD.get();
      if (task == null) {
        others.write(bytes, offset, length);
      } else {
        task.add(bytes, offset, length);
      }
    }

    @Override
    public void flush() {
      others.flush();
    }
  }

  private synchronized void add(byte[] bytes, int offset, int length) {
    for (int at = offset; at < offset + length; at++) {
      if (bytes[at] == '\n') {
        endLine();
      } else if (line.size() < LONGEST_LINE) {
        line.write(bytes[at]);
      }
    }
  }

  private void endLine() {
    String text = line.toString(UTF_8).stripTrailing();
    line.reset();
    if (!text.isEmpty()) {
      lines.add(text);
    }
  }

  /** The first and last lines that it has printed so far. */
  synchronized List<String> lines() {
    endLine();
    return lines.all();
  }

  @Override
  public void close() {
    OF_THREAD.remove();
  }
}
