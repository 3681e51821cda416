package io.github.concurrencylab.measure.profile;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.Defaults;
import io.github.concurrencylab.base.Words;
import io.github.concurrencylab.measure.RunInterruptedException;
import io.github.concurrencylab.measure.RunListener;
import io.github.concurrencylab.measure.RunProgress;
import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.measure.machine.MachineLock;
import io.github.concurrencylab.model.Model;
import io.github.concurrencylab.model.Progress;
import io.github.concurrencylab.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Recording;
import jdk.jfr.consumer.EventStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a workload under a model with the JDK's flight recorder on, to see where the time goes:
 * which methods run, what threads wait for, what is allocated.
 *
 * <p>It runs the workload again and again until the time is up, and cuts the last run short. Its
 * times are not those of a measurement: to watch costs something.
 *
 * <p>Source: JEP 328, "Flight Recorder", and JEP 509, "JFR CPU-Time Profiling".
 *
 * @param seconds how long to watch, from {@value #LEAST_SECONDS} to {@value #MOST_SECONDS}
 */
public record Profiler(double seconds) {
  /** The shortest time in which there is anything to see. */
  public static final double LEAST_SECONDS = 0.1;

  /** The longest time. */
  public static final double MOST_SECONDS = 600;

  private static final double NANOS = 1e9;

  /** Before the recording, so that it sees compiled code; and for the cost on one thread. */
  private static final double ASIDE_SECONDS = 0.3;

  /** Checks the time. */
  public Profiler {
    if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
      throw Check.refusal(
          String.format(
              Locale.ROOT,
              "seconds must be between %s and %.0f, got %s",
              LEAST_SECONDS,
              MOST_SECONDS,
              seconds));
    }
  }

  /**
   * Profiles a workload under a model.
   *
   * @param workload what to run
   * @param model how to run it
   * @param listener is told when it has ended
   * @return what was seen
   * @throws IllegalArgumentException if something is null, or the model's tasks run in processes of
   *     their own
   * @throws RunInterruptedException if the thread is interrupted; nothing is left running
   * @throws io.github.concurrencylab.model.TaskFailedException if a task fails
   */
  public Profiling profile(Workload workload, Model model, RunListener listener) {
    Check.given("workload", workload, "use article()");
    Check.given("model", model, "blocking() or threads(4) for example");
    if (!model.runsHere()) {
      throw Check.refusal(
          "model must run its tasks in this virtual machine to be profiled, got "
              + model.name()
              + ": profile threads("
              + model.workers()
              + ") or blocking() instead");
    }
    String summary = "";
    String what = workload.name() + " under " + model.name();
    try (var _ =
        MachineLock.HERE.await(what, other -> listener.update(RunProgress.waiting(other)))) {
      Profiling profiling = new Watch(workload, model).profile();
      summary =
          String.format(
              Locale.ROOT,
              "profiled %s for %s",
              model.name(),
              Words.duration(profiling.span().seconds()));
      return profiling;
    } catch (InterruptedException stopped) {
      summary = "stopped: " + model.name() + " was not profiled";
      throw new RunInterruptedException(summary, workload);
    } finally {
      listener.ended(summary);
    }
  }

  /** One profile being made. */
  private final class Watch {
    private final Workload workload;
    private final Model model;
    private final InstrumentedWorkload watched;
    private long done;

    Watch(Workload workload, Model model) {
      this.workload = workload;
      this.model = model;
      this.watched = new InstrumentedWorkload(workload);
    }

    Profiling profile() throws InterruptedException {
      Path file = temporary();
      try (Recording recording = recording()) {
        // It begins before what counts: a thread's first sample weighs all that it ever allocated.
        recording.start();
        run(workload, Math.min(seconds, ASIDE_SECONDS));
        done = 0;
        System.gc(); // as before a trial: what others left is no part of the profile
        Instant from = Instant.now();
        double allocatedBefore = InstrumentedWorkload.allocatedBytes();
        long start = System.nanoTime();
        int runs = 0;
        double left = seconds;
        while (left > 0 && watched.uses().size() < Defaults.PROFILE_THREADS) {
          runs++;
          run(watched, left);
          left = seconds - (System.nanoTime() - start) / NANOS;
        }
        long passed = System.nanoTime() - start;
        double allocated = InstrumentedWorkload.allocatedBytes() - allocatedBefore;
        Instant to = Instant.now();
        recording.stop();
        recording.dump(file);
        System.gc(); // reading takes memory itself: not on top of what the runs left
        TraceReader reader = new TraceReader(watched.uses(), from, to);
        read(file, reader);
        return new Profiling(
            workload.toString(),
            model.id(),
            Machine.here(),
            new Profiling.Span(runs, passed, cost()),
            reader.traces(passed / NANOS, allocated));
      } catch (IOException failed) {
        stopIfTold(); // an interruption closes the file that is being written
        throw new UncheckedIOException(failed);
      } finally {
        delete(file);
      }
    }

    /** Runs a workload once, or for so long. */
    private void run(Workload what, double most) throws InterruptedException {
      Progress progress = new Progress();
      AtomicBoolean cut = new AtomicBoolean();
      Thread clock =
          Thread.ofPlatform()
              .daemon()
              .name("run-clock")
              .start(() -> {
                try {
                  TimeUnit.NANOSECONDS.sleep((long) (most * NANOS));
                  cut.set(true);
                  progress.cancel();
                } catch (InterruptedException ended) {
                  // The run was shorter.
                }
              });
      try {
        var ignored = model.execute(what, progress);
      } catch (InterruptedException stopped) {
        if (!cut.get()) {
          throw stopped;
        }
      } finally {
        clock.interrupt();
      }
      done += progress.done();
      stopIfTold();
    }

    /**
     * The processor time of a unit of work by what it takes alone: the first task on this thread,
     * for a moment. Where threads fight over a variable without ever waiting, it shows here only.
     */
    private double cost() throws InterruptedException {
      double nanos =
          watched.uses().values().stream().mapToDouble(InstrumentedWorkload.Use::cpuNanos).sum();
      if (model.workers() < 2 || done == 0 || !(nanos > 0)) {
        return Double.NaN;
      }
      long[] alone = new long[1];
      long deadline = System.nanoTime() + (long) (ASIDE_SECONDS * NANOS);
      double before = InstrumentedWorkload.cpuNanos();
      try {
        var ignored =
            workload
                .newTasks()
                .getFirst()
                .run(units -> {
                  alone[0] += units;
                  if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                  }
                });
      } catch (Exception ended) {
        stopIfTold(); // else it was time
      }
      double aloneNanos = InstrumentedWorkload.cpuNanos() - before;
      return alone[0] == 0 ? Double.NaN : nanos / done / (aloneNanos / alone[0]);
    }
  }

  private static void stopIfTold() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /**
   * Not as a list of events: a stream uses the same few objects again, and the heap stays small.
   */
  private static void read(Path file, TraceReader reader) throws IOException, InterruptedException {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (EventStream events = EventStream.openFile(file)) {
      events.setReuse(true);
      events.setOrdered(false);
      events.onError(failed -> failure.compareAndSet(null, failed));
      events.onEvent(event -> {
        if (failure.get() == null && !Thread.currentThread().isInterrupted()) {
          reader.read(event);
        }
      });
      events.start();
    }
    stopIfTold();
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the recording could not be read: " + failed, failed);
    }
  }

  private static Recording recording() {
    Recording recording = new Recording();
    recording.setName("concurrency-lab");
    String period = Defaults.PROFILE_PERIOD_MILLIS + " ms";
    recording.enable(TraceReader.SAMPLE).with("period", period);
    recording.enable(TraceReader.CPU_SAMPLE).with("throttle", period.replace(" ", ""));
    Duration threshold = Duration.ofNanos(Defaults.PROFILE_WAIT_NANOS);
    for (String wait : TraceReader.WAITS) {
      recording.enable(wait).withThreshold(threshold).withStackTrace();
    }
    recording.enable(TraceReader.COLLECTION);
    recording.enable(TraceReader.ALLOCATION).with("throttle", "1000/s").withStackTrace();
    return recording;
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("concurrency-lab-" + ProcessHandle.current().pid() + "-", ".jfr");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
