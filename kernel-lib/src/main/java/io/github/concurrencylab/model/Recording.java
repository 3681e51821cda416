package io.github.concurrencylab.model;

import io.github.concurrencylab.base.Check;
import io.github.concurrencylab.base.MemoryLimit;
import io.github.concurrencylab.base.UndeclaredName;
import io.github.concurrencylab.base.UserFrames;
import io.github.concurrencylab.base.poll.Polls;
import io.github.concurrencylab.base.poll.StoppedError;
import io.github.concurrencylab.workload.AsyncTask;
import io.github.concurrencylab.workload.Safepoint;
import io.github.concurrencylab.workload.Task;
import io.github.concurrencylab.workload.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One execution being made: runs tasks on the calling thread, or is told of those that ran
 * elsewhere, and keeps their results and spans.
 *
 * <p>Different threads may run different tasks; whoever calls {@link #finish} must have seen them
 * end. A recording's clock starts when it is made.
 */
public final class Recording {
  /** What is said of a task that left its thread interrupted, though nobody had told it to stop. */
  public static final String INTERRUPTED_ITSELF = "it interrupted its own thread";

  private static final int LONGEST_REASON = 2_000;

  private final Model model;
  private final Workload workload;
  private final List<Task> tasks;
  private final @Nullable Object[] results;
  private final @Nullable Span[] spans;
  private final List<Runnable> cancels = new ArrayList<>();
  private final CpuTime startCpu;
  private final long startNanos;
  private long poolStartNanos;
  private final Thread caller = Thread.currentThread();
  private volatile @Nullable Progress stop;

  /**
   * Creates the tasks, then starts the clock.
   *
   * @param model what runs them
   * @param workload what is run
   */
  public Recording(Model model, Workload workload) {
    this(model, workload, workload.newTasks());
  }

  private Recording(Model model, Workload workload, List<Task> tasks) {
    this.model = model;
    this.workload = workload;
    this.tasks = tasks;
    this.results = new Object[workload.tasks()];
    this.spans = new Span[workload.tasks()];
    this.startCpu = CpuTime.now();
    this.startNanos = System.nanoTime();
  }

  /**
   * Starts the clock of an execution whose tasks all run elsewhere: none of them is made here.
   *
   * @param model what runs them
   * @param workload what is run
   * @return the recording
   */
  public static Recording elsewhere(Model model, Workload workload) {
    return new Recording(model, workload, List.of());
  }

  /**
   * What is run.
   *
   * @return the workload
   */
  public Workload workload() {
    return workload;
  }

  /**
   * Says that tasks run on threads which nobody interrupts before an execution is cancelled: a task
   * that is interrupted all the same has done it itself, and has failed.
   *
   * @param progress the execution's safepoint
   */
  public void stopsWith(Progress progress) {
    stop = progress;
  }

  /** Null on the caller's thread, which anybody may interrupt. */
  private @Nullable Progress stop() {
    return Thread.currentThread().equals(caller) ? null : stop;
  }

  /** Whether an interruption is the end of the whole execution, and not just a task's failure. */
  private boolean isStop(InterruptedException interrupted) {
    if (interrupted instanceof Progress.Cancelled) {
      return true;
    }
    Progress known = stop();
    if (known != null) {
      return known.isCancelled();
    }
    // Without a stop button, only what a task itself makes and throws can be told from a stop.
    return !Polls.noStopIsUnderWay() && !UserFrames.threw(interrupted);
  }

  /** Says that all workers are ready: what came before is the pool's start. */
  public void poolIsReady() {
    poolStartNanos = now();
  }

  /**
   * The execution's clock.
   *
   * @return nanoseconds since its start
   */
  public long now() {
    return System.nanoTime() - startNanos;
  }

  /**
   * Runs one task on the calling thread.
   *
   * @param task its index
   * @param worker the name of what runs it
   * @param safepoint the task's safepoint
   * @throws InterruptedException if the task was told to stop
   * @throws TaskFailedException if the task throws, or interrupts itself
   */
  public void run(int task, String worker, Safepoint safepoint) throws InterruptedException {
    long start = now();
    Object result;
    try {
      result = tasks.get(task).run(safepoint);
    } catch (Throwable thrown) {
      throw ended(task, worker, thrown);
    }
    Progress known = stop();
    boolean noStop = known == null ? Polls.noStopIsUnderWay() : !known.isCancelled();
    if ((known != null || noStop) && Thread.interrupted() && noStop) {
      throw failed(task, worker, INTERRUPTED_ITSELF, null);
    }
    record(task, result, new Span(task, worker, start, now()));
  }

  /**
   * Starts one task on an event loop's thread: at once to its end, unless it can wait without a
   * thread.
   *
   * @param task its index
   * @param worker the name of what runs it
   * @param loop the event loop
   * @param safepoint the task's safepoint
   * @return done when the task is; its failure is as {@link #run} throws it
   * @throws InterruptedException if the task was told to stop
   * @throws TaskFailedException if the task throws at once
   */
  public CompletableFuture<Integer> start(
      int task, String worker, Executor loop, Safepoint safepoint) throws InterruptedException {
    if (!(tasks.get(task) instanceof AsyncTask waiting)) {
      run(task, worker, safepoint);
      return CompletableFuture.completedFuture(task);
    }
    long start = now();
    CompletableFuture<Object> result;
    try {
      result = waiting.start(loop, safepoint);
    } catch (Throwable thrown) {
      throw ended(task, worker, thrown);
    }
    // Cancelled with the execution: nobody waits for what it would bring.
    cancels.add(() -> result.cancel(true));
    return result.handle((value, thrown) -> {
      Throwable cause = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
      if (cause instanceof InterruptedException) {
        throw new CompletionException(cause);
      }
      if (cause != null) {
        throw new CompletionException(failed(task, worker, words(cause), cause));
      }
      record(task, value, new Span(task, worker, start, now()));
      return task;
    });
  }

  private TaskFailedException ended(int task, String worker, Throwable thrown)
      throws InterruptedException {
    if (thrown instanceof InterruptedException interrupted && isStop(interrupted)) {
      throw interrupted;
    }
    if (StoppedError.isBehind(thrown)) {
      throw new InterruptedException();
    }
    return failed(task, worker, words(thrown), thrown);
  }

  private static String words(Throwable thrown) {
    return thrown instanceof OutOfMemoryError full
        ? MemoryLimit.explained(full)
        : thrown.toString();
  }

  /** Ends every task that waits without a thread. */
  public void cancelWaits() {
    cancels.forEach(Runnable::run);
  }

  /**
   * Whether a task may have a result now.
   *
   * @param task a number
   * @return false if it is no task's index, or that task has one already
   */
  public boolean awaits(int task) {
    return task >= 0 && task < results.length && results[task] == null;
  }

  /**
   * Whether every task has its result.
   *
   * @return true if so
   */
  public boolean isComplete() {
    return Arrays.stream(results).allMatch(Objects::nonNull);
  }

  /**
   * Keeps the result of a task that ran elsewhere.
   *
   * @param task its index
   * @param result its result
   * @param span when and where it ran
   */
  public void record(int task, Object result, Span span) {
    results[task] = result;
    spans[task] = span;
  }

  /**
   * The error to throw for a task that failed.
   *
   * @param task its index
   * @param worker what ran it
   * @param how what happened
   * @param cause what it threw, if that is at hand; it keeps the user's own frames only
   * @return the error, whose message names the task, workload, model and worker
   */
  public TaskFailedException failed(
      int task, String worker, String how, @Nullable Throwable cause) {
    String message =
        "task %s of %s (%s) failed under %s on %s: %s"
            .formatted(
                task + 1,
                workload.tasks(),
                workload.name(),
                model.name(),
                worker,
                Check.line(UndeclaredName.explained(how, cause), LONGEST_REASON));
    if (cause != null) {
      UserFrames.keepIn(cause);
    }
    return new TaskFailedException(message, UndeclaredName.isBehind(cause) ? null : cause);
  }

  /**
   * The error to throw if what runs the tasks failed, and not one of them.
   *
   * @param worker what ran them
   * @param how what happened
   * @param cause what was thrown, if that is at hand
   * @return the error, whose message names the workload, model and worker
   */
  public TaskFailedException failed(String worker, String how, @Nullable Throwable cause) {
    return new TaskFailedException(
        "(%s) failed under %s on %s: %s"
            .formatted(workload.name(), model.name(), worker, Check.line(how, LONGEST_REASON)),
        cause);
  }

  /**
   * Stops the clock: all results are in.
   *
   * @return a function of the children's processor time, which may be asked for afterwards
   */
  public Finished finish() {
    long nanos = now();
    return new Finished(nanos, poolStartNanos, CpuTime.now().since(startCpu));
  }

  /**
   * The same where the clock was elsewhere too.
   *
   * @param nanos the time from before the pool was made until the last result was in
   * @param poolNanos the part of it until all workers were ready
   * @return a function of the children's processor time
   */
  public Finished finishedElsewhere(long nanos, long poolNanos) {
    return new Finished(nanos, poolNanos, CpuTime.now().since(startCpu).part(nanos, now()));
  }

  /** An execution whose clock has stopped. */
  public final class Finished {
    private final long nanos;
    private final long poolNanos;
    private final CpuTime own;

    private Finished(long nanos, long poolNanos, CpuTime own) {
      this.nanos = nanos;
      this.poolNanos = poolNanos;
      this.own = own;
    }

    /**
     * The execution, for a model without child processes.
     *
     * @return the execution
     */
    public Execution execution() {
      return execution(CpuTime.NONE);
    }

    /**
     * The execution.
     *
     * @param children processor time used by child processes
     * @return the execution
     */
    public Execution execution(CpuTime children) {
      int missing = Arrays.asList(results).indexOf(null);
      if (missing >= 0) {
        throw new IllegalStateException(
            "%s: task %s of %s has no result: call run for each task before finish"
                .formatted(model.name(), missing + 1, results.length));
      }
      List<Object> all = Arrays.stream(results).map(Objects::requireNonNull).toList();
      List<Span> when = Arrays.stream(spans).map(Objects::requireNonNull).toList();
      Execution.Cpu cpu = new Execution.Cpu(own, children);
      return new Execution(all, Timeline.of(when), nanos, poolNanos, cpu);
    }
  }
}
