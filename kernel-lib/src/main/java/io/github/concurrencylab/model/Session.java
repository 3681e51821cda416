package io.github.concurrencylab.model;

import io.github.concurrencylab.workload.Workload;

/**
 * A model made ready for any number of executions, one after another. What takes long to start and
 * is no part of any execution's time, an interpreter say, lives as long as its session.
 */
public interface Session extends AutoCloseable {
  /**
   * Runs every task of a workload once, as {@link Model#execute} does. After a failure or an
   * interruption the session may be of no more use.
   *
   * @param workload what to run
   * @param progress counts what is done, and tells the tasks when to stop
   * @return results, spans and times
   * @throws InterruptedException if the calling thread is interrupted; all tasks are stopped first
   * @throws TaskFailedException if a task throws, or what runs it dies
   * @throws ModelUnavailableException if the model cannot run this workload
   */
  Execution execute(Workload workload, Progress progress) throws InterruptedException;

  /**
   * What runs the tasks, if it is not this virtual machine.
   *
   * @return its name, version and settings, for the description of the machine; else empty
   */
  default String runtime() {
    return "";
  }

  /** Ends what the session started; nothing of it goes on. */
  @Override
  void close();
}
