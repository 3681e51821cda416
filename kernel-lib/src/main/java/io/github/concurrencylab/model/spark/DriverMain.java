package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.model.child.Frames;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side: starts Spark, then reads work from standard input and writes outcomes to
 * standard output.
 *
 * <p>The main thread does nothing but read, so that it sees the end of standard input, and with it
 * the end of the lab, even while Spark works. It then halts the virtual machine at once.
 */
final class DriverMain {
  /** The class that is written against Spark. */
  static final String ENGINE = "io.github.concurrencylab.model.spark.SparkEngine";

  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration END = Duration.ofSeconds(2);
  private static final int LONGEST_ERROR = 2_000;

  private final OutputStream out;
  private final BlockingQueue<SparkWork> asked = new LinkedBlockingQueue<>();

  private volatile @Nullable Engine engine;

  private DriverMain(OutputStream out) {
    this.out = out;
  }

  /**
   * Runs until standard input ends.
   *
   * @param args the master, then the jars that executors need
   */
  public static void main(String[] args) {
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err); // what Spark prints must not get among the messages
    System.setIn(InputStream.nullInputStream());
    DriverMain driver = new DriverMain(out);
    Thread.ofPlatform().daemon().name("driver").start(() -> driver.work(args));
    int status = 0;
    try {
      driver.listen(in);
    } catch (IOException labIsGone) {
      status = 1;
    }
    driver.close();
    Runtime.getRuntime().halt(status);
  }

  /** Lets Spark say goodbye to its master and remove its files, unless that takes too long. */
  private void close() {
    Engine running = engine;
    if (running == null) {
      return;
    }
    Thread closing = Thread.ofPlatform().daemon().start(running::close);
    try {
      closing.join(END);
    } catch (InterruptedException now) {
      Thread.currentThread().interrupt();
    }
  }

  private void listen(InputStream in) throws IOException {
    DriverMessage message;
    while ((message = DriverMessage.read(in)) != null) {
      if (message instanceof DriverMessage.Run(SparkWork work)) {
        asked.add(work);
      } else {
        throw new IOException("unexpected " + message);
      }
    }
  }

  private void work(String... args) {
    try {
      var jars = Arrays.asList(args).subList(1, args.length).toArray(String[]::new);
      Engine started =
          Class.forName(ENGINE)
              .asSubclass(Engine.class)
              .getConstructor(String.class, String[].class)
              .newInstance(args[0], jars);
      engine = started;
      send(new DriverMessage.Ready(started.version()));
      Thread.ofPlatform().daemon().name("pulse").start(this::pulse);
      while (true) {
        run(started, asked.take());
      }
    } catch (Throwable failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      try {
        send(new DriverMessage.Failed(-1, "driver", words(cause), ByteBuffer.allocate(0)));
      } catch (IOException labIsGone) {
        Runtime.getRuntime().halt(1);
      }
    }
  }

  /** Tells the lab each second that the driver lives: a job may say nothing for long. */
  private void pulse() {
    try {
      while (true) {
        Thread.sleep(BEAT);
        send(new DriverMessage.Beat());
      }
    } catch (IOException | InterruptedException labIsGone) {
      Runtime.getRuntime().halt(1);
    }
  }

  private void run(Engine engine, SparkWork work) throws Exception {
    List<TaskOutcome> outcomes = engine.run(work, this::ended);
    int[] executors = engine.executors();
    send(new DriverMessage.Executors(executors[0], executors[1]));
    send(new DriverMessage.Counted(engine.traffic()));
    for (TaskOutcome outcome : outcomes) {
      for (String line : outcome.printed()) {
        send(new DriverMessage.Printed(outcome.task(), line));
      }
    }
    for (TaskOutcome outcome : outcomes) {
      if (!outcome.error().isEmpty()) {
        send(
            new DriverMessage.Failed(
                outcome.task(),
                outcome.worker(),
                outcome.error(),
                ByteBuffer.wrap(outcome.thrown())));
        return;
      }
      send(
          new DriverMessage.Done(
              outcome.task(),
              outcome.worker(),
              new DriverMessage.Times(outcome.startNanos(), outcome.endNanos(), outcome.cpuNanos()),
              ByteBuffer.wrap(outcome.result())));
    }
  }

  private void ended(int task) {
    try {
      send(new DriverMessage.Ended(task));
    } catch (IOException labIsGone) {
      Runtime.getRuntime().halt(1);
    }
  }

  private static String words(Throwable failed) {
    String error = String.valueOf(failed).strip().replaceAll("\\s*\\R\\s*", " ");
    return error.substring(0, Math.min(LONGEST_ERROR, error.length()));
  }

  private synchronized void send(DriverMessage message) throws IOException {
    out.write(Frames.bytes(message));
    out.flush();
  }
}
