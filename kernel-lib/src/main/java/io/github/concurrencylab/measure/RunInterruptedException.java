package io.github.concurrencylab.measure;

import io.github.concurrencylab.measure.machine.Machine;
import io.github.concurrencylab.workload.Workload;
import java.util.List;
import java.util.concurrent.CancellationException;

/** A run was interrupted, by the stop button for example. Nothing that it started goes on. */
public final class RunInterruptedException extends CancellationException {
  private static final long serialVersionUID = 1;

  private final transient Measurement finished;

  public RunInterruptedException(String message, Measurement finished) {
    super(message);
    this.finished = finished;
  }

  /** Creates one for a run of which no trial had ended. */
  public RunInterruptedException(String message, Workload workload) {
    this(
        message,
        new Measurement(Source.HERE, workload.toString(), Machine.here(), List.of(), List.of()));
  }

  /** Nobody asks where: what counts is how far it had come. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }

  @Override
  public void setStackTrace(StackTraceElement[] trace) {
    // It has none.
  }

  /**
   * The trials that had ended.
   *
   * @return a measurement, perhaps without trials
   */
  public Measurement finished() {
    return finished;
  }
}
