package io.github.concurrencylab.workload;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What one's own tasks do, with a safepoint to call from long loops: {@code (i, safepoint) -> ...}.
 * Each call lets the task be stopped there, and lets {@code gil(n)} hand its lock over; code of
 * cells does both by itself.
 */
@FunctionalInterface
public interface PollingTask extends Serializable {
  /**
   * Does the work of one task.
   *
   * @param i the task's index, from 0
   * @param safepoint called now and then; the number it is given is not counted
   * @return the result; for a child process anything that is serializable, null too
   * @throws Exception whatever the work throws
   */
  @Nullable Object run(int i, Safepoint safepoint) throws Exception;
}
