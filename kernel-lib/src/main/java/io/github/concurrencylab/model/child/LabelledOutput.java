package io.github.concurrencylab.model.child;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * The child's side of what tasks print, for a child that runs one task at a time: standard output
 * and standard error both go to the error stream, at once, each line with the task that runs.
 * Standard output itself is for messages, and so is standard input.
 */
public final class LabelledOutput extends OutputStream {
  private static final OutputStream ERRORS = new FileOutputStream(FileDescriptor.err);
  private static final byte[] NO_LABEL = {};

  private static byte[] label = NO_LABEL;

  /** Which of the two streams has begun a line and not ended it. */
  private static @Nullable LabelledOutput midLine;

  private LabelledOutput() {}

  /** Takes the place of the standard streams; the input is at its end. */
  public static void install() {
    System.setIn(InputStream.nullInputStream());
    System.setOut(new PrintStream(new LabelledOutput(), true, UTF_8));
    System.setErr(new PrintStream(new LabelledOutput(), true, UTF_8));
  }

  /**
   * Says that a task begins.
   *
   * @param index its index
   */
  public static void taskBegins(int index) {
    // No concatenation: the first one in a virtual machine takes milliseconds to link.
    StringBuilder words = new StringBuilder().append(ErrorLines.LABEL).append("task ");
    label(words.append(index + 1).append(ErrorLines.TEXT).toString().getBytes(UTF_8));
  }

  /** Says that the task has ended, and with it its last line. */
  public static void taskEnds() {
    label(NO_LABEL);
  }

  private static void label(byte[] next) {
    synchronized (ERRORS) {
      try {
        endLine();
      } catch (IOException parentIsGone) {
        // Whoever reads messages sees that too.
      }
      label = next;
    }
  }

  private static void endLine() throws IOException {
    if (midLine != null) {
      ERRORS.write('\n');
      midLine = null;
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  // It needs no memory: what has run out of it may still say so.
  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    synchronized (ERRORS) {
      if (midLine != this) {
        endLine();
      }
      int end = offset + length;
      for (int from = offset; from < end; ) {
        if (midLine == null) {
          ERRORS.write(label);
        }
        int to = from;
        while (to < end && bytes[to] != '\n') {
          to++;
        }
        midLine = to < end ? null : this;
        to = Math.min(end, to + 1);
        ERRORS.write(bytes, from, to - from);
        from = to;
      }
    }
  }
}
