package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.child.ChildTime;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.Liveness;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.workload.OwnTasks;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Executions on one driver, which the first of them starts. */
final class SparkSession implements Session {
  /** How long a driver may take to start, and how long it may give no sign of life afterwards. */
  record Patience(Duration start, Duration silence) {
    /** A driver is up within some seconds, on a busy machine later; a cluster may be far away. */
    static final Patience STANDARD = new Patience(Duration.ofMinutes(2), Defaults.CHILD_SILENCE);
  }

  /** Starts a driver. */
  @FunctionalInterface
  interface Start {
    Driver driver() throws IOException;
  }

  private static final int LONGEST_REASON = 2_000;

  private final Spark model;
  private final Start start;
  private final Patience patience;
  private @Nullable Driver driver;
  private DriverMessage.Executors executors = new DriverMessage.Executors(0, 0);

  SparkSession(Spark model, Start start, Patience patience) {
    this.model = model;
    this.start = start;
    this.patience = patience;
  }

  static SparkSession of(Spark model, SparkJars jars) {
    Path engine = jars.engine(model.name()); // compiled now, which is no execution's time
    return new SparkSession(model, () -> Driver.start(model, jars, engine), Patience.STANDARD);
  }

  @Override
  public String runtime() {
    DriverMessage.Executors there = executors;
    return there.cores() == 0
        ? "Spark " + SparkJars.VERSION
        : String.format(
            Locale.ROOT,
            "Spark %s (%,d %s, %,d %s)",
            SparkJars.VERSION,
            there.executors(),
            there.executors() == 1 ? "executor" : "executors",
            there.cores(),
            there.cores() == 1 ? "core" : "cores");
  }

