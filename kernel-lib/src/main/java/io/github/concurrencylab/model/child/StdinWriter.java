package io.github.concurrencylab.model.child;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is written to the standard input of a process, without ever waiting for it: a write to a
 * process that does not read takes for ever, and no interruption ends it.
 *
 * <p>What a pipe takes even if nobody reads it is written at once; all else is left to a thread of
 * its own, which is started when it is first needed. One thread sends.
 */
final class StdinWriter {
  /** The least that a pipe holds. */
  private static final int FITS = 4_096;

  private static final int PIECE = 1 << 16;
  private static final byte[] END = {};

  private final OutputStream pipe;
  private final String name;
  private final BlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>();
  private final AtomicInteger unwritten = new AtomicInteger();
  private final AtomicLong pieces = new AtomicLong();
  private @Nullable Thread writer;
  private long unread;

  /**
   * Creates a writer with nothing to write yet.
   *
   * @param process who is written to
   * @param name the writing thread's
   */
  public StdinWriter(Process process, String name) {
    this.pipe = process.getOutputStream();
    this.name = name;
  }

  /**
   * Writes, now or later, after all that was sent before; to a process that is gone, nothing.
   *
   * @param bytes at least one, which nobody changes any more
   * @throws IOException if the system has no thread left for it
   */
  public void send(byte[] bytes) throws IOException {
    unread += bytes.length;
    if (unread <= FITS && unwritten.get() == 0) {
      writeNow(bytes);
      return;
    }
    if (writer == null) {
      Thread thread = Thread.ofPlatform().daemon().name(name).unstarted(this::write);
      start(thread);
      writer = thread;
    }
    unwritten.incrementAndGet();
    waiting.add(bytes);
  }

  private void writeNow(byte[] bytes) {
    try {
      pipe.write(bytes);
      pipe.flush();
    } catch (IOException gone) {
      // Whoever reads what the process says hears how it ended.
    }
  }

  private static void start(Thread thread) throws IOException {
    try {
      thread.start();
    } catch (OutOfMemoryError noThread) {
      throw new IOException(noThread.getMessage(), noThread);
    }
  }

  private void write() {
    try {
      byte[] bytes = waiting.take();
      while (bytes.length > 0) {
        for (int at = 0; at < bytes.length; at += PIECE) {
          pipe.write(bytes, at, Math.min(PIECE, bytes.length - at));
          pieces.incrementAndGet();
        }
        pipe.flush();
        unwritten.decrementAndGet();
        bytes = waiting.take();
      }
      pipe.close();
    } catch (IOException gone) {
      // As above.
    } catch (InterruptedException nobodyDoes) {
      throw new IllegalStateException(nobodyDoes);
    }
  }

  /** Says that the process has answered: it has read all that was sent. */
  public void answered() {
    unread = 0;
  }

  /**
   * A sign of life: what is waiting is being read.
   *
   * @return a number that grows meanwhile
   */
  public long pieces() {
    return pieces.get();
  }

  /** Ends the process's standard input, once all is written; does not wait for that. */
  public void close() {
    if (writer != null) {
      waiting.add(END);
      return;
    }
    try {
      pipe.close();
    } catch (IOException gone) {
      // It has ended already.
    }
  }
}
