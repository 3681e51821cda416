package io.github.concurrencylab.notebook.jjava;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/**
 * Makes the stop button gentle and sure.
 *
 * <p>The kernel by itself declares a stopped cell ended at once: what the cell's own thread still
 * has to say, "stopped: 7 of 20 trials", would come too late to be shown. And a stop that comes
 * before the cell's code has begun to run, or between two of its statements, it forgets. So this
 * first interrupts the cell's thread and gives it a moment to end by itself; then it lets the
 * kernel go on as usual, and stops what the cell begins later.
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

  private static final long PERIOD_MILLIS = 5;

  private final Map<String, Future<Object>> running;
  private final RunningCell cell;

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
      running.put(FIRST_KEY, new StopButton(running, new RunningCell(kernel)));
    } catch (ReflectiveOperationException | RuntimeException otherKernel) {
      // Its own way of stopping stays.
    }
  }

  /** The button was pressed. */
  @Override
  public boolean cancel(boolean mayInterrupt) {
    Object stopped = cell.get();
    if (stopped == null) {
      return false;
    }
    long start = System.nanoTime();
    boolean interrupted = false;
    try {
      while (goesOn(stopped) && System.nanoTime() - start < PATIENCE_NANOS) {
        if (!interrupted && anyRunning()) {
          interrupted = true;
          interruptCell();
        }
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

  private boolean anyRunning() {
    return running.size() > 1;
  }

  private static void interruptCell() {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(CellThreads.NAMES))
        .forEach(Thread::interrupt); // one that is idle does not mind
  }

  /** Cancels as the kernel does, again and again until the cell has ended. */
  private void stopWhatBegins(Object stopped, long start) {
    try {
      while (goesOn(stopped) && System.nanoTime() - start < LATE_NANOS) {
        running.forEach((key, evaluation) -> {
          if (!key.equals(FIRST_KEY)) {
            evaluation.cancel(true);
          }
        });
        TimeUnit.MILLISECONDS.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException kernelEnds) {
      // Then the cell ends too.
    }
  }

  private boolean goesOn(Object stopped) {
    return stopped.equals(cell.get());
  }
}
