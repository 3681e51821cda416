package io.github.concurrencylab.model.spark;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.model.CpuTime;
import io.github.concurrencylab.model.Execution;
import io.github.concurrencylab.model.ModelUnavailableException;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.model.Recording;
import io.github.concurrencylab.model.Session;
import io.github.concurrencylab.model.Span;
import io.github.concurrencylab.model.TaskFailedException;
import io.github.concurrencylab.model.Traffic;
import io.github.concurrencylab.model.child.ChildProcess;
import io.github.concurrencylab.model.child.ChildProcess.Event;
import io.github.concurrencylab.model.child.ChildTime;
import io.github.concurrencylab.model.child.Frames;
import io.github.concurrencylab.model.child.Launch;
import io.github.concurrencylab.model.child.Liveness;
import io.github.concurrencylab.model.child.RemoteThrowable;
import io.github.concurrencylab.model.transfer.Transfer;
import io.github.concurrencylab.model.transfer.TransferredClass;
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
      // A driver that is started in this trial has used all its time in it.
      CpuTime before = driver == null ? CpuTime.NONE : ChildTime.cpuTime(driver.child().handle());
      Recording recording = Recording.elsewhere(model, workload);
      long startNanos = SparkWork.epochNanos();
      Job job = job(workload);
      Driver running = driver(progress);
      recording.poolIsReady();
      Told told = run(running, job, recording, startNanos, progress);
      Recording.Finished finished = recording.finish();
      CpuTime driverCpu = ChildTime.cpuTime(running.child().handle()).since(before);
      CpuTime cpu = model.isLocal() ? driverCpu : driverCpu.plus(new CpuTime(told.cpu(), 0));
      return finished.execution(cpu).with(told.traffic());
    } catch (InterruptedException | RuntimeException failed) {
      kill(); // whatever it is doing, nobody wants it any more
      throw failed;
    }
  }

  /** What is to be run, and for tasks of one's own what reads their results. */
  private record Job(Workload workload, SparkWork work, @Nullable Transfer transfer) {
    Object result(byte[] bytes) throws IOException {
      return transfer == null ? (Object) ByteBuffer.wrap(bytes).getLong() : transfer.result(bytes);
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
    Transfer transfer = Transfer.of(model.name(), own);
    try {
      return new Job(workload, SparkWork.own(own.tasks(), transfer.serialized()), transfer);
    } catch (IOException tooLarge) {
      throw new ModelUnavailableException(
          Transfer.refusal(model.name(), own) + tooLarge.getMessage(), null);
    }
  }

  private Driver driver(Progress progress) throws InterruptedException {
    Driver running = driver;
    if (running != null) {
      progress.childJoined(running.child().handle(), ChildTime.nanos(running.child().handle()));
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
    progress.childStarted(running.child().handle());
    return switch (running.child().next(patience.start())) {
      case null ->
          throw unavailable(running, "was not ready within " + patience.start().toSeconds() + " s");
      case Event.Said(var child, DriverMessage.Ready ready) -> running;
      case Event.Said(var child, DriverMessage.Failed(int task, var worker, var error, var none)) ->
          throw unavailable(running, "failed to start: " + error);
      case Event.Said(var child, var other) -> throw unavailable(running, "began with " + other);
      case Event.Ended(var child, var how) -> throw unavailable(running, "did not start: " + how);
    };
  }

  private ModelUnavailableException unavailable(Driver running, String how)
      throws InterruptedException {
    return new ModelUnavailableException(
        "%s: its driver %s, %s".formatted(model.name(), how, running.child().lastWords()), null);
  }

  /** What the driver told of all tasks: their processor time, and what travelled. */
  private record Told(long cpu, Traffic traffic) {}

  private Told run(Driver running, Job job, Recording recording, long startNanos, Progress progress)
      throws InterruptedException {
    Workload workload = job.workload();
    try {
      running.child().send(Frames.bytes(new DriverMessage.Run(job.work())));
    } catch (IOException noThread) {
      throw failed(recording, noThread.getMessage() + Launch.REMEDY, noThread);
    }
    long cpu = 0;
    Traffic traffic = Traffic.NONE;
    int done = 0;
    Liveness<ChildProcess<DriverMessage>> liveness = new Liveness<>(patience.silence());
    while (done < workload.tasks()) {
      Event<DriverMessage> event = running.child().next(liveness.tick());
      var silent = liveness.tooLong(List.of(running.child()), ChildProcess::signsOfLife);
      if (silent != null) {
        throw failed(recording, "it " + liveness.words() + ", " + silent.lastWords(), null);
      }
      switch (event) {
        case null -> {}
        case Event.Said(var child, DriverMessage.Beat beat) -> {}
        case Event.Said(var child, DriverMessage.Ended(int task)) ->
            progress.add(share(workload, task));
        case Event.Said(var child, DriverMessage.Done(int task, var worker, var times, var result))
            when recording.awaits(task) -> {
          long now = recording.now();
          // Clocks of two machines may differ: no span begins before its trial or ends after it.
          long end = Math.clamp(times.end() - startNanos, 0, now);
          long start = Math.clamp(times.start() - startNanos, 0, end);
          Span span = new Span(task, worker, start, end);
          recording.record(
              task, result(job, TransferredClass.array(result), recording, span), span);
          cpu += times.cpu();
          done++;
        }
        case Event.Said(var child, DriverMessage.Printed(int task, String line)) ->
            progress.printed().line("task " + (task + 1), Check.plain(line));
        case Event.Said(var child, DriverMessage.Executors there) -> executors = there;
        case Event.Said(var child, DriverMessage.Counted(Traffic counted)) -> traffic = counted;
        case Event.Said(
                var child,
                DriverMessage.Failed(int task, var worker, var error, var thrown)) -> {
          throw task < 0 || task >= workload.tasks()
              ? failed(recording, error, null)
              : recording.failed(task, worker, error, RemoteThrowable.read(thrown));
        }
        case Event.Said(var child, var other) ->
            throw failed(recording, "it sent an unexpected " + other, null);
        case Event.Ended(var child, var how) ->
            throw failed(recording, how + ", " + running.child().lastWords(), null);
      }
    }
    running.child().answered();
    return new Told(cpu, traffic);
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

  private static TaskFailedException failed(
      Recording recording, String how, @Nullable Throwable cause) {
    return recording.failed("its driver", how, cause);
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