  @Override
  public Execution execute(Workload workload, Progress progress) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    try {
      Recording recording = new Recording(model, workload);
      long startNanos = SparkWork.epochNanos();
      Job job = job(workload);
      Driver running = driver(progress);
      long before = ChildTime.nanos(running.handle());
      recording.poolIsReady();
      long executorCpu = run(running, job, recording, startNanos, progress);
      Recording.Finished finished = recording.finish();
      long driverCpu = ChildTime.nanos(running.handle()) - before;
      return finished.execution(driverCpu + (model.isLocal() ? 0 : executorCpu));
    } catch (InterruptedException | RuntimeException failed) {
      kill(); // whatever it is doing, nobody wants it any more
      throw failed;
    }
  }

  /** What is to be run, and for tasks of one's own what reads their results. */
  private record Job(Workload workload, SparkWork work, @Nullable Transfer shipment) {
    Object result(byte[] bytes) throws IOException {
      return shipment == null ? (Object) ByteBuffer.wrap(bytes).getLong() : shipment.result(bytes);
    }
  }

  private Job job(Workload workload) {
    model
        .refusal(workload)
        .ifPresent(refusal -> {
          throw new ModelUnavailableException(refusal, null);
        });
    if (!(workload instanceof OwnTasks own)) {
      return new Job(workload, new SparkWork(workload.dataForChild(), workload.tasks()), null);
    }
    Transfer shipment = Transfer.of(model.name(), own);
    try {
      return new Job(workload, SparkWork.own(own.tasks(), shipment.parcel()), shipment);
    } catch (IOException tooLarge) {
      throw new ModelUnavailableException(
          Transfer.refusal(model.name(), own) + tooLarge.getMessage(), null);
    }
  }

  private Driver driver(Progress progress) throws InterruptedException {
    Driver running = driver;
    if (running != null) {
      progress.childJoined(running.handle(), ChildTime.nanos(running.handle()));
      return running;
    }
    try {
      running = start.driver();
    } catch (IOException refused) {
      throw new ModelUnavailableException(
          "%s: its driver could not be started: %s".formatted(model.name(), refused.getMessage()),
          refused);
    }
    driver = running;
    progress.childStarted(running.handle());
    return switch (running.next(patience.start())) {
      case null ->
          throw unavailable(running, "was not ready within " + patience.start().toSeconds() + " s");
      case Driver.Event.Said(DriverMessage.Ready ready) -> running;
      case Driver.Event.Said(DriverMessage.Failed(int task, var worker, var error)) ->
          throw unavailable(running, "failed to start: " + error);
      case Driver.Event.Said(var other) -> throw unavailable(running, "began with " + other);
      case Driver.Event.Ended(var why) -> throw unavailable(running, "did not start: " + why);
    };
  }

  private ModelUnavailableException unavailable(Driver running, String how)
      throws InterruptedException {
    return new ModelUnavailableException(
        "%s: its driver %s, %s".formatted(model.name(), how, running.lastWords()), null);
  }

  /** Runs all tasks; returns the processor time that they used. */
  private long run(Driver running, Job job, Recording recording, long startNanos, Progress progress)
      throws InterruptedException {
    Workload workload = job.workload();
    try {
      running.send(new DriverMessage.Run(job.work()));
    } catch (IOException noThread) {
      throw failed(workload, noThread.getMessage() + Launch.REMEDY, noThread);
    }
    long cpu = 0;
    int done = 0;
    long heard = 0;
    Liveness<Driver> silence = new Liveness<>(patience.silence());
    while (done < workload.tasks()) {
      Driver.Event event = running.next(silence.tick());
      heard += event == null ? 0 : 1;
      long signs = heard + running.piecesRead();
      if (silence.tooLong(List.of(running), any -> signs) != null) {
        throw failed(workload, "it " + silence.words() + ", " + running.lastWords(), null);
      }
      switch (event) {
        case null -> {}
        case Driver.Event.Said(DriverMessage.Beat beat) -> {}
        case Driver.Event.Said(DriverMessage.Ended(int task)) ->
            progress.add(share(workload, task));
        case Driver.Event.Said(DriverMessage.Done(int task, var worker, var times, var result))
            when task >= 0 && task < workload.tasks() -> {
          long now = recording.now();
          // Clocks of two machines may differ: no span begins before its trial or ends after it.
          long end = Math.clamp(times.end() - startNanos, 0, now);
          long start = Math.clamp(times.start() - startNanos, 0, end);
          Span span = new Span(task, worker, start, end);
          recording.record(task, result(job, result.array(), recording, span), span);
          cpu += times.cpu();
          done++;
        }
        case Driver.Event.Said(DriverMessage.Executors there) -> executors = there;
        case Driver.Event.Said(DriverMessage.Failed(int task, var worker, var error)) -> {
          throw task < 0 || task >= workload.tasks()
              ? failed(workload, error, null)
              : recording.failed(task, worker, error, null);
        }
        case Driver.Event.Said(var other) ->
            throw failed(workload, "it sent an unexpected " + other, null);
        case Driver.Event.Ended(var why) ->
            throw failed(workload, why + ", " + running.lastWords(), null);
      }
    }
    running.answered();
    return cpu;
  }

  private static Object result(Job job, byte[] bytes, Recording recording, Span span) {
    try {
      return job.result(bytes);
    } catch (IOException refused) {
      throw recording.failed(
          span.task(), span.worker(), String.valueOf(refused.getMessage()), refused);
    }
  }

  /** The work of one task, so that those of all tasks add up to all. */
  private static long share(Workload workload, int task) {
    long each = workload.units() / workload.tasks();
    return task == 0 ? workload.units() - each * (workload.tasks() - 1) : each;
  }

  private TaskFailedException failed(Workload workload, String how, @Nullable Throwable cause) {
    return new TaskFailedException(
        "(%s) failed under %s on its driver: %s"
            .formatted(workload.name(), model.name(), Check.line(how, LONGEST_REASON)),
        cause);
  }

  private void kill() {
    if (driver != null) {
      driver.kill();
      driver = null;
    }
  }

  @Override
  public void close() {
    if (driver != null) {
      driver.close();
      driver = null;
    }
  }
}
