package io.github.concurrencylab.notebook.jjava;

import io.github.concurrencylab.base.poll.Leftovers;
import io.github.concurrencylab.base.poll.PollingThreads;
import io.github.concurrencylab.base.poll.Polls;
import io.github.concurrencylab.base.poll.StoppedError;
import io.github.concurrencylab.measure.machine.MachineLock;
import io.github.concurrencylab.model.child.Launch;
import java.lang.Thread.UncaughtExceptionHandler;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stop button gentle and sure.
 *
 * <p>The kernel by itself declares a stopped cell ended at once: what the cell's own thread still
 * has to say, "stopped: 7 of 20 trials", would come too late to be shown. And a stop that comes
 * before the cell's code has begun to run, or between two of its statements, it forgets. So this
 * first ends the cell's own threads and gives them a moment for it; then it lets the kernel go on
 * as usual, and stops what the cell begins later.
 *
 * <p>What the cell computes ends at its next poll, on whatever thread. What waits is interrupted.
 * Processes that it started are ended. Threads that ran code of an earlier cell when this one
 * began, and earlier processes, go on; pressed while no cell runs, the button ends the threads too.
 *
 * <p>The kernel has no place for this. It keeps the evaluations under way in a map and cancels each
 * when the button is pressed; this is one more entry of that map, and the first to be asked. Where
 * a later kernel has no such map, its own way of stopping stays.
 */
public final class StopButton extends CompletableFuture<Object> {
  /** Its hash is 0: a concurrent hash map visits it before all others. */
  private static final String FIRST_KEY = "";

  /** Jupyter's user expects to be asked nothing and to wait half a second at most. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

  /** How long a cell that has not begun may take to begin: it is being compiled. */
  private static final long LATE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** After that nobody is to wait for a measurement that was stopped and does not end. */
  private static final long LET_GO_NANOS = TimeUnit.MILLISECONDS.toNanos(800);

  /** After that what seems to compute waits in native code, for the network perhaps. */
  private static final long NATIVE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** A press so soon after another is meant for the same cell: the kernel takes one in 50 ms. */
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  private static final long PERIOD_MILLIS = 5;

  /** To look at every thread's stack takes about a millisecond. */
  private static final long LOOK_MILLIS = 15;

  private static final long LATER_LOOK_MILLIS = 100;

  private final Map<String, Future<Object>> running;
  private final RunningCell cell;
  private @Nullable Object begun;
  private @Nullable Object pressedFor;
  private long pressedNanos = System.nanoTime() - AGAIN_NANOS;
  private Set<Thread> earlier = Set.of();
  private Set<Thread> spared = Set.of();
  private Set<ProcessHandle> earlierProcesses = Set.of();

  private StopButton(Map<String, Future<Object>> running, RunningCell cell) {
    this.running = running;
    this.cell = cell;
  }

  /**
   * Takes its place in the kernel, if the kernel is one that it knows.
   *
   * @param kernel the kernel
   */
  public static void install(BaseKernel kernel) {
    try {
      Object control = KernelInternals.executionControl(kernel);
      @SuppressWarnings("unchecked")
      Map<String, Future<Object>> running =
          (Map<String, Future<Object>>)
              KernelInternals.field(control.getClass(), "running").get(control);
      StopButton button = new StopButton(running, new RunningCell(kernel));
      running.put(FIRST_KEY, button);
      keepQuietAboutStops();
      CellClasses.poll(kernel, button::codeBegins);
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // Its own way of stopping stays.
    }
  }

