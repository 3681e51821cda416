package io.github.concurrencylab.model.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.concurrencylab.base.MemoryLimit;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.model.child.LabelledOutput;
import io.github.concurrencylab.model.child.RemoteThrowable;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The child's side: reads frames from standard input, runs one task at a time, writes frames to
 * standard output.
 *
 * <p>The main thread does nothing but read, so that it sees the end of standard input, and with it
 * the end of the parent, even while a task computes. It then halts the virtual machine at once.
 */
final class ChildMain {
  private static final long PROGRESS_NANOS = 50_000_000;
  private static final long BEAT_MILLIS = 500;
  private static final int LONGEST_ERROR = 2_000;
  private static final byte[] NO_MEMORY =
      "java.lang.OutOfMemoryError: no heap is left for an answer\n".getBytes(US_ASCII);

  private final OutputStream out;
  private final ArrayBlockingQueue<Integer> asked = new ArrayBlockingQueue<>(1);
  private volatile @Nullable List<Task> tasks;
  private volatile @Nullable TransferredTasks transferred;
  private volatile boolean spoke;

  ChildMain(OutputStream out) {
    this.out = out;
  }

  /** Runs until standard input ends. */
  public static void main(String[] args) {
    InputStream in = new FileInputStream(FileDescriptor.in);
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    LabelledOutput.install(); // what a task prints must not get among the frames
    int status = 0;
    try {
      new ChildMain(out).serve(in);
    } catch (IOException | InterruptedException parentIsGone) {
      System.err.println(parentIsGone.getMessage()); // or it sent what no parent sends
      status = 1;
    } catch (Throwable noMemoryToRead) {
      end(noMemoryToRead);
    }
    Runtime.getRuntime().halt(status);
  }

  void serve(InputStream in) throws IOException, InterruptedException {
    new Worker().start();
    send(new ChildMessage.Ready());
    Thread pulse = new Pulse();
    pulse.start();
    try {
      read(in);
    } finally {
      pulse.interrupt();
    }
  }

  private void read(InputStream in) throws IOException, InterruptedException {
    ChildMessage message;
    while ((message = ChildMessage.read(in)) != null) {
      if (message instanceof ChildMessage.Work(var data)) {
        tasks = data.workload().newTasks();
      } else if (message instanceof ChildMessage.Run(int task)) {
        asked.put(task);
      } else if (message instanceof ChildMessage.Load load) {
        transferred = new TransferredTasks(load, this);
      } else if (message instanceof ChildMessage.Code code && transferred != null) {
        transferred.answered(code);
      } else {
        throw new IOException("unexpected " + message);
      }
    }
  }

  /** Runs the tasks. A class, since a lambda would cost a child's start some milliseconds. */
  private final class Worker extends Thread {
    Worker() {
      super("worker");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (true) {
          runTask(asked.take());
        }
      } catch (IOException | InterruptedException parentIsGone) {
        Runtime.getRuntime().halt(1);
      } catch (Throwable noMemoryToAnswer) {
        end(noMemoryToAnswer);
      }
    }
  }

  /**
   * Tells the parent twice a second that the virtual machine lives, if nothing else does: a task
   * may be silent for as long as it likes, a child may not. It needs no memory for that, so that it
   * goes on while a task runs out of it.
   */
  private final class Pulse extends Thread {
    private final byte[] beat = Frames.bytes(new ChildMessage.Beat());

    Pulse() throws IOException {
      super("pulse");
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        while (true) {
          sleep(BEAT_MILLIS);
          if (!spoke) {
            send(beat);
          }
          spoke = false;
        }
      } catch (InterruptedException end) {
        // All has been read.
      } catch (IOException parentIsGone) {
        Runtime.getRuntime().halt(1);
      }
    }
  }

  /** A child that cannot go on must not stay: its parent would wait for it. */
  private static void end(Throwable why) {
    try {
      System.err.println(why);
    } catch (OutOfMemoryError noMemoryForText) {
      System.err.write(NO_MEMORY, 0, NO_MEMORY.length);
    } finally {
      Runtime.getRuntime().halt(1);
    }
  }

  private void runTask(int index) throws IOException, InterruptedException {
    Reporter reporter = new Reporter();
    ChildMessage answer;
    LabelledOutput.taskBegins(index);
    try {
      answer = answer(index, reporter);
    } catch (Throwable thrown) {
      // An interruption too: nobody but the task itself can have interrupted it.
      answer = failed(index, thrown);
    }
    if (Thread.interrupted() && !(answer instanceof ChildMessage.Failed)) {
      answer = new ChildMessage.Failed(index, Recording.INTERRUPTED_ITSELF);
    }
    LabelledOutput.taskEnds();
    reporter.report();
    send(answer);
  }

  private static ChildMessage failed(int index, Throwable thrown) throws IOException {
    String error = words(thrown);
    String some = error.substring(0, Math.min(LONGEST_ERROR, error.length()));
    return thrown instanceof OutOfMemoryError
        ? new ChildMessage.Failed(index, some)
        : new ChildMessage.Failed(index, some, ByteBuffer.wrap(RemoteThrowable.bytes(thrown)));
  }

  private static String words(Throwable thrown) {
    return thrown instanceof OutOfMemoryError full
        ? MemoryLimit.explainedInChild(full)
        : thrown.toString();
  }

  private ChildMessage answer(int index, Safepoint safepoint) throws Exception {
    TransferredTasks own = transferred;
    List<Task> all = own == null ? tasks : own.tasks();
    if (all == null) {
      throw new IOException("asked to run before a workload came");
    }
    long start = System.nanoTime();
    Object result = all.get(index).run(safepoint);
    long nanos = System.nanoTime() - start;
    return own == null
        ? new ChildMessage.Done(index, nanos, (Long) result)
        : own.returned(index, nanos, result);
  }

  void send(ChildMessage message) throws IOException {
    send(Frames.bytes(message));
  }

  private synchronized void send(byte[] frame) throws IOException {
    out.write(frame);
    out.flush();
    spoke = true;
  }

  /** The child's safepoint: sums up progress, and reports it twenty times a second. */
  private final class Reporter implements Safepoint {
    private long units;
    private long reported = System.nanoTime();

    @Override
    public void reached(long more) throws InterruptedException {
      units += more;
      if (System.nanoTime() - reported >= PROGRESS_NANOS) {
        try {
          report();
        } catch (IOException parentIsGone) {
          throw new InterruptedException();
        }
      }
    }

    private void report() throws IOException {
      if (units > 0) {
        send(new ChildMessage.Progressed(units));
      }
      units = 0;
      reported = System.nanoTime();
    }
  }
}
