package io.github.concurrencylab.workload;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What one's own tasks do, as a lambda: {@code i -> slowHash(i)}. It can be written to bytes, so
 * that it can travel to a child process.
 */
@FunctionalInterface
public interface IndexedTask extends Serializable {
  /**
   * Does the work of one task.
   *
   * @param i the task's index, from 0
   * @return the result; for a child process anything that is serializable, null too
   * @throws Exception whatever the work throws
   */
  @Nullable Object run(int i) throws Exception;
}