  /** A thread that was stopped has no failure to report. */
  private static void keepQuietAboutStops() {
    UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
      if (StoppedError.isBehind(thrown)) {
        return;
      }
      if (usual != null) {
        usual.uncaughtException(thread, thrown);
      } else { // as the virtual machine does
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        thrown.printStackTrace();
      }
    });
  }

  /** Code of a cell is about to run: the first of it, or the next statement. */
  private synchronized void codeBegins() {
    Object now = cell.get();
    if (now == null || now.equals(begun)) {
      return;
    }
    begun = now;
    if (now.equals(pressedFor)) {
      return; // it was pressed before: then nothing of this cell is to run
    }
    Map<Thread, StackTraceElement[]> busy = PollingThreads.now();
    if (Polls.armed()) {
      busy.forEach((thread, stack) -> {
        if (!spared.contains(thread)) {
          Leftovers.add(thread, stack);
        }
      });
      Polls.disarm();
    }
    earlier = new HashSet<>(busy.keySet());
    earlier.removeIf(Leftovers::has);
    earlierProcesses = Launch.foreign();
  }

  /** Ends all code of cells that polls, but not that of a cell that has begun since. */
  private synchronized Set<Thread> arm(@Nullable Object stopped) {
    if (stopped == null && cell.get() != null) {
      return Set.of();
    }
    pressedFor = stopped;
    spared = stopped == null ? Set.of() : Set.copyOf(earlier);
    Set<Thread> goOn = spared;
    Polls.arm(thread -> !goOn.contains(thread));
    return goOn;
  }

  private void endProcesses(@Nullable Object stopped) {
    if (stopped != null && stopped.equals(begun)) {
      Set<ProcessHandle> started = Launch.foreign();
      started.removeAll(earlierProcesses);
      started.forEach(ProcessHandle::destroy);
    }
  }

  /** The button was pressed. */
  @Override
  public boolean cancel(boolean mayInterrupt) {
    Object stopped = cell.get();
    if (isMeantForAnother(stopped)) {
      return false;
    }
    Set<Thread> goOn = arm(stopped);
    long start = System.nanoTime();
    var _ =
        Thread.ofPlatform()
            .daemon()
            .name("stop-threads")
            .start(() -> endThreads(stopped, goOn, start));
    if (stopped == null) {
      return false;
    }
    try {
      while (goesOn(stopped) && System.nanoTime() - start < PATIENCE_NANOS) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException kernelEnds) {
      Thread.currentThread().interrupt();
    }
    if (goesOn(stopped)) {
      Thread.ofPlatform().daemon().name("late-stop").start(() -> stopWhatBegins(stopped, start));
    }
    return false;
  }

  private synchronized boolean isMeantForAnother(@Nullable Object running) {
    long now = System.nanoTime();
    boolean again = now - pressedNanos < AGAIN_NANOS;
    pressedNanos = now;
    return again && running != null && !running.equals(pressedFor);
  }

  /** Cancels as the kernel does, again and again until the cell has ended. */
  private void stopWhatBegins(Object stopped, long start) {
    try {
      while (cancelled(stopped) && System.nanoTime() - start < LATE_NANOS) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException kernelEnds) {
      // Then the cell ends too.
    }
  }

  /** Whether the cell still went on; no other cell begins meanwhile. */
  private synchronized boolean cancelled(Object stopped) {
    if (!goesOn(stopped)) {
      return false;
    }
    running.forEach((key, evaluation) -> {
      if (!key.equals(FIRST_KEY)) {
        evaluation.cancel(true);
      }
    });
    return true;
  }

  /** Ends what waits, until the next cell begins. */
  private void endThreads(@Nullable Object stopped, Set<Thread> goOn, long start) {
    Set<Thread> asked = new HashSet<>();
    boolean patient = false;
    try {
      do {
        // What computes has met a poll by the first look.
        TimeUnit.MILLISECONDS.sleep(patient ? LATER_LOOK_MILLIS : LOOK_MILLIS);
        patient = System.nanoTime() - start > LET_GO_NANOS;
      } while (anyEnded(stopped, goOn, start, asked) && System.nanoTime() - start < LATE_NANOS);
      // The next cell may have begun before it was time for this.
      TimeUnit.NANOSECONDS.sleep(start + LET_GO_NANOS - System.nanoTime());
      MachineLock.HERE.takeFrom(Leftovers::has);
    } catch (InterruptedException kernelEnds) {
      // Then they end too.
    }
  }

  /** Whether anything was left to end; no other cell begins meanwhile. */
  private synchronized boolean anyEnded(
      @Nullable Object stopped, Set<Thread> goOn, long start, Set<Thread> asked) {
    if (!Objects.equals(pressedFor, stopped) || !Polls.armed()) {
      return false;
    }
    long nanos = System.nanoTime() - start;
    Map<Thread, StackTraceElement[]> busy = PollingThreads.now();
    busy.keySet().removeAll(goOn);
    busy.forEach((thread, stack) -> {
      boolean due =
          PollingThreads.isInLab(stack)
              ? !Polls.told(thread) && asked.add(thread)
              : thread.getState() != Thread.State.RUNNABLE || nanos > NATIVE_NANOS;
      if (due) {
        thread.interrupt();
      }
    });
    endProcesses(stopped);
    if (nanos > LET_GO_NANOS) {
      busy.forEach(Leftovers::add);
      MachineLock.HERE.takeFrom(Leftovers::has);
    }
    return !busy.isEmpty() || (stopped != null && goesOn(stopped));
  }

  private boolean goesOn(Object stopped) {
    return stopped.equals(cell.get());
  }
}
